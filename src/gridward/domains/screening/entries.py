"""The entries of screening: visits, categories, travel, pushed lists and their results (coverage.md §3.4)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import msgspec

from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link
from gridward.policy.lists import listed


class VisitPurpose(Choice):
    """Why somebody knocked."""

    ENUMERATION = "enumeration", Text("摸底登记", "Enumeration")
    ROUND = "round", Text("轮次排查", "Screening round")
    REPEAT = "repeat", Text("重复询访", "Repeat enquiry")
    LIST = "list", Text("名单核查", "Pushed list")
    WELFARE = "welfare", Text("走访帮扶", "Welfare")
    ADVICE = "advice", Text("宣传告知", "Advice")


class Method(Choice):
    """How the household was reached."""

    DOOR = "door", Text("上门", "At the door")
    PHONE = "phone", Text("电话", "By phone")
    VIDEO = "video", Text("视频", "By video")


class VisitResult(Choice):
    """What came of it; an empty house is known, nobody at home is not."""

    COOPERATIVE = "cooperative", Text("已完成", "Cooperative")
    UNAVAILABLE = "unavailable", Text("无人在家", "Unavailable")
    UNCOOPERATIVE = "uncooperative", Text("不配合", "Uncooperative")
    VACANT = "vacant", Text("空置房", "Vacant")


class Refusal(Choice):
    """Why a household did not cooperate."""

    AFRAID = "afraid", Text("担心感染", "Afraid of infection")
    PRIVACY = "privacy", Text("不愿透露信息", "Keeps its affairs to itself")
    DOUBT = "doubt", Text("不理解、不信任", "Does not see why")
    ASKED_OFTEN = "asked_often", Text("反复登记有意见", "Asked too often")
    NO_TIME = "no_time", Text("当时不便", "No time then")
    OTHER = "other", Text("其他", "Other")


class Living(Choice):
    """How the household gets by."""

    OK = "ok", Text("正常", "Fine")
    NEEDS_HELP = "needs_help", Text("需要帮助", "Needs help")
    URGENT = "urgent", Text("紧急", "Urgent")


class Action(Choice):
    """Whether a category begins or ends."""

    ADD = "add", Text("纳入", "Added")
    END = "end", Text("解除", "Ended")


class Basis(Choice):
    """What a category rests on."""

    VISIT = "visit", Text("入户排查", "Visit")
    TRAVEL = "travel", Text("行程", "Travel")
    LIST = "list", Text("推送名单", "Pushed list")
    OCCUPATION = "occupation", Text("职业", "Occupation")
    CONTACT = "contact", Text("接触史", "Contact")
    WELFARE = "welfare", Text("困难情况", "Welfare")


class TravelDirection(Choice):
    """Into the area or out of it."""

    IN = "in", Text("来(返)", "In")
    OUT = "out", Text("外出", "Out")


class Stage(Choice):
    """Whether a journey is announced, made or called off."""

    PLANNED = "planned", Text("报备", "Planned")
    ACTUAL = "actual", Text("已到(已出)", "Actual")
    CANCELLED = "cancelled", Text("取消", "Cancelled")


class TravelPurpose(Choice):
    """Why somebody travels."""

    RETURN_HOME = "return_home", Text("返乡", "Return home")
    WORK_RESUMPTION = "work_resumption", Text("复工", "Resumption of work")
    FAMILY_VISIT = "family_visit", Text("探亲", "Family visit")
    OFFICE_RETURN = "office_return", Text("返岗", "Return to office")
    TRANSPORT_JOB = "transport_job", Text("运输", "Transport job")
    BUSINESS = "business", Text("公务商务", "Business")
    OTHER = "other", Text("其他", "Other")


class Transport(Choice):
    """How somebody travels."""

    PLANE = "plane", Text("飞机", "Plane")
    TRAIN = "train", Text("火车", "Train")
    COACH = "coach", Text("客车", "Coach")
    CAR = "car", Text("自驾", "Car")
    TRUCK = "truck", Text("货车", "Truck")
    SHIP = "ship", Text("轮船", "Ship")


class TestResult(Choice):
    """Result of the last test, only where the pack asks."""

    NEGATIVE = "negative", Text("阴性", "Negative")
    POSITIVE = "positive", Text("阳性", "Positive")
    PENDING = "pending", Text("待出", "Pending")


class Visit(Body, frozen=True, kw_only=True):
    """A door-to-door visit. What `persons` names is what the visit covered."""

    round: Annotated[int | None, Field(label=Text("轮次", "Round"), unit="轮", low=1, high=12)] = None
    purpose: Annotated[VisitPurpose, Field(label=Text("目的", "Purpose"))]
    method: Annotated[Method | None, Field(label=Text("方式", "Method"))] = None
    result: Annotated[VisitResult, Field(label=Text("结果", "Result"))]
    refusal: Annotated[Refusal | None, Field(label=Text("不配合原因", "Why not"))] = None
    persons: Annotated[tuple[Link, ...], Field(label=Text("家庭成员", "Persons"), names="person")] = ()
    residents: Annotated[int | None, Field(label=Text("常住人数", "Residents"), unit="人", low=0, high=30)] = None
    present: Annotated[int | None, Field(label=Text("在家人数", "Present"), unit="人", low=0, high=50)] = None
    away: Annotated[int | None, Field(label=Text("外出人数", "Away"), unit="人", low=0, high=30)] = None
    newcomers: Annotated[int | None, Field(label=Text("新来人数", "Newcomers"), unit="人", low=0, high=30)] = None
    fever: Annotated[int | None, Field(label=Text("发热人数", "With fever"), unit="人", low=0, high=30)] = None
    team_roles: Annotated[tuple[str, ...], Field(label=Text("入户人员", "Team"), options="team_role")] = ()
    advice: Annotated[tuple[str, ...], Field(label=Text("宣传要点", "Advice"), options="advice")] = ()
    material: Annotated[int | None, Field(label=Text("发放材料", "Material"), unit="份", low=0, high=50)] = None
    persuasions: Annotated[int | None, Field(label=Text("劝导", "Persuasions"), unit="人次", low=0, high=50)] = None
    living: Annotated[Living | None, Field(label=Text("生活状况", "Living"))] = None
    next_review: Annotated[date | None, Field(label=Text("下次走访", "Next review"))] = None


class Classification(Body, frozen=True, kw_only=True):
    """A key category set or ended, for a person or a household."""

    category: Annotated[str, Field(label=Text("类别", "Category"), options="category")]
    action: Annotated[Action, Field(label=Text("操作", "Action"))]
    basis: Annotated[Basis, Field(label=Text("依据", "Basis"))]
    evidence: Annotated[Link | None, Field(label=Text("依据记录", "Evidence"), names="entry")] = None
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    review_by: Annotated[date | None, Field(label=Text("复核期限", "Review by"))] = None
    reason: Annotated[str, Field(label=Text("原因", "Reason"), personal=True, longest=200)] = ""


class TravelEntry(Body, frozen=True, kw_only=True):
    """A journey announced, made or called off. The same `journey_id` ties its stages."""

    direction: Annotated[TravelDirection, Field(label=Text("方向", "Direction"))]
    stage: Annotated[Stage, Field(label=Text("阶段", "Stage"))]
    journey_id: Annotated[str, Field(label=Text("行程编号", "Journey"), longest=64)]
    purpose: Annotated[TravelPurpose, Field(label=Text("事由", "Purpose"))]
    origin_area: Annotated[str, Field(label=Text("来源地", "Origin"), longest=100)]
    destination: Annotated[str, Field(label=Text("目的地", "Destination"), longest=100)]
    depart_at: Annotated[datetime | None, Field(label=Text("出发时间", "Departed at"))] = None
    arrive_at: Annotated[datetime | None, Field(label=Text("到达时间", "Arrived at"))] = None
    transport: Annotated[Transport | None, Field(label=Text("交通工具", "Transport"))] = None
    transport_no: Annotated[str, Field(label=Text("班次/车牌", "Transport no."), personal=True, longest=50)] = ""
    vehicle: Annotated[Link | None, Field(label=Text("车辆", "Vehicle"), names="vehicle")] = None
    companions: Annotated[tuple[Link, ...], Field(label=Text("同行人员", "Companions"), names="person")] = ()
    last_test_date: Annotated[date | None, Field(label=Text("最近检测日期", "Last test"))] = None
    last_test_result: Annotated[TestResult | None, Field(label=Text("最近检测结果", "Result of last test"))] = None
    approved_by: Annotated[str, Field(label=Text("批准人", "Approved by"), longest=50)] = ""


class PushedList(Body, frozen=True, kw_only=True):
    """A list of names that an upper level or another department sent."""

    issuer: Annotated[str, Field(label=Text("推送单位", "Issuer"), longest=100)]
    issuer_level: Annotated[str, Field(label=Text("推送级别", "Issuer level"), longest=30)]
    received_at: Annotated[datetime, Field(label=Text("收到时间", "Received at"))]
    basis: Annotated[str, Field(label=Text("推送依据", "Basis"), longest=200)] = ""
    deadline: Annotated[datetime | None, Field(label=Text("反馈时限", "Deadline"))] = None
    names: Annotated[int | None, Field(label=Text("人数", "Names"), unit="人", low=0)] = None
    persons: Annotated[tuple[Link, ...], Field(label=Text("名单人员", "Persons"), names="person")] = ()
    file_digest: Annotated[str, Field(label=Text("文件摘要", "File digest"), longest=128)] = ""


class ListedName(Body, frozen=True, kw_only=True):
    """One name of a pushed list, told by itself: a row of the sheet that came with it. Who it is knows the roll."""

    list: Annotated[Link, Field(label=Text("名单", "List"), names="entry", stays=True)]
    address: Annotated[str, Field(label=Text("名单所列地址", "Address on the list"), personal=True, longest=200)] = ""
    basis: Annotated[str, Field(label=Text("推送原因", "Why on the list"), personal=True, longest=200)] = ""


class ListCheck(Body, frozen=True, kw_only=True):
    """What was found out about one name of a list."""

    list: Annotated[Link, Field(label=Text("名单", "List"), names="entry")]
    result: Annotated[str, Field(label=Text("结果", "Result"), options="list_result")]
    measure_taken: Annotated[str, Field(label=Text("采取措施", "Measure taken"), longest=200)] = ""
    attempt: Annotated[int | None, Field(label=Text("第几次", "Attempt"), unit="次", low=1, high=50)] = None
    next_check: Annotated[date | None, Field(label=Text("下次核查", "Next check"))] = None


_UNAPPROVED = Reason(
    code="not_approved",
    field="body.approved_by",
    text=Text(
        "approved_by:外出没有批准人,已计入。请补办审批并更正。",
        "approved_by: nobody approved the trip; the entry counts. Have it approved and add that in a correction.",
    ),
)


def unapproved(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A trip out of the area that nobody approved counts and is listed (Q05)."""
    body = entry.body
    leaves = body.direction is TravelDirection.OUT and body.stage is not Stage.CANCELLED
    return (_UNAPPROVED,) if leaves and not body.approved_by else ()


