"""How many reports of each kind must be owed, so that all that is stated of them can have come."""

from collections.abc import Mapping, Sequence

from gridward.domains.reporting.figures import EXPECTED, LATE, NIL, ON_TIME, RECEIVED
from gridward.domains.reporting.rules import deadline
from gridward.kit.clock import day_of
from gridward.plug.agree import Limits, Whole, agreed
from gridward.plug.course import Course
from gridward.plug.imagine import Facts
from gridward.plug.table import Row


def owed(facts: Facts, at: Sequence[int], usual: Mapping[str, int], least: Mapping[str, int]) -> Facts:
    """The facts, with the reports owed of each kind told at every moment; unchanged if not all of it can be true.

    `usual` says how many would be owed, `least` how many are by the map. What is stated of one kind and what is stated
    of all, of those in time and of those late, leave room for each other only where all of them stand in one table.
    """
    codes = [code for code, number in usual.items() if number]
    flat = {code: [usual[code]] * len(at) for code in codes}
    none: dict[str, Course] = {code: [0] * len(at) for code in codes}
    plans = [(EXPECTED, flat), (ON_TIME, none), (LATE, none), (RECEIVED, none), (NIL, none)]
    wholes = [
        Whole((RECEIVED.name, code), ((ON_TIME.name, code), (LATE.name, code)), full=True) for code in ("", *codes)
    ]
    early = [place for place, moment in enumerate(at) if moment <= deadline(day_of(moment))]
    rows = [Row((), ((LATE.name, code, place),)) for place in early for code in codes]
    told = agreed(
        Facts(tuple(fact for fact in facts.facts if fact.as_of in at)),
        at,
        plans,
        Limits(
            wholes=wholes,
            rows=rows,
            rising=(EXPECTED.name,),
            least={(EXPECTED.name, code, place): least.get(code, 0) for code in codes for place in range(len(at))},
        ),
    )
    return Facts(tuple(fact for fact in told.facts if fact.figure == EXPECTED.name))
