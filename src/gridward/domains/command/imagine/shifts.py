"""Shifts at gates and in the duty room, who came to them, and the gaps that a fact asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from gridward.domains.command.figures.work import SHIFTS, SHIFTS_UNCOVERED
from gridward.domains.command.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, SECOND, day_of, first_moment, iso
from gridward.plug.course import Course, Leg, Planner, beginning, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

HOURS = "mobilisation.hours"
"""The time that people were on duty, in tenths of an hour: another domain's figure of the attendances made here."""
TENTH = HOUR // 10
MOST = 330
"""So many shifts are told of where nothing is stated."""


@dataclass(frozen=True, slots=True)
class Post:
    """Where people take turns: the subject of its shifts, since when, and how many of whom a shift needs."""

    subject: tuple[str, str]
    area: str
    since: int
    roles: tuple[str, ...]
    lasts: int


@dataclass(slots=True)
class Turn:
    """A shift from `start` to `end`; `relieved` when the next one at its post follows at once."""

    post: Post
    start: int
    end: int
    gap: bool = False
    relieved: bool = False


def shifts(town: Town) -> Iterator[Draft]:
    """All shifts and attendances."""
    at = moments(town.world, town.facts, SHIFTS.name, SHIFTS_UNCOVERED.name, HOURS)
    start = beginning(town.world, at)
    posts = list(_posts(town, start))
    table = _timetable(town, posts) if town.covid() else []
    room = posts[-1]
    roster = Roster(town, by_hours=bool(town.facts.of(HOURS)))
    uncovered = town.courses(SHIFTS_UNCOVERED, at, start, {}, level=True).get("", [0] * len(at))
    wanted = _wanted(town, at, start, table, uncovered)
    hours = _hours(town, at, start)
    before = 0
    for number, end in enumerate(at):
        leg = Leg(at[number - 1] if number else start, end, 0)
        turns = _chosen(town, table, leg, wanted[number] - before, room)
        before = max(before, wanted[number])
        if uncovered[number]:
            until = at[number + 1] if number + 1 < len(at) else end + 12 * HOUR
            _open_gaps(turns, uncovered[number], leg, until)
        begun = {(turn.post.subject, turn.start) for turn in turns}
        for turn in turns:
            turn.relieved = (turn.post.subject, turn.end) in begun
            yield from roster.turn(turn, leg)
        yield from roster.served(hours[number], leg)


def _posts(town: Town, start: int) -> Iterator[Post]:
    """The town's gates, a few of its villages' and, last, the duty room."""
    gates: dict[str, list[Post]] = {"town": [], "village": []}
    seen: set[str] = set()
    for draft in town.world.told.get("checkpoint.post", ()):
        body = draft.body or {}
        if draft.subject is None or draft.subject[1] in seen or body.get("level") not in gates or "closed_on" in body:
            continue
        seen.add(draft.subject[1])
        roles = ("镇村干部", "民警", "医务人员") if body["level"] == "town" else ("村干部", "志愿者")
        lasts = 8 * HOUR if body["level"] == "town" else 12 * HOUR
        gates[body["level"]].append(Post(draft.subject, draft.area, draft.at, roles, lasts))
    yield from gates["town"][:4]
    yield from gates["village"][:6]
    yield Post(("area", town.root), town.root, start, ("值班干部",), 12 * HOUR)


