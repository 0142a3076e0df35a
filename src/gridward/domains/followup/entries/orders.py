"""The entries of control: orders, teams, readings and releases (coverage.md §3.6)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from gridward.domains.followup import rules
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link
from gridward.policy.lists import listed


class Measure(Choice):
    """How somebody is kept apart or watched."""

    FACILITY_QUARANTINE = "facility_quarantine", Text("集中隔离", "Facility quarantine")
    HOME_QUARANTINE = "home_quarantine", Text("居家隔离医学观察", "Home quarantine")
    HOME_ISOLATION = "home_isolation", Text("居家隔离治疗", "Home isolation")
    SELF_MONITORING = "self_monitoring", Text("居家健康监测", "Self-monitoring")


class Clock(Choice):
    """From what the days of an order are counted."""

    LAST_EXPOSURE = "last_exposure", Text("末次暴露", "Last exposure")
    ARRIVAL = "arrival", Text("抵达", "Arrival")
    ONSET = "onset", Text("发病", "Onset")
    ORDER = "order", Text("下达之日", "Day of the order")


class Issued(Choice):
    """How the order was made known (SORMAS: verbal or official document)."""

    VERBAL = "verbal", Text("口头告知", "Verbally")
    DOCUMENT = "document", Text("书面告知", "By document")


class Slot(Choice):
    """Which of the day's readings it is."""

    AM = "AM", Text("上午", "Morning")
    PM = "PM", Text("下午", "Afternoon")
    EXTRA = "extra", Text("加测", "Extra")


class VisitStatus(Choice):
    """What came of a follow-up visit (SORMAS VisitStatus)."""

    COOPERATIVE = "cooperative", Text("配合", "Cooperative")
    UNAVAILABLE = "unavailable", Text("联系不上", "Unavailable")
    UNCOOPERATIVE = "uncooperative", Text("不配合", "Uncooperative")


class Method(Choice):
    """How the person was reached."""

    IN_PERSON = "in_person", Text("上门", "In person")
    VIDEO = "video", Text("视频", "By video")
    PHONE = "phone", Text("电话", "By phone")
    SELF = "self", Text("自报", "Self-reported")


class Mood(Choice):
    """How the person bears it."""

    OK = "ok", Text("平稳", "Fine")
    ANXIOUS = "anxious", Text("焦虑", "Anxious")
    DISTRESSED = "distressed", Text("情绪困扰", "Distressed")


class ReleaseOutcome(Choice):
    """How an order ends or changes (FollowUpStatus of SORMAS; extended and shortened keep the previous end)."""

    COMPLETED = "completed", Text("期满解除", "Completed")
    CANCELLED = "cancelled", Text("撤销", "Cancelled")
    LOST = "lost", Text("失访", "Lost to follow-up")
    TRANSFERRED = "transferred", Text("转出", "Transferred")
    EXTENDED = "extended", Text("延长", "Extended")
    SHORTENED = "shortened", Text("缩短", "Shortened")
    CONVERTED = "converted", Text("转为病例", "Converted to case")


class Order(Body, frozen=True, kw_only=True):
    """An order of quarantine or monitoring. Its end follows from the clock and the pack, unless a reason says else."""

    measure: Annotated[Measure, Field(label=Text("管控措施", "Measure"))]
    clock: Annotated[Clock, Field(label=Text("起算依据", "Clock"))]
    clock_start: Annotated[date, Field(label=Text("起算日期", "Clock starts"))]
    end: Annotated[date | None, Field(label=Text("另定解除日期", "End, if other than the pack's"))] = None
    override_reason: Annotated[str, Field(label=Text("另定原因", "Reason"), options="override_reason")] = ""
    place: Annotated[Link, Field(label=Text("隔离地点", "Place"), names="place area")]
    room: Annotated[str, Field(label=Text("房间", "Room"), longest=30)] = ""
    issued: Annotated[Issued | None, Field(label=Text("告知方式", "Issued"))] = None
    document_no: Annotated[str, Field(label=Text("告知书编号", "Document no."), longest=50)] = ""
    notice_signed_at: Annotated[datetime | None, Field(label=Text("告知书签收时间", "Notice signed at"))] = None
    home_suitable: Annotated[
        tuple[str, ...], Field(label=Text("居家条件（已具备）", "Home found suitable"), options="home_condition")
    ] = ()
    received_from: Annotated[Link | None, Field(label=Text("转入来源", "Received from"), names="entry")] = None


