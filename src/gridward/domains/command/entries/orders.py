"""Meetings, documents, directives and what came back (S0-01, S0-02, S2-03, S4-01, S4-18)."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from gridward.domains.command.entries.bodies import Responsibility
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link


class MeetingType(Choice):
    """What a meeting is for."""

    EMERGENCY_DEPLOYMENT = "emergency_deployment", Text("紧急部署会", "Emergency deployment")
    SPECIAL = "special", Text("专题会议", "Special")
    DISPATCH = "dispatch", Text("调度会", "Dispatch")
    ROUTINE = "routine", Text("例会", "Routine")
    ONLINE = "online", Text("线上会议", "Online")


class Nature(Choice):
    """What a document is."""

    RECEIVED = "received", Text("来文", "Received")
    PLAN = "plan", Text("工作方案", "Plan")
    CONTINGENCY_PLAN = "contingency_plan", Text("应急预案", "Contingency plan")
    APPEAL_LETTER = "appeal_letter", Text("倡议书/公开信", "Open letter")
    NOTICE = "notice", Text("通知通告", "Notice")
    GUIDELINE = "guideline", Text("工作指引", "Guideline")


class Maker(Choice):
    """Who made a document (F10)."""

    UPPER = "upper", Text("上级", "Upper level")
    COMMAND = "command", Text("指挥部", "Command")
    UNIT = "unit", Text("单位", "Unit")


class IssuerLevel(Choice):
    """The level of whoever issued a document."""

    PROVINCE = "province", Text("省", "Province")
    CITY = "city", Text("市", "City")
    COUNTY = "county", Text("县（区）", "County")
    TOWN = "town", Text("乡镇（街道）", "Town")
    UNIT = "unit", Text("单位", "Unit")


class Requires(Choice):
    """What a directive asks of those it goes to."""

    ACK = "ack", Text("回执", "Acknowledgement")
    FEEDBACK = "feedback", Text("反馈结果", "Feedback")
    EVIDENCE = "evidence", Text("佐证材料", "Evidence")


class Urgency(Choice):
    """How soon a directive must be seen to."""

    NORMAL = "normal", Text("一般", "Normal")
    URGENT = "urgent", Text("紧急", "Urgent")
    IMMEDIATE = "immediate", Text("特急", "Immediate")


class FeedbackStage(Choice):
    """How far somebody has come with a directive or document; that it cannot be done is an answer, not a deed."""

    RECEIVED = "received", Text("已收到", "Received")
    STUDIED = "studied", Text("已学习传达", "Studied")
    FORWARDED = "forwarded", Text("已转发", "Forwarded")
    IN_PROGRESS = "in_progress", Text("办理中", "In progress")
    DONE = "done", Text("已办结", "Done")
    CANNOT = "cannot", Text("无法办理", "Cannot do")


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One decision of a meeting."""

    text: Annotated[str, Field(label=Text("议定事项", "Decision"), longest=300)]
    owner: Annotated[str, Field(label=Text("责任单位", "Owner"), longest=100)] = ""
    due: Annotated[date | None, Field(label=Text("完成期限", "Due"))] = None


class Meeting(Body, frozen=True, kw_only=True):
    """A meeting. Who presided, who conveyed and who spoke are kept apart (S4-01)."""

    type: Annotated[MeetingType, Field(label=Text("类型", "Type"))]
    start: Annotated[datetime, Field(label=Text("开始时间", "Start"))]
    end: Annotated[datetime | None, Field(label=Text("结束时间", "End"))] = None
    venue: Annotated[str, Field(label=Text("地点", "Venue"), longest=100)] = ""
    presided_by: Annotated[str, Field(label=Text("主持人", "Presided by"), personal=True, longest=50)] = ""
    conveyed_by: Annotated[str, Field(label=Text("传达人", "Conveyed by"), personal=True, longest=50)] = ""
    conveyed: Annotated[str, Field(label=Text("传达内容", "Conveyed"), longest=500)] = ""
    documents: Annotated[tuple[Link, ...], Field(label=Text("传达文件", "Documents conveyed"), names="entry")] = ()
    main_speaker: Annotated[str, Field(label=Text("讲话人", "Main speaker"), personal=True, longest=50)] = ""
    points: Annotated[tuple[str, ...], Field(label=Text("强调要点", "Points made"), longest=300)] = ()
    bodies: Annotated[tuple[Link, ...], Field(label=Text("参会机构", "Attending bodies"), names="body")] = ()
    attendees: Annotated[int | None, Field(label=Text("参会人数", "Attendees"), unit="人", low=0, high=5000)] = None
    decisions: Annotated[tuple[Decision, ...], Field(label=Text("议定事项", "Decisions"))] = ()


