"""Shifts and who came (S1-12, S2-12, S2-26, S3-06)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from gridward.domains.command.rules.shifts import lacking, roles_of
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link


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
    """A shift planned at a place, in an area or for a body: what it needs, and the persons assigned; `roles` says as
    what each of them comes, in the same order.
    """

    start: Annotated[datetime, Field(label=Text("开始时间", "Start"))]
    end: Annotated[datetime, Field(label=Text("结束时间", "End"))]
    slots: Annotated[tuple[Slot, ...], Field(label=Text("岗位", "Slots"))]
    persons: Annotated[tuple[Link, ...], Field(label=Text("值班人员", "Persons"), names="person account")] = ()
    roles: Annotated[tuple[str, ...], Field(label=Text("值班人员岗位", "Their roles"), longest=40)] = ()
    min_people: Annotated[int | None, Field(label=Text("最少人数", "Least number"), unit="人", low=1, high=50)] = None
    continuous: Annotated[bool | None, Field(label=Text("不间断值守", "Continuous"))] = None


class Attendance(Body, frozen=True, kw_only=True):
    """Somebody came to a shift, or did not."""

    person: Annotated[Link, Field(label=Text("人员", "Person"), names="person account")]
    in_: Annotated[datetime, Field(label=Text("到岗时间", "In"))] = msgspec.field(name="in")
    out: Annotated[datetime | None, Field(label=Text("离岗时间", "Out"))] = None
    status: Annotated[AttendanceStatus, Field(label=Text("状态", "Status"))]
    role: Annotated[str, Field(label=Text("岗位", "Role"), longest=40)] = ""
    handed_over: Annotated[str, Field(label=Text("交接事项", "Handed over"), personal=True, longest=300)] = ""


def doubtful(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A shift on which nobody comes as one of its roles counts and is listed (Q21)."""
    roles = roles_of(entry.body)
    missing = lacking(entry.body, [roles.get(who, "") for who in entry.body.persons])
    if not missing:
        return ()
    text = Text(
        f"roles：缺{'、'.join(missing)}，已登记。请安排到人。",
        f"roles: the shift has nobody as {', '.join(missing)}; the entry counts. Assign somebody.",
    )
    return (Reason(code="role_lacking", field="body.roles", text=text),)


SHIFT = EntryKind(
    name="command.shift",
    label=Text("排班", "Shift planned"),
    body=Shift,
    about=("place", "area", "body"),
    opens_matter=True,
    flags=Flags(rule=doubtful),
)
ATTENDANCE = EntryKind(
    name="command.attendance",
    label=Text("到岗/交接班", "Attendance and hand-over"),
    body=Attendance,
    about=("entry",),
)