def _timetable(town: Town, posts: Sequence[Post]) -> list[Turn]:
    """Turn after turn, day and night, of every post from the day after it opened."""
    first, last = day_of(town.world.start), day_of(town.world.end)
    found = []
    for post in posts:
        begin = first_moment(max(first, day_of(post.since) + (post.subject[0] == "place")))
        end = first_moment(last + 1)
        found += [Turn(post, at, at + post.lasts) for at in range(begin, end, post.lasts)]
    found.sort(key=lambda turn: (turn.start, turn.post.subject))
    return found[:: max(1, -(-len(found) // MOST))]


def _wanted(town: Town, at: Sequence[int], start: int, table: Sequence[Turn], uncovered: Course) -> Course:
    """How many shifts have begun by each moment."""
    if town.facts.of(SHIFTS.name):
        return _roomy(town.courses(SHIFTS, at, start, {})[""], at, town, uncovered)
    found: Course = []
    for number, end in enumerate(at):
        begin = at[number - 1] if number else start
        here = sum(begin < turn.start <= end for turn in table)
        least = uncovered[number] + (1 if town.facts.of(HOURS) and not number else 0)
        found.append((found[-1] if found else 0) + max(here, least))
    return found


def _roomy(course: Course, at: Sequence[int], town: Town, uncovered: Course) -> Course:
    """As stated; at other moments with as many as must be uncovered then, if what is stated later leaves room."""
    stated = {at.index(fact.as_of) for fact in town.facts.of(SHIFTS.name)}
    for number, left in enumerate(uncovered):
        most = min((course[one] for one in stated if one >= number), default=None)
        wish = max(course[number], (course[number - 1] if number else 0) + left)
        course[number] = wish if most is None else min(wish, most)
    return course


def _hours(town: Town, at: Sequence[int], start: int) -> Course:
    figure = replace(SHIFTS, name=HOURS, members=())
    return Planner(figure, town.facts, at, start=start, usual={}).courses().get("", [0] * len(at))


def _chosen(town: Town, table: Sequence[Turn], leg: Leg, number: int, room: Post) -> list[Turn]:
    """As many turns that begin in the leg as are wanted, of the timetable as far as it goes."""
    here = [turn for turn in table if leg.start < turn.start <= leg.end]
    if number <= 0:
        return []
    if len(here) > number:
        here = [here[place * len(here) // number] for place in range(number)]
    extra = drawn(leg.start, leg.end, number - len(here), OFFICE, town.random)
    return sorted([*here, *(Turn(room, at, at + 8 * HOUR) for at in extra)], key=lambda turn: turn.start)


def _open_gaps(turns: list[Turn], number: int, leg: Leg, until: int) -> None:
    """The last turns of a leg become such as are under way at its end, with too few people."""
    for turn in turns[-number:]:
        turn.gap = True
        turn.start = min(max(turn.start, leg.end - 4 * HOUR), leg.end)
        turn.end = min(leg.end + 4 * HOUR, leg.end + max(1, (until - leg.end) // 2))


class Roster:
    """Who takes which turn. `by_hours`: the hours are stated, so that only those that are told of count."""

    def __init__(self, town: Town, *, by_hours: bool) -> None:
        self.town = town
        self.random = town.random
        self.by_hours = by_hours
        self.next = 0
        self.whole: list[tuple[UUID, Turn]] = []
        self.tenths = 0

    def _people(self, number: int) -> list[dict[str, str]]:
        staff = self.town.staff
        found = [{"kind": "person", "ref": staff[(self.next + place) % len(staff)]} for place in range(number)]
        self.next += number
        missing = number - len(staff)
        return [*found[: len(staff)], *({"kind": "person", "ref": f"演值守{900 + one}"} for one in range(missing))]

    def turn(self, turn: Turn, leg: Leg) -> Iterator[Draft]:
        """A shift as it is planned, and those who came to it."""
        town, post = self.town, turn.post
        people = self._people(len(post.roles))
        planned = turn.start - self.random.randrange(8, 30) * HOUR
        at = max(planned - planned % MINUTE, leg.start + 1) if turn.gap else max(planned, town.world.start)
        shift = town.hand.id(min(at, turn.start))
        body: dict[str, Any] = {
            "start": iso(turn.start),
            "end": iso(turn.end),
            "slots": [{"role": role, "people": 1} for role in post.roles],
            "persons": people[1:] if turn.gap else people,
            "roles": list(post.roles[1:] if turn.gap else post.roles),
            "min_people": len(post.roles),
            "continuous": post.subject[0] == "place" and turn.relieved,
        }
        yield Draft(
            id=shift,
            kind="command.shift",
            area=post.area,
            at=min(at, turn.start),
            body=body,
            subject=post.subject,
            device=f"duty-{post.area}",
        )
        if turn.gap:
            people = people[1:]
        else:
            self.whole.append((shift, turn))
        for person, role in zip(people, body["roles"], strict=True):
            yield from self._came(shift, turn, person, role)

    def _came(self, shift: UUID, turn: Turn, person: dict[str, str], role: str) -> Iterator[Draft]:
        """Somebody came, a little late now and then, or somebody else did in their place."""
        random = self.random
        chance = random.random()
        if chance < 0.02:
            begun = turn.start - turn.start % SECOND
            yield self._attendance(shift, turn, person, "absent", begun, None)
            person = {"kind": "person", "ref": f"演替班{random.randrange(1, 40):02}"}
        status = "substitute" if chance < 0.02 else "late" if chance < 0.06 else "present"
        minutes = random.randrange(1, 9) if status == "late" else -random.randrange(0, 20)
        begun = turn.start + min(minutes * MINUTE, (turn.end - turn.start) // 4)
        over = turn.end <= self.town.world.end and not self.by_hours
        came = self._attendance(shift, turn, person, status, begun, turn.end if over else None)
        yield replace(came, body={**(came.body or {}), "role": role}) if status == "substitute" else came

    def _attendance(
        self, shift: UUID, turn: Turn, person: dict[str, str], status: str, begun: int, out: int | None
    ) -> Draft:
        body: dict[str, Any] = {"person": person, "in": iso(begun), "status": status}
        told = max(begun, self.town.world.start)
        received = told + self.random.randrange(5, 200) * SECOND
        if out is not None:
            body["out"] = iso(out)
            received = out + self.random.randrange(1, 15) * MINUTE
        return Draft(
            id=self.town.hand.id(told),
            kind="command.attendance",
            area=turn.post.area,
            at=told,
            body=body,
            subject=("entry", str(shift)),
            device=f"duty-{turn.post.area}",
            received=max(received, told, turn.start + MINUTE),
        )

    def served(self, whole: int, leg: Leg) -> Iterator[Draft]:
        """People who stood by at shifts, until by the leg's end all have together so many tenths of an hour."""
        if not self.by_hours or not self.whole:
            return
        tenths = whole - self.tenths
        self.tenths = max(whole, self.tenths)
        pieces = [60] * (max(0, tenths) // 60) + ([tenths % 60] if tenths % 60 > 0 else [])
        times = drawn(leg.start, leg.end, len(pieces), OFFICE, self.random)
        for number, (out, piece) in enumerate(zip(times, pieces, strict=True)):
            shift, turn = self.whole[number % len(self.whole)]
            person = {"kind": "person", "ref": f"演志愿者{1 + (self.next + number) % 400:03}"}
            yield self._attendance(shift, turn, person, "present", out - piece * TENTH, out)
        self.next += len(pieces)