class Document(Body, frozen=True, kw_only=True):
    """A document received or made. A version that `supersedes` another is the same plan, told anew."""

    nature: Annotated[Nature, Field(label=Text("性质", "Nature"))]
    made_by: Annotated[Maker, Field(label=Text("制定方", "Made by"))]
    number: Annotated[str, Field(label=Text("文号", "Number"), longest=60)] = ""
    title: Annotated[str, Field(label=Text("标题", "Title"), longest=200)]
    issuer: Annotated[str, Field(label=Text("发文机关", "Issuer"), longest=100)]
    issuer_level: Annotated[IssuerLevel | None, Field(label=Text("发文级别", "Issuer level"))] = None
    issued_on: Annotated[date | None, Field(label=Text("发文日期", "Issued on"))] = None
    received_at: Annotated[datetime | None, Field(label=Text("收文时间", "Received at"))] = None
    sector: Annotated[str, Field(label=Text("领域", "Sector"), longest=50)] = ""
    version: Annotated[int | None, Field(label=Text("版本", "Version"), low=1, high=99)] = None
    supersedes: Annotated[Link | None, Field(label=Text("替代文件", "Supersedes"), names="entry")] = None
    owner: Annotated[Link | None, Field(label=Text("主管机构", "Owning body"), names="body")] = None
    study_required: Annotated[bool | None, Field(label=Text("要求学习", "Study required"))] = None
    study_by: Annotated[
        tuple[Link, ...], Field(label=Text("学习单位", "To be studied by"), names="area place account")
    ] = ()
    sent_to: Annotated[
        tuple[Link, ...], Field(label=Text("逐级转发至", "To be passed on by"), names="area place account")
    ] = ()
    file_digest: Annotated[str, Field(label=Text("文件摘要", "File digest"), longest=128)] = ""


class Directive(Body, frozen=True, kw_only=True):
    """Something ordered of areas, places, bodies or office holders, with or without a deadline."""

    text: Annotated[str, Field(label=Text("内容", "Text"), longest=1000)]
    source: Annotated[Link | None, Field(label=Text("来源会议或文件", "Source"), names="entry")] = None
    decision: Annotated[int | None, Field(label=Text("第几项议定事项", "Number of the decision"), low=1, high=99)] = (
        None
    )
    to: Annotated[tuple[Link, ...], Field(label=Text("下达对象", "To"), names="area place body account")]
    deadline: Annotated[datetime | None, Field(label=Text("办理时限", "Deadline"))] = None
    requires: Annotated[tuple[Requires, ...], Field(label=Text("要求", "Requires"))]
    urgency: Annotated[Urgency | None, Field(label=Text("紧急程度", "Urgency"))] = None
    responsibility: Annotated[Responsibility | None, Field(label=Text("责任类型", "Responsibility"))] = None
    broadcast: Annotated[bool | None, Field(label=Text("逐级转发", "To be forwarded level by level"))] = None


class Feedback(Body, frozen=True, kw_only=True):
    """What became of a directive or document. Who answers is the area of the entry, or whom `addressee` names."""

    stage: Annotated[FeedbackStage, Field(label=Text("阶段", "Stage"))]
    addressee: Annotated[Link | None, Field(label=Text("反馈单位", "Addressee"), names="area place body account")] = (
        None
    )
    reach: Annotated[int | None, Field(label=Text("传达人次", "Reach"), unit="人次", low=0)] = None
    result: Annotated[str, Field(label=Text("结果", "Result"), longest=500)] = ""
    evidence: Annotated[Link | None, Field(label=Text("佐证记录", "Evidence"), names="entry")] = None


MEETING = EntryKind(
    name="command.meeting",
    label=Text("会议", "Meeting"),
    body=Meeting,
    about=("area", "body"),
    opens_matter=True,
)
DOCUMENT = EntryKind(
    name="command.document",
    label=Text("文件/方案", "Document received, plan, contingency plan, letter"),
    body=Document,
    about=("area", "place", "body"),
    opens_matter=True,
)
DIRECTIVE = EntryKind(
    name="command.directive",
    label=Text("指令", "Directive"),
    body=Directive,
    about=("area", "body"),
    opens_matter=True,
)
FEEDBACK = EntryKind(
    name="command.feedback",
    label=Text("回执/反馈", "Acknowledgement, study, forwarding, result"),
    body=Feedback,
    about=("entry",),
    authored=True,
)
