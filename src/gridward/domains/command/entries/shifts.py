"""Shifts and who came (S1-12, S2-12, S2-26, S3-06)."""

from datetime import datetime
from typing import Annotated

import msgspec

from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link


class AttendanceStatus(Choice):
    """Whether somebody came to a shift."""

    PRESENT = "present", Text("到岗", "Present")
    LATE = "late", Text("迟到", "Late")
    ABSENT = "absent", Text("缺岗", "Absent")
    SUBSTITUTE = "substitute", Text("替班", "Substitute")


class Slot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How many of a role a shift needs."""

    role: Annotated[str, Field(label=Text("岗位", "Role"), longest=40)]
    people: Annotated[int, Field(label=Text("人数", "People"), unit="人", low=0, high=50)] = 1


class Shift(Body, frozen=True, kw_only=True):
    """A shift planned at a place, in an area or for a body: what it needs, and the persons assigned."""

    start: Annotated[datetime, Field(label=Text("开始时间", "Start"))]
    end: Annotated[datetime, Field(label=Text("结束时间", "End"))]
    slots: Annotated[tuple[Slot, ...], Field(label=Text("岗位", "Slots"))]
    persons: Annotated[tuple[Link, ...], Field(label=Text("值班人员", "Persons"), names="person account")] = ()
    min_people: Annotated[int | None, Field(label=Text("最少人数", "Least number"), unit="人", low=1, high=50)] = None
    continuous: Annotated[bool | None, Field(label=Text("不间断值守", "Continuous"))] = None


class Attendance(Body, frozen=True, kw_only=True):
    """Somebody came to a shift, or did not."""

    person: Annotated[Link, Field(label=Text("人员", "Person"), names="person account")]
    in_: Annotated[datetime, Field(label=Text("到岗时间", "In"))] = msgspec.field(name="in")
    out: Annotated[datetime | None, Field(label=Text("离岗时间", "Out"))] = None
    status: Annotated[AttendanceStatus, Field(label=Text("状态", "Status"))]
    handed_over: Annotated[str, Field(label=Text("交接事项", "Handed over"), personal=True, longest=300)] = ""


SHIFT = EntryKind(
    name="command.shift",
    label=Text("排班", "Shift planned"),
    body=Shift,
    about=("place", "area", "body"),
    opens_matter=True,
)
ATTENDANCE = EntryKind(
    name="command.attendance",
    label=Text("到岗/交接班", "Attendance and hand-over"),
    body=Attendance,
    about=("entry",),
)
