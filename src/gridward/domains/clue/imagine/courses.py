"""How many tips there must be with each result at each moment, and how many hazards removed."""

from collections.abc import Mapping, Sequence

from gridward.domains.clue.figures import HAZARDS_REMOVED, RECEIVED, VERIFIED
from gridward.domains.clue.rules import OPEN
from gridward.kit.clock import DAY
from gridward.plug.course import Course, Planner, shared
from gridward.plug.imagine import Fact, Facts, World
from gridward.plug.table import MOST, Cell, Table

CODES = (OPEN, "true", "false", "unclear")
KNOWN = ("true", "false")
WEIGHTS = {OPEN: 1, "true": 4, "false": 2, "unclear": 1}
"""How tips of which only the number is stated turn out."""
SUMS = {VERIFIED.name: KNOWN, RECEIVED.name: CODES}
"""What is counted together, and under which name."""


def courses(world: World, facts: Facts, at: Sequence[int], start: int) -> tuple[dict[str, Course], Course]:
    """Tips by result at each moment, and hazards removed."""
    usual = _usual(world)
    most = {"": usual.get("true", 0) // 2}
    hazards = Planner(HAZARDS_REMOVED, facts, at, start=start, usual=most).courses()[""]
    if hazards[-1]:
        usual["true"] = max(usual.get("true", 0), hazards[-1])
    tips: dict[str, Course] = {code: [] for code in CODES}
    now = {code: usual.get(code, 0) for code in CODES}
    for moment in at:
        now = _settled(now, [fact for fact in facts.facts if fact.as_of == moment])
        for code, course in tips.items():
            course.append(now[code])
    return tips, hazards


def _settled(before: Mapping[str, int], stated: Sequence[Fact]) -> dict[str, int]:
    """The numbers of a moment: as they were before, as far as what is stated of them and of their sums allows."""
    table = Table()
    told: dict[Cell, list[Fact]] = {}
    for fact in stated:
        if fact.figure in SUMS:
            told.setdefault((RECEIVED.name if fact.member else fact.figure, fact.member, 0), []).append(fact)
    wish = dict(before)
    for name, codes in SUMS.items():
        goal = max((fact.aim() for fact in told.get((name, "", 0), ()) if fact.value is not None), default=0)
        more = max(0, goal - sum(wish[code] for code in codes))
        for code, number in zip(codes, shared(more, [WEIGHTS[code] for code in codes]), strict=True):
            wish[code] += number
    for code in CODES:
        cell = (RECEIVED.name, code, 0)
        table.put(cell, wish[code], facts=told.get(cell, ()))
    for name, codes in SUMS.items():
        whole = table.put((name, "", 0), MOST, facts=told.get((name, "", 0), ()))
        table.same((whole,), [(RECEIVED.name, code, 0) for code in codes])
    found = table.settled() or table.wish
    return {code: found.get((RECEIVED.name, code, 0), 0) for code in CODES}


def _usual(world: World) -> dict[str, int]:
    """A tip for every few thousand people in sixteen days, where the outbreak is one in which people watch out."""
    if world.pack_of and not any("covid" in name for name in world.pack_of.values()):
        return {}
    people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
    busy = min(1.0, (world.end - world.start) / DAY / 16)
    return {"true": 1 + int(people / 4_000 * busy), "false": 1 + int(people / 8_000 * busy), "unclear": 1, OPEN: 1}
