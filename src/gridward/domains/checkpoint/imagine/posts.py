"""Posts opened, signed and removed: as many of each level at each moment as the facts say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gridward.domains.checkpoint.figures import POSTS, POSTS_SIGNED
from gridward.domains.checkpoint.imagine.town import Town
from gridward.domains.checkpoint.rules import LEVELS
from gridward.kit.clock import HOUR, SECOND, date_of, day_of
from gridward.plug.course import Course, Planner, beginning, legs, moments, shares_as_values
from gridward.plug.imagine import Draft, Spot

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


def gates(town: Town) -> list[Gate]:
    """All gates, in the order of their opening within each level."""
    at = moments(town.world, town.facts, POSTS.name, POSTS_SIGNED.name)
    start = beginning(town.world, moments(town.world, town.facts, POSTS.name, POSTS_SIGNED.name, *PASSING))
    courses = _courses(town, at, start)
    signed = _signed(town, at, start, courses)
    found: list[Gate] = []
    for level, course in courses.items():
        found += _level(town, level, course, signed.get(level, [0] * len(at)), at, start)
    return found


def usual(town: Town) -> dict[str, int]:
    """How many gates of each level there would be without facts about them."""
    needed = {level: 1 for level in LEVELS if any(_passes(town, figure, level) for figure in PASSING)}
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


def _courses(town: Town, at: tuple[int, ...], start: int) -> dict[str, Course]:
    found = Planner(POSTS, town.facts, at, start=start, usual=usual(town), level=True).courses()
    for level in LEVELS:
        needed = any(_passes(town, figure, level) for figure in PASSING)
        if needed and not any(found.get(level, ())) and not town.facts.last(POSTS.name, level):
            rich = [one for one in found if min(found[one]) > 1 and not town.facts.last(POSTS.name, one)]
            if rich:
                found[rich[0]] = [number - 1 for number in found[rich[0]]]
                found[level] = [1] * len(at)
    return found


def _signed(town: Town, at: tuple[int, ...], start: int, courses: Mapping[str, Course]) -> dict[str, Course]:
    """How many gates show the code posters: what is stated, else all of them once codes are asked."""
    last = {level: course[-1] for level, course in courses.items()}
    facts = shares_as_values(town.facts, POSTS_SIGNED.name, last | {"": sum(last.values())})
    asked = last if town.asks_codes(town.world.end) else {}
    found = Planner(POSTS_SIGNED, facts, at, start=start, usual=asked, level=True).courses()
    return {
        level: [min(one, most) for one, most in zip(course, courses.get(level, course), strict=True)]
        for level, course in found.items()
    }


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
