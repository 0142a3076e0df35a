"""The measure that a risk clause makes: who has been in such an area is under a standing for so many days. Pure."""

from collections.abc import Iterator
from functools import cache

from gridward.policy.packs import packs
from gridward.policy.vocabulary import Measure, Risk, Stage

LISTED, JOURNEY, STAY = "command.risk_area", "screening.travel_entry", "tracing.stay"
"""What puts an area on the list, and what tells that somebody has been in one."""
RISK = "risk"
"""What the names of these measures begin with; the name of the clause follows after a dot, which no pack can write."""


@cache
def risk_levels() -> frozenset[str]:
    """The levels of the list to which any pack attaches something: who was in such an area is not just anybody."""
    clauses = [clause for pack in packs().values() for clause in pack.clauses.get("risk", {}).values()]
    return frozenset(clause.level for clause in clauses if isinstance(clause, Risk))


class RiskMeasure(Measure, frozen=True, kw_only=True):
    """A measure that follows from a risk clause and the list of risk areas, not from one entry alone."""

    risk: Risk


def risk_measures(risk: Risk) -> Iterator[RiskMeasure]:
    """The measure of a clause; nothing where it names no standing."""
    if not risk.standing:
        return
    yield RiskMeasure(
        name=f"{RISK}.{risk.name}",
        label=risk.label,
        source=risk.source,
        verified=risk.verified,
        on=JOURNEY,
        where={"direction": "in", "stage": "actual"},
        clock="arrive_at",
        stages=(Stage(standing=risk.standing, days=risk.look_back),),
        entitles=risk.entitles,
        risk=risk,
    )
