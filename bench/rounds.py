"""What a benchmark measures: several things in turn, round after round, and the median of each round's ratio.

Other work on the machine slows everything of a round alike, so ratios hold where milliseconds do not.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any, Literal


@dataclass
class Result:
    """One goal: what was compared, in how many rounds, and whether the median ratio reaches the goal.

    `absolute` holds medians with their units, for orientation only.
    """

    benchmark: str
    database: str
    what: str
    ratios: list[float]
    goal: float | None
    sense: Literal["at least", "at most"] = "at least"
    absolute: dict[str, str] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """The median of the rounds."""
        return median(self.ratios)

    @property
    def holds(self) -> bool:
        """Whether the goal is reached; what has no goal holds."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.sense == "at least" else self.ratio <= self.goal

    def wire(self) -> dict[str, Any]:
        """As it stands in the JSON answer."""
        ratios = [round(one, 3) for one in self.ratios]
        return asdict(self) | {"ratios": ratios, "ratio": round(self.ratio, 3), "holds": self.holds}


class Clock:
    """Adds up how long each thing took, round by round."""

    def __init__(self) -> None:
        self.rounds: list[dict[str, float]] = []

    def round(self) -> None:
        """A new round begins."""
        self.rounds.append({})

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """The block belongs to `name` in this round. What the benchmark itself holds is kept from the collector, as a
        server's own memory is after its start; garbage of the block is collected inside it.
        """
        gc.collect()
        gc.freeze()
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            gc.unfreeze()
            self.rounds[-1][name] = self.rounds[-1].get(name, 0.0) + spent

    def ratios(self, fast: str, slow: str) -> list[float]:
        """Time of `slow` by time of `fast` for each round: how many times as fast `fast` is."""
        return [one[slow] / one[fast] for one in self.rounds]

    def rate(self, name: str, number: int, unit: str = "entries/s") -> str:
        """How many a second, in the median round of `number`."""
        return f"{number / median(one[name] for one in self.rounds):,.0f} {unit}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
