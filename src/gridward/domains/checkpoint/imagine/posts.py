"""Posts opened, signed and removed: as many of each level at each moment as the facts say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gridward.domains.checkpoint.figures import POSTS, POSTS_SIGNED
from gridward.domains.checkpoint.imagine.town import Town
from gridward.domains.checkpoint.rules import LEVELS
from gridward.kit.clock import HOUR, SECOND, date_of, day_of
from gridward.plug.agree import Limits, agreed, valued
from gridward.plug.course import Course, Planner, beginning, legs, moments
from gridward.plug.imagine import Draft, Facts, Spot

PASSING = (
    "checkpoint.vehicles",
    "checkpoint.persons",
    "checkpoint.vehicles_turned_back",
    "checkpoint.persons_turned_back",
    "checkpoint.held",
)
_NAMES = {"town": "检查站", "village": "卡口", "compound": "小区卡口", "venue": "门岗", "external": "外围卡点"}
_KINDS = {"town": "road", "village": "entrance", "compound": "entrance", "venue": "market", "external": "expressway"}


@dataclass(slots=True)
class Gate:
    """A gate that stood from `opened` until `closed` (None: to the end), and the entries that say so."""

    ref: str
    level: str
    host: Spot
    device: str
    opened: int
    closed: int | None = None
    signed: bool = False
    drafts: list[Draft] = field(default_factory=list)

    def stood(self, at: int) -> bool:
        """Whether it stood at that moment."""
        return self.opened < at and (self.closed is None or at < self.closed)


FEW = 2
"""How many gates of a level there are at least of which a share is stated."""


def gates(town: Town) -> list[Gate]:
    """All gates, in the order of their opening within each level."""
    at = moments(town.world, town.facts, POSTS.name, POSTS_SIGNED.name, *PASSING)
    start = beginning(town.world, at)
    courses, signed = _courses(town, at, start)
    found: list[Gate] = []
    for level, course in courses.items():
        found += _level(town, level, course, signed.get(level, [0] * len(at)), at, start)
    return found


def usual(town: Town) -> dict[str, int]:
    """How many gates of each level there would be without facts about them."""
    needed = {level: 1 for level in LEVELS if any(_passes(town, figure, level) for figure in PASSING)}
    needed |= {fact.member: FEW for fact in town.facts.shares(POSTS_SIGNED.name) if fact.member}
    if town.quiet():
        return needed | _for_totals(town, needed)
    towns, compounds = len(town.hosts["town"]), len(town.world.at("compound"))
    small = town.world.root.level in ("village", "community", "compound")
    lived_in = {"town": 0 if small else 2 * towns, "village": len(town.hosts["village"]), "compound": compounds}
    found = needed | {level: number for level, number in lived_in.items() if number}
    return found | _for_totals(town, found)


def _for_totals(town: Town, standing: Mapping[str, int]) -> dict[str, int]:
    """Where a total is stated, there must be a gate of a level of which nothing is."""
    found = {}
    for figure in PASSING:
        free = [level for level in LEVELS if not town.facts.of(figure, level)]
        if town.facts.of(figure) and free and not any(level in standing for level in free):
            found[free[0]] = 1
    return found


def _passes(town: Town, figure: str, level: str) -> bool:
    return any((fact.value or 0) > 0 or fact.qualifier == ">" for fact in town.facts.of(figure, level))


def _courses(town: Town, at: tuple[int, ...], start: int) -> tuple[dict[str, Course], dict[str, Course]]:
    """How many gates of each level stand, and how many of them show the code posters."""
    needs = [
        {(POSTS.name, level, place): 1 for level in ("", *LEVELS) for place in _busy(town, level, at, first=first)}
        for first in (False, True)
    ]
    facts = town.facts
    for _ in range(2):
        standing = _standing(town, facts, at, start)
        plans = (POSTS, standing), (POSTS_SIGNED, _signed(town, facts, at, start, standing))
        tries = (agreed(facts, at, plans, Limits(least=least)) for least in (*needs, {}))
        told = next((one for one in tries if one is not facts), facts)
        facts = valued(facts, POSTS_SIGNED, _standing(town, told, at, start), at)
    standing = _standing(town, told, at, start)
    signed = _signed(town, told, at, start, standing)
    return standing, {
        level: [min(one, most) for one, most in zip(course, standing.get(level, course), strict=True)]
        for level, course in signed.items()
    }


def _standing(town: Town, facts: Facts, at: tuple[int, ...], start: int) -> dict[str, Course]:
    """As many gates as are stated or usual, and one of each level at which somebody passes."""
    found = Planner(POSTS, facts, at, start=start, usual=usual(town), level=True).courses()
    for level in LEVELS:
        course = found.get(level, [0] * len(at))
        for place in _busy(town, level, at):
            if not course[place] and not any(fact.as_of == at[place] for fact in facts.of(POSTS.name, level)):
                course[place] = 1
                rich = max(found, key=lambda one: found[one][place], default=level)
                if facts.of(POSTS.name) and found.get(rich, course)[place] > 1 and not facts.of(POSTS.name, rich):
                    found[rich][place] -= 1
        if any(course):
            found[level] = course
    return found


def _busy(town: Town, level: str, at: tuple[int, ...], *, first: bool = False) -> set[int]:
    """Moments at which a gate must stand: more have passed by then than had before, and nothing says that none does."""
    closed = {
        at.index(fact.as_of) for fact in town.facts.of(POSTS.name, level) if fact.value is not None and not fact.aim()
    }
    found = set()
    for figure in PASSING:
        since = before = 0
        for fact in town.facts.of(figure, level):
            until = at.index(fact.as_of) + 1
            if fact.value is not None and fact.aim() > before:
                open_then = [one for one in range(since, until) if one not in closed]
                found |= set(open_then[:1] if first else open_then[-1:])
                before = fact.aim()
            since = until
    return found


def _signed(
    town: Town, facts: Facts, at: tuple[int, ...], start: int, standing: Mapping[str, Course]
) -> dict[str, Course]:
    """How many gates show the code posters: what is stated, else all of them once codes are asked."""
    asked = {level: course[-1] for level, course in standing.items()} if town.asks_codes(town.world.end) else {}
    free = {} if asked or not facts.members(POSTS_SIGNED.name) else dict.fromkeys(standing, 0)
    return {level: [0] * len(at) for level in free} | Planner(
        POSTS_SIGNED, facts, at, start=start, usual=asked, level=True
    ).courses()


def _level(town: Town, level: str, course: Course, signed: Course, at: tuple[int, ...], start: int) -> Iterator[Gate]:
    standing: list[Gate] = []
    hosts = town.hosts[level]
    made = 0
    for leg, wanted, signs in zip(legs(course, at, start), course, signed, strict=True):
        while len(standing) > wanted:
            gate = standing.pop()
            gate.closed = _early(town, leg.start, leg.end)
            gate.drafts += _statement(town, gate, gate.closed)
        while len(standing) < wanted:
            host = hosts[made % len(hosts)]
            ref = f"{town.name(host)}{_NAMES[level]}{made // len(hosts) + 1}"
            first = made == 0
            opened = _early(town, leg.start, leg.end, share=200 if first else 12)
            gate = Gate(ref, level, host, f"gate-{host.code}-{level}-{made // len(hosts) + 1}", opened)
            gate.signed = len(standing) < signs
            gate.drafts += _statement(town, gate, opened)
            standing.append(gate)
            made += 1
            yield gate
        for number, gate in enumerate(standing):
            if gate.signed != (number < signs):
                gate.signed = number < signs
                gate.drafts += _statement(town, gate, max(gate.opened + 1, _early(town, leg.start, leg.end)))


def _early(town: Town, start: int, end: int, *, share: int = 6) -> int:
    """A moment soon after the start of a leg."""
    at = start + 1 + town.random.randrange(max(1, min(36 * HOUR, (end - start) // share)))
    return max(start + 1, at - at % SECOND)


def _statement(town: Town, gate: Gate, at: int) -> Iterator[Draft]:
    body: dict[str, Any] = {
        "level": gate.level,
        "kind": _KINDS[gate.level],
        "hours": "day" if gate.level == "venue" else "24h",
        "opened_on": date_of(day_of(gate.opened)).isoformat(),
        "equipment": ["帐篷", "额温枪", "登记簿"],
    }
    if gate.level == "town":
        body["road"] = "过境干道"
    if gate.signed or town.asks_codes(at):
        body["code_signs"] = gate.signed
    if gate.closed is not None:
        body["closed_on"] = date_of(day_of(gate.closed)).isoformat()
    hand, late = town.hand, town.hand.late
    hand.late = 0.0
    yield from hand.write("checkpoint.post", gate.host.code, at, body, subject=("place", gate.ref), device=gate.device)
    hand.late = late
