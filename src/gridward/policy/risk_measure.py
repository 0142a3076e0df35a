"""The measure that a risk clause makes: who has been in such an area is under a standing for so many days. Pure."""

from collections.abc import Iterable, Iterator
from functools import cache

from gridward.policy.packs import Pack, packs
from gridward.policy.vocabulary import Clause, Duty, Measure, Risk, Stage

LISTED, JOURNEY, STAY = "command.risk_area", "screening.travel_entry", "tracing.stay"
"""What puts an area on the list, and what tells that somebody has been in one."""
RISK = "risk"
"""What the names of these measures begin with; the name of the clause follows after a dot, which no pack can write."""


@cache
def risk_levels(settled_by: str) -> frozenset[str]:
    """The levels of the list of which a pack asks that an entry of this kind follows: who was in such an area is not
    just anybody.
    """
    clauses = [clause for pack in packs().values() for table in ("risk", "duty") for clause in _of(pack, table)]
    standings = {name for one in clauses if isinstance(one, Duty) and settled_by in one.by for name in one.during}
    return frozenset(one.level for one in clauses if isinstance(one, Risk) and one.standing in standings)


def _of(pack: Pack, table: str) -> Iterable[Clause]:
    return pack.clauses.get(table, {}).values()


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
