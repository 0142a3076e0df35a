"""Signals: as many reports of too many ill at each moment as are stated, and else hardly any."""

from collections.abc import Sequence

from gridward.domains.clinic.figures import SIGNALS
from gridward.domains.clinic.imagine.town import Town
from gridward.kit.clock import DAY
from gridward.plug.course import Planner, legs
from gridward.policy.norms import norm

_FIELDS = {"school": "absent_ill", "pharmacy": "fever_medicine"}
"""What is too many at a site of this kind; anywhere else it is persons with fever."""
SPARE = 20
"""One report in so many is not counted on: a site may be silent."""


class Signals:
    """How many signals each leg must bring, by kind of site."""

    def __init__(self, town: Town, at: Sequence[int], start: int) -> None:
        stated = any(fact.figure == SIGNALS.name for fact in town.facts.facts)
        usual = {} if stated or not town.about_covid() else {"health_centre": int(town.days / 10)}
        plan = Planner(SIGNALS, town.facts, at, start=start, usual=usual).courses()
        self.legs = {kind: legs(course, at, start) for kind, course in plan.items()}

    def sites(self, kind: str) -> int:
        """How many sites of a kind must report so that there can be as many signals."""
        days = [(leg.number, max(1, (leg.end - leg.start) // DAY)) for leg in self.legs.get(kind, ())]
        return max((-(-number * SPARE // (most * (SPARE - 1))) for number, most in days), default=0)

    def number(self, kind: str, leg: int) -> int:
        """How many reports of a leg must be signals."""
        return self.legs[kind][leg].number if kind in self.legs else 0

    def seen(self, kind: str, day: int) -> dict[str, int | bool]:
        """What such a report says."""
        name = _FIELDS.get(kind, "fever")
        return {name: (norm(f"signal_{name}", day) or 1) + 1, "nil": False}
