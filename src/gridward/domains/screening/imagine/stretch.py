"""A stretch of time in the plan of visits."""

from dataclasses import dataclass, field

NO_ROUND = 0


@dataclass(slots=True)
class Stretch:
    """What is planned after `start` and not after `end`, by round: homes newly covered, refusals, nobody home."""

    start: int
    end: int
    covers: dict[int, int] = field(default_factory=dict)
    refusals: dict[int, int] = field(default_factory=dict)
    absent: dict[int, int] = field(default_factory=dict)
    extra: int = 0
    """Visits beside the rounds, to homes that are known already."""
    fresh: int | None = None
    """How many homes are covered that never were; None where each round goes through the homes from the first."""

    def of_round(self, number: int) -> int:
        """All visits of a round."""
        return sum(counts.get(number, 0) for counts in (self.covers, self.refusals, self.absent))

    def total(self) -> int:
        """All visits."""
        return sum(self.covers.values()) + sum(self.refusals.values()) + sum(self.absent.values()) + self.extra
