"""How many tips there must be with each result at each moment, and how many hazards removed."""

from collections.abc import Mapping, Sequence

from gridward.domains.clue.figures import HAZARDS_REMOVED, RECEIVED, VERIFIED
from gridward.domains.clue.rules import OPEN
from gridward.kit.clock import DAY
from gridward.plug.course import Course, Planner
from gridward.plug.imagine import Facts, World

CODES = (OPEN, "true", "false", "unclear")
KNOWN = ("true", "false")
WEIGHTS = {OPEN: 1, "true": 4, "false": 2, "unclear": 1}
"""How tips of which only the number is stated turn out."""


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
        now = _settled(now, _stated(facts, moment))
        for code, course in tips.items():
            course.append(now[code])
    return tips, hazards


def _stated(facts: Facts, moment: int) -> dict[str, int]:
    """What is stated for a moment: by result, "verified" for those known to be true or false, "" for all."""
    found = {}
    for fact in facts.facts:
        if fact.as_of == moment and fact.value is not None:
            if fact.figure == RECEIVED.name:
                found[fact.member] = fact.aim()
            elif fact.figure == VERIFIED.name:
                found[fact.member or "verified"] = fact.aim()
    return found


def _settled(before: Mapping[str, int], stated: Mapping[str, int]) -> dict[str, int]:
    """The numbers of a moment: what is stated, and of the rest as it was before what the sums leave."""
    now = {code: stated.get(code, before[code]) for code in CODES}
    free = [code for code in CODES if code not in stated]
    if "verified" in stated:
        _bring(now, [code for code in free if code in KNOWN], stated["verified"] - sum(now[code] for code in KNOWN))
        free = [code for code in free if code not in KNOWN]
    if "" in stated:
        _bring(now, free, stated[""] - sum(now.values()))
    return now


def _bring(now: dict[str, int], codes: Sequence[str], change: int) -> None:
    """Change the sum of some numbers, none below zero."""
    whole = sum(WEIGHTS[code] for code in codes)
    left = change
    for code in codes:
        part = left if code == codes[-1] else change * WEIGHTS[code] // whole
        part = max(part, -now[code])
        now[code] += part
        left -= part
    for code in codes:
        part = max(left, -now[code])
        now[code] += part
        left -= part


def _usual(world: World) -> dict[str, int]:
    """A tip for every few thousand people in sixteen days, where the outbreak is one in which people watch out."""
    if world.pack_of and not any("covid" in name for name in world.pack_of.values()):
        return {}
    people = sum(len(home.residents) for homes in world.homes.values() for home in homes)
    busy = min(1.0, (world.end - world.start) / DAY / 16)
    return {"true": 1 + int(people / 4_000 * busy), "false": 1 + int(people / 8_000 * busy), "unclear": 1, OPEN: 1}