_ENDED = Reason(
    code="ended_without_reason",
    field="body.reason",
    text=Text(
        "reason:解除重点人群没有写原因,已计入。请更正补上。",
        "reason: the category was ended and nobody says why; the entry counts. Add the reason in a correction.",
    ),
)


def unexplained(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A category ended without a reason counts and is listed (Q19)."""
    return (_ENDED,) if entry.body.action is Action.END and not entry.body.reason else ()


_LISTED = Reason(
    code="listed_twice",
    field="body.list",
    text=Text(
        "list:此人已在这份名单上,按一人计。请核对;确属重复的请作废。",
        "list: this person stands on the list already and counts once. Check it, and void what is double.",
    ),
)


def listed_twice(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A name that stands on its list already counts once and is told so (Q18)."""
    before = [one for one in timeline if one.id != entry.id and one.at <= entry.at]
    return (_LISTED,) if any(one.body.list == entry.body.list for one in before) else ()


VISIT = EntryKind(
    name="screening.visit",
    label=Text("入户排查/敲门行动", "Door-to-door visit"),
    body=Visit,
    about=("household", "person"),
)
CLASSIFICATION = EntryKind(
    name="screening.classification",
    label=Text("重点人群认定", "Key category set or ended"),
    body=Classification,
    about=("person", "household"),
    needs=lambda body: listed("category", body.category, field="category"),
    flags=Flags(rule=unexplained),
)
TRAVEL_ENTRY = EntryKind(
    name="screening.travel_entry",
    label=Text("来返/外出登记", "Travel entry"),
    body=TravelEntry,
    about=("person",),
    flags=Flags(rule=unapproved),
)
PUSHED_LIST = EntryKind(
    name="screening.pushed_list",
    label=Text("推送名单", "Pushed list received"),
    body=PushedList,
    about=("area",),
)
LISTED_NAME = EntryKind(
    name="screening.listed_name",
    label=Text("名单人员", "Name on a pushed list"),
    body=ListedName,
    about=("person",),
    answers=("list",),
    flags=Flags(of=("screening.listed_name",), rule=listed_twice),
)
LIST_CHECK = EntryKind(
    name="screening.list_check",
    label=Text("名单核查", "Result for one name"),
    body=ListCheck,
    about=("person",),
    answers=("list",),
    needs=lambda body: listed("list_result", body.result, field="result"),
)
KINDS = (VISIT, CLASSIFICATION, TRAVEL_ENTRY, PUSHED_LIST, LISTED_NAME, LIST_CHECK)