class Team(Body, frozen=True, kw_only=True):
    """Who answers for a person, household or place; `roles` says who `members` are, in the same order."""

    template: Annotated[str, Field(label=Text("包保模式", "Template"), options="team_template")]
    members: Annotated[tuple[Link, ...], Field(label=Text("责任人", "Members"), names="person")]
    roles: Annotated[tuple[str, ...], Field(label=Text("责任人身份", "Their roles"), options="team_role")] = ()
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    to: Annotated[date | None, Field(label=Text("截止日期", "To"))] = None


class Reading(Body, frozen=True, kw_only=True):
    """A follow-up visit; of a day's slots it fills the one it names."""

    slot: Annotated[Slot, Field(label=Text("时段", "Slot"))]
    temperature: Annotated[
        Decimal | None, Field(label=Text("体温", "Temperature"), unit="℃", scale=1, low=34, high=42)
    ] = None
    status: Annotated[VisitStatus, Field(label=Text("随访结果", "Status"))]
    method: Annotated[Method, Field(label=Text("方式", "Method"))]
    symptoms: Annotated[tuple[str, ...], Field(label=Text("症状", "Symptoms"), options="symptom")] = ()
    mood: Annotated[Mood | None, Field(label=Text("情绪", "Mood"))] = None
    needs: Annotated[bool | None, Field(label=Text("有生活需求", "Needs something"))] = None


class Release(Body, frozen=True, kw_only=True):
    """An order ended or changed. It takes effect on the order that runs at that moment."""

    order: Annotated[Link, Field(label=Text("管控记录", "Order"), names="entry")]
    outcome: Annotated[ReleaseOutcome, Field(label=Text("处理结果", "Outcome"))]
    effective_at: Annotated[datetime, Field(label=Text("生效时间", "Effective at"))]
    conditions: Annotated[
        tuple[str, ...], Field(label=Text("已满足的解除条件", "Conditions met"), options="release_condition")
    ] = ()
    new_end: Annotated[date | None, Field(label=Text("新解除日期", "New end"))] = None
    to_area: Annotated[str, Field(label=Text("转往地区", "To area"), longest=100)] = ""
    reason: Annotated[str, Field(label=Text("原因", "Reason"), options="override_reason")] = ""
    certificate_no: Annotated[str, Field(label=Text("解除通知书编号", "Certificate no."), longest=50)] = ""


def _reason(code: str, field: str, zh: str, en: str) -> Reason:
    return Reason(code=code, field=f"body.{field}", text=Text(f"{field}:{zh}", f"{field}: {en}"))


