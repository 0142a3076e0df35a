"""What a duty is at a moment. Only *missed* blames, and everything before it says why not. Pure."""

from enum import Enum
from typing import NamedTuple

from gridward.kit.text import Text


class State(Enum):
    """The states of a duty, in the order in which a list shows them."""

    label: Text

    MISSED = "missed", Text("未完成", "missed")
    SILENT = "silent", Text("失联（手机未上报）", "silent (phone not heard)")
    BLOCKED = "blocked", Text("受阻", "blocked")
    TRIED = "tried", Text("已尝试未果", "tried in vain")
    OPEN = "open", Text("待完成", "open")
    PLANNED = "planned", Text("未到时间", "not yet open")
    DONE_LATE = "done_late", Text("逾期完成", "done late")
    HEARD_LATE = "heard_late", Text("按时完成、逾期上报", "done in time, heard late")
    DONE = "done", Text("已完成", "done")
    RELIEVED = "relieved", Text("已移交", "handed over")
    WAIVED = "waived", Text("已免除", "waived")
    WITHDRAWN = "withdrawn", Text("已撤销", "withdrawn")

    def __new__(cls, value: str, label: Text) -> "State":
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


class Mark(NamedTuple):
    """What of a duty decides: the columns of the table, when its doing was heard, and whether the holder's phone was
    heard since it opened (None: no phone). `relieved`: `done_at` is when somebody else took it over.
    """

    opens: int
    due: int
    withdrawn: bool
    waived: bool
    done_at: int | None
    heard_at: int | None
    tried: int
    tried_at: int | None
    blocks: bool
    phone_heard: bool | None
    relieved: bool = False


def state_of(mark: Mark, at: int) -> State:
    """The state as it shows at a moment; what happened after it is not known then."""
    if mark.withdrawn:
        return State.WITHDRAWN
    if mark.done_at is not None and mark.done_at <= at:
        if mark.relieved:
            return State.RELIEVED
        heard_late = mark.heard_at is not None and mark.heard_at > mark.due
        in_time = State.HEARD_LATE if heard_late else State.DONE
        return in_time if mark.done_at <= mark.due else State.DONE_LATE
    return State.WAIVED if mark.waived else _undone(mark, at)


def _undone(mark: Mark, at: int) -> State:
    """What a duty is that still asks for something."""
    if mark.tried and (mark.tried_at is None or mark.tried_at <= at):
        return State.BLOCKED if mark.blocks else State.TRIED
    if at <= mark.due:
        return State.OPEN if mark.opens <= at else State.PLANNED
    return State.SILENT if mark.phone_heard is False else State.MISSED


LACKING = frozenset({State.MISSED, State.SILENT, State.BLOCKED, State.TRIED})
"""What stands on the board of what is missing, once it is due."""
