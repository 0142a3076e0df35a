"""How far what a page shows goes: the position to which the ledger has been folded, and when the page was made."""

from dataclasses import dataclass

from gridward.figure import value
from gridward.kit import clock


@dataclass(frozen=True, slots=True)
class Watermark:
    """The position at which figures stand, and this moment."""

    position: int
    read_at: int

    @property
    def position_text(self) -> str:
        """The position with separators."""
        return f"{self.position:,}"


def watermark() -> Watermark:
    """The present one."""
    return Watermark(value.watermark(), clock.now())
