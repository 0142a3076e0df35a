"""The entries of supervision: inspections, findings, corrective action, accountability (coverage.md §3.15)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import msgspec

from gridward.domains.supervision.rules import instant
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link
from gridward.policy.lists import listed


class SubjectKind(Choice):
    """What was inspected."""

    WORK_AREA = "work_area", Text("责任区", "Work area")
    VILLAGE = "village", Text("村", "Village")
    COMMUNITY = "community", Text("社区", "Community")
    GRID = "grid", Text("网格", "Grid")
    POST = "post", Text("卡口", "Checkpoint")
    SUPERMARKET = "supermarket", Text("超市", "Supermarket")
    ENTERPRISE = "enterprise", Text("企业", "Enterprise")
    MARKET = "market", Text("市场", "Market")
    SCHOOL = "school", Text("学校", "School")
    MEDICAL = "medical", Text("医疗机构", "Medical institution")
    ELDERLY_HOME = "elderly_home", Text("养老机构", "Home for the elderly")
    QUARANTINE_SITE = "quarantine_site", Text("隔离点", "Quarantine site")
    PROJECT_SITE = "project_site", Text("工地", "Project site")
    OFFICE = "office", Text("机关单位", "Office")
    OTHER = "other", Text("其他", "Other")


class Answer(Choice):
    """How an item of a checklist stands."""

    YES = "yes", Text("到位", "In place")
    NO = "no", Text("不到位", "Not in place")
    NOT_APPLICABLE = "na", Text("不适用", "Not applicable")


class Severity(Choice):
    """How grave a finding is."""

    MINOR = "minor", Text("一般", "Minor")
    SERIOUS = "serious", Text("较重", "Serious")
    GRAVE = "grave", Text("严重", "Grave")


class Standing(Choice):
    """How far a corrective action is."""

    DONE = "done", Text("已整改", "Done")
    VERIFIED = "verified", Text("已销号", "Verified")
    REJECTED = "rejected", Text("未通过", "Rejected")


class Measure(Choice):
    """What an accountability decision imposed."""

    TALK = "talk", Text("约谈", "Talk")
    CRITICISM = "criticism", Text("通报批评", "Criticism")
    WARNING = "warning", Text("警告处分", "Warning")
    REMOVAL = "removal", Text("免职", "Removal")
    OTHER = "other", Text("其他", "Other")


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One item of a checklist and how it stands."""

    code: Annotated[str, Field(label=Text("检查项", "Item"), options="checklist_item")]
    answer: Annotated[Answer, Field(label=Text("结果", "Answer"))]


class Visit(Body, frozen=True, kw_only=True):
    """An inspection of one or many subjects of a kind (S1-11, S2-04, S2-25, S4-14)."""

    subjects: Annotated[tuple[Link, ...], Field(label=Text("检查对象", "Subjects"), names="area place")]
    subject_kind: Annotated[SubjectKind, Field(label=Text("对象类别", "Kind of subject"))]
    by: Annotated[str, Field(label=Text("检查单位", "Inspected by"), longest=100)]
    unannounced: Annotated[bool | None, Field(label=Text("暗访", "Unannounced"))] = None
    template: Annotated[str, Field(label=Text("检查表", "Checklist"), options="checklist")] = ""
    items: Annotated[tuple[Item, ...], Field(label=Text("检查项", "Items"))] = ()
    started: Annotated[datetime, Field(label=Text("开始时间", "Started"))]
    ended: Annotated[datetime | None, Field(label=Text("结束时间", "Ended"))] = None