_REASONLESS = _reason(
    "no_override_reason",
    "override_reason",
    "解除日期与起算日加规定天数不一致，且未说明原因；按规定天数计。请更正补上原因。",
    "the end is not the clock's start plus the pack's days and no reason is given; the pack's days count. Correct it.",
)
_LATE_CLOCK = _reason(
    "clock_after_order",
    "clock_start",
    "起算日期晚于下达之日，已计入。请核对末次暴露或抵达日期。",
    "the clock starts after the day of the order; the entry counts. Check the last exposure or the arrival.",
)
_INCOMPLETE = _reason(
    "team_incomplete",
    "members",
    "责任人数少于包保模式要求，已计入。请补齐。",
    "fewer members than the template asks for; the entry counts. Name the others.",
)
_FEVER = _reason(
    "fever",
    "temperature",
    "体温达到发热界值，已计入。请立即复测并上报。",
    "reaches the fever threshold; the entry counts. Measure again and report at once.",
)
_NOTHING_RUNS = _reason(
    "no_running_order",
    "effective_at",
    "该时间此人没有在执行的管控，已登记。请核对时间或补录管控记录。",
    "no order of this person runs at that moment; the entry is kept. Check the time, or record the order.",
)
_EARLY = _reason(
    "ended_early",
    "reason",
    "解除早于规定期满日且未说明原因，已计入。请更正补上原因。",
    "ends before the pack's days are over and no reason is given; the entry counts. Add the reason.",
)
_LONGER = _reason(
    "extended_unusually",
    "new_end",
    "延长未说明原因，或超过 28 天，已计入。请核对新解除日期并补上原因。",
    "extended without a reason, or by more than 28 days; the entry counts. Check the new end and say why.",
)
_NO_END = _reason(
    "no_new_end",
    "new_end",
    "延长或缩短需要新的解除日期，原日期不变。请更正补上。",
    "an extension or shortening needs a new end; the old one stands. Add it in a correction.",
)
_NO_RECEIVER = _reason(
    "no_receiving_area",
    "to_area",
    "转出未写明转往地区，已计入。请补上，以便对方接收。",
    "a transfer must say where to; the entry counts. Add it, so that the receiving area can take over.",
)


def order_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """An end of its own without a reason, and a clock that starts after the order, are listed (Q28)."""
    found = (_REASONLESS,) if rules.end_unexplained(entry.body) else ()
    return (*found, _LATE_CLOCK) if rules.clock_is_late(entry) else found


def team_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A team with three of four members is incomplete (Q28)."""
    return (_INCOMPLETE,) if rules.team_lacks(entry) > 0 else ()


def reading_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Fever at a reading is listed at once (Q29)."""
    return (_FEVER,) if rules.is_hot(entry) else ()


def release_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Releases of nothing, too early, without new end or without receiver are listed."""
    body, found = entry.body, []
    before = rules.running_before(entry, timeline)
    if before is None:
        found.append(_NOTHING_RUNS)
    elif body.outcome is ReleaseOutcome.COMPLETED and not body.reason and rules.ends_early(entry, before):
        found.append(_EARLY)
    if body.outcome in (ReleaseOutcome.EXTENDED, ReleaseOutcome.SHORTENED) and body.new_end is None:
        found.append(_NO_END)
    elif body.outcome is ReleaseOutcome.EXTENDED and rules.extends_unusually(body):
        found.append(_LONGER)
    if body.outcome is ReleaseOutcome.TRANSFERRED and not body.to_area:
        found.append(_NO_RECEIVER)
    return tuple(found)


def _reason_listed(body: Any) -> tuple[Reason, ...]:
    field = "override_reason" if hasattr(body, "override_reason") else "reason"
    code = getattr(body, field)
    return listed("override_reason", code, field=field) if code else ()


ORDER = EntryKind(
    name="followup.order",
    label=Text("隔离/健康监测", "Quarantine or monitoring order"),
    body=Order,
    about=("person",),
    opens_matter=True,
    second_person=True,
    prolongs=rules.order_until,
    ends_by=rules.order_cancelled,
    needs=_reason_listed,
    flags=Flags(rule=order_flags),
)
TEAM = EntryKind(
    name="followup.team",
    label=Text("包保责任组", "Responsibility team"),
    body=Team,
    about=("person", "household", "place"),
    needs=lambda body: listed("team_template", body.template, field="template"),
    flags=Flags(rule=team_flags),
)
READING = EntryKind(
    name="followup.reading",
    label=Text("随访测温", "Follow-up visit"),
    body=Reading,
    about=("person",),
    flags=Flags(rule=reading_flags),
)
RELEASE = EntryKind(
    name="followup.release",
    label=Text("解除/变更/转出", "Follow-up ended or changed"),
    body=Release,
    about=("person",),
    prolongs=rules.change_until,
    ends_by=rules.change_undone,
    needs=_reason_listed,
    flags=Flags(of=("followup.order", "followup.release"), rule=release_flags),
)
