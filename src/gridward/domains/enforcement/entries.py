"""The entries of enforcement: runs, closure notices and reopenings (coverage.md §3.16)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import msgspec

from gridward.domains.enforcement.rules import suspensions
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link


class NoticeAction(Choice):
    """Whether a place is told to close or may open again."""

    SUSPENDED = "suspended", Text("停业", "Suspended")
    REOPENED = "reopened", Text("恢复营业", "Reopened")


class Patrol(Body, frozen=True, kw_only=True):
    """Officers out on a run."""

    unit: Annotated[str, Field(label=Text("执法单位", "Unit"), longest=100)]
    officers: Annotated[int, Field(label=Text("出动执法人员", "Officers"), unit="人次", low=0, high=500)]
    vehicles: Annotated[int | None, Field(label=Text("出动车辆", "Vehicles"), unit="辆次", low=0, high=100)] = None
    places: Annotated[tuple[Link, ...], Field(label=Text("检查场所", "Places"), names="place")] = ()
    topic: Annotated[str, Field(label=Text("检查内容", "Topic"), longest=200)]
    from_: Annotated[datetime, Field(label=Text("开始时间", "From"))] = msgspec.field(name="from")
    to: Annotated[datetime | None, Field(label=Text("结束时间", "To"))] = None


class Notice(Body, frozen=True, kw_only=True):
    """A place told to close, or allowed to open again."""

    action: Annotated[NoticeAction, Field(label=Text("处理", "Action"))]
    notice_no: Annotated[str, Field(label=Text("文书编号", "Notice no."), longest=50)] = ""
    ground: Annotated[str, Field(label=Text("依据", "Ground"), longest=200)]
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    until: Annotated[date | None, Field(label=Text("截止日期", "Until"))] = None
    served_by: Annotated[str, Field(label=Text("送达人", "Served by"), personal=True, longest=50)] = ""
    acknowledged: Annotated[bool | None, Field(label=Text("已签收", "Acknowledged"))] = None


_TWICE = Reason(
    code="already_suspended",
    field="body.action",
    text=Text(
        "action：该场所已在停业期内，重复送达，不再计一份。请核对是否同一文书。",
        "action: the place is suspended already; the notice is kept and not counted again. Check whether it is the "
        "same notice.",
    ),
)
_ESSENTIAL = Reason(
    code="essential_place",
    field="body.action",
    text=Text(
        "action：该场所登记为生活必需，已计入。请核对停业告知是否适用。",
        "action: the place is registered as essential; the notice counts. Check whether it applies.",
    ),
)


def doubtful(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A notice on a place that is suspended already, or that people need, is listed (Q81)."""
    if entry.body.action is not NoticeAction.SUSPENDED:
        return ()
    notices = [one for one in timeline if one.kind == "enforcement.notice"]
    again = any(one.id == entry.id for one in suspensions(notices)[1])
    told = [one.body.essential for one in timeline if one.kind == "venue.place" and one.at <= entry.at]
    return ((_TWICE,) if again else ()) + ((_ESSENTIAL,) if told and told[-1] else ())


PATROL = EntryKind(name="enforcement.patrol", label=Text("执法检查", "Enforcement run"), body=Patrol, about=("area",))
NOTICE = EntryKind(
    name="enforcement.notice",
    label=Text("停业告知/恢复营业", "Closure notice, reopening"),
    body=Notice,
    about=("place",),
    flags=Flags(of=("enforcement.notice", "venue.place"), rule=doubtful),
)
KINDS = (PATROL, NOTICE)