class Finding(Body, frozen=True, kw_only=True):
    """A problem that an inspection found, who must put it right, and until when."""

    visit: Annotated[Link, Field(label=Text("检查记录", "Inspection"), names="entry")]
    problem: Annotated[str, Field(label=Text("问题", "Problem"), personal=True, longest=500)]
    clause: Annotated[str, Field(label=Text("违反规定", "Clause broken"), longest=200)] = ""
    responsible_office: Annotated[str, Field(label=Text("责任单位", "Responsible office"), longest=100)]
    deadline: Annotated[datetime, Field(label=Text("整改期限", "Deadline"))]
    severity: Annotated[Severity | None, Field(label=Text("严重程度", "Severity"))] = None
    evidence: Annotated[str, Field(label=Text("证据", "Evidence"), personal=True, longest=300)] = ""


class Rectification(Body, frozen=True, kw_only=True):
    """What was done about a finding, and whether that was found good."""

    action: Annotated[str, Field(label=Text("整改措施", "Action"), personal=True, longest=500)]
    done_at: Annotated[datetime, Field(label=Text("完成时间", "Done at"))]
    on_the_spot: Annotated[bool | None, Field(label=Text("当场整改", "On the spot"))] = None
    evidence: Annotated[str, Field(label=Text("证据", "Evidence"), personal=True, longest=300)] = ""
    state: Annotated[Standing, Field(label=Text("状态", "State"))]
    verified_by: Annotated[str, Field(label=Text("核验人", "Verified by"), personal=True, longest=50)] = ""


class Accountability(Body, frozen=True, kw_only=True):
    """A decision about a cadre; only discipline roles may see it (Q79). It cites the findings that it rests on."""

    findings: Annotated[tuple[Link, ...], Field(label=Text("所涉问题", "Findings"), names="entry")]
    body: Annotated[str, Field(label=Text("问责机关", "Decided by"), longest=100)]
    measure: Annotated[Measure, Field(label=Text("问责方式", "Measure"))]
    decided_on: Annotated[date, Field(label=Text("决定日期", "Decided on"))]


_WITHOUT_FINDING = Reason(
    code="no_finding",
    field="body.findings",
    text=Text(
        "findings：没有引用问题记录，已计入。问责须有依据，请更正补上。",
        "findings: none is cited; the entry counts. A decision rests on findings: add them in a correction.",
    ),
)
_DEADLINE_FIRST = Reason(
    code="deadline_before_finding",
    field="body.deadline",
    text=Text(
        "deadline：早于发现时间，已计入。请核对整改期限。",
        "deadline: lies before the finding; the entry counts. Check the deadline.",
    ),
)


def uncited(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A decision that cites no finding counts and is listed (Q79)."""
    return () if entry.body.findings else (_WITHOUT_FINDING,)


def due_before(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A deadline before the finding is a slip; the finding counts and is listed."""
    return (_DEADLINE_FIRST,) if instant(entry.body.deadline) < entry.at else ()


def _items_listed(body: Visit) -> tuple[Reason, ...]:
    template = listed("checklist", body.template, field="template") if body.template else ()
    return (
        *template,
        *(reason for item in body.items for reason in listed("checklist_item", item.code, field="items")),
    )


def _begins(body: Visit) -> int | None:
    """Of an unannounced inspection nobody is to know before it begins (Q78)."""
    return instant(body.started) if body.unannounced else None


VISIT = EntryKind(
    name="supervision.visit",
    label=Text("督查检查", "Inspection"),
    body=Visit,
    about=("area", "place"),
    needs=_items_listed,
    closed_until=_begins,
)
FINDING = EntryKind(
    name="supervision.finding",
    label=Text("问题", "Finding"),
    body=Finding,
    about=("area", "place"),
    opens_matter=True,
    flags=Flags(rule=due_before),
)
RECTIFICATION = EntryKind(
    name="supervision.rectification",
    label=Text("整改/销号", "Corrective action"),
    body=Rectification,
    about=("entry",),
)
ACCOUNTABILITY = EntryKind(
    name="supervision.accountability",
    label=Text("问责", "Accountability"),
    body=Accountability,
    about=("person",),
    flags=Flags(rule=uncited),
)
KINDS = (VISIT, FINDING, RECTIFICATION, ACCOUNTABILITY)
