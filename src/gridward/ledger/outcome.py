"""What became of an entry. Nothing that happened in the field is refused."""

from enum import IntEnum

from gridward.kit.text import Text


class Outcome(IntEnum):
    """The five outcomes of DESIGN §9.3; the first three stand in the entry's row."""

    ACCEPTED = 0
    FLAGGED = 1
    HELD = 2
    CONFLICT = 3
    DUPLICATE = 4

    @property
    def wire(self) -> str:
        """The outcome as a receipt says it."""
        return WIRE[self]

    @property
    def label(self) -> Text:
        """The outcome as a page says it."""
        return _LABELS[self]


WIRE = tuple(outcome.name.lower() for outcome in Outcome)
_LABELS = {
    Outcome.ACCEPTED: Text("已计入", "Accepted"),
    Outcome.FLAGGED: Text("已计入，有提示", "Flagged"),
    Outcome.HELD: Text("待处理", "Held"),
    Outcome.CONFLICT: Text("冲突", "Conflict"),
    Outcome.DUPLICATE: Text("重复", "Duplicate"),
}
