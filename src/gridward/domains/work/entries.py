"""The entries of resumption: enterprises, applications, decisions, employees, daily reports (coverage.md §3.10)."""

from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

import msgspec

from gridward.kit.clock import date_of, day_of
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link, Place
from gridward.policy.items import countable
from gridward.policy.lists import listed
from gridward.policy.norms import norm


class FirmKind(Choice):
    """What employs people."""

    ENTERPRISE = "enterprise", Text("企业", "Enterprise")
    PROJECT_SITE = "project_site", Text("项目建设现场", "Project site")


class FirmStatus(Choice):
    """Whether it works."""

    OPERATING = "operating", Text("生产经营", "Operating")
    STOPPED = "stopped", Text("停产停工", "Stopped")
    CLOSED = "closed", Text("关闭注销", "Closed for good")


class Decided(Choice):
    """What became of an application, or of permission to work."""

    RETURNED = "returned", Text("退回补正", "Returned")
    RECORDED = "recorded", Text("备案", "Recorded")
    APPROVED = "approved", Text("同意复工", "Approved")
    REFUSED = "refused", Text("不同意", "Refused")
    SUSPENDED = "suspended", Text("责令停工", "Suspended")
    RESUMED = "resumed", Text("恢复复工", "Resumed")


class Way(Choice):
    """How an employee comes back."""

    PLANE = "plane", Text("飞机", "Plane")
    TRAIN = "train", Text("火车", "Train")
    COACH = "coach", Text("客车", "Coach")
    CAR = "car", Text("自驾", "Car")
    CHARTERED = "chartered", Text("点对点包车", "Chartered coach")
    LOCAL = "local", Text("本地", "Lives here")


class JobStatus(Choice):
    """Where an employee stands."""

    NOT_RETURNED = "not_returned", Text("未返岗", "Not returned")
    OBSERVED = "observed", Text("隔离观察", "Under observation")
    AT_WORK = "at_work", Text("在岗", "At work")
    LEFT = "left", Text("离职", "Left")


class Enterprise(Body, frozen=True, kw_only=True):
    """An enterprise or project site registered, or what changed about it."""

    credit_code: Annotated[str, Field(label=Text("统一社会信用代码", "Credit code"), personal=True, longest=30)]
    sector: Annotated[str, Field(label=Text("行业", "Sector"), options="sector")]
    kind: Annotated[FirmKind | None, Field(label=Text("类型", "Kind"))] = None
    above_scale: Annotated[bool | None, Field(label=Text("规模以上", "Above scale"))] = None
    employees: Annotated[int | None, Field(label=Text("职工人数", "Employees"), unit="人", low=0, high=100_000)] = None
    outside: Annotated[int | None, Field(label=Text("外地职工", "From outside"), unit="人", low=0, high=100_000)] = None
    isolation_rooms: Annotated[
        int | None, Field(label=Text("隔离观察室", "Isolation rooms"), unit="间", low=0, high=1_000)
    ] = None
    canteen: Annotated[bool | None, Field(label=Text("有食堂", "Canteen"))] = None
    dormitory_beds: Annotated[
        int | None, Field(label=Text("宿舍床位", "Dormitory beds"), unit="张", low=0, high=100_000)
    ] = None
    contact: Annotated[Link | None, Field(label=Text("联系人", "Contact"), names="person")] = None
    supervisors: Annotated[
        tuple[Link, ...], Field(label=Text("驻厂监督员", "Resident supervisors"), names="person")
    ] = ()
    status: Annotated[FirmStatus | None, Field(label=Text("状态", "Status"))] = None


class OriginCount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Employees from one class of origin."""

    origin: Annotated[str, Field(label=Text("来源地", "Origin"), options="origin")]
    number: Annotated[int, Field(label=Text("人数", "Number"), unit="人", low=0, high=100_000)]


class Batch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One batch of a staggered return."""

    no: Annotated[int, Field(label=Text("批次", "Batch"), low=1, high=500)]
    date: Annotated[Day, Field(label=Text("返岗日期", "Date"))]
    number: Annotated[int, Field(label=Text("人数", "Number"), unit="人", low=0, high=100_000)]


class StockLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an enterprise keeps for its own protection."""

    item: Annotated[str, Field(label=Text("物资", "Item"), options="item")]
    qty: Annotated[Decimal, Field(label=Text("数量", "Quantity"), scale=3, low=0)]
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")]


class Application(Body, frozen=True, kw_only=True):
    """An application to resume work; a correction completes it."""

    planned_on: Annotated[Day, Field(label=Text("拟复工日期", "Planned on"))]
    plan: Annotated[str, Field(label=Text("一企一策防控方案", "Prevention plan"), longest=200)]
    commitment_signed: Annotated[bool, Field(label=Text("已签承诺书", "Commitment signed"))]
    employees: Annotated[tuple[OriginCount, ...], Field(label=Text("职工来源", "Employees by origin"))] = ()
    batches: Annotated[tuple[Batch, ...], Field(label=Text("错峰返岗批次", "Batches"))] = ()
    shift_size: Annotated[int | None, Field(label=Text("每班人数", "Shift size"), unit="人", low=0, high=10_000)] = None
    stock: Annotated[tuple[StockLine, ...], Field(label=Text("防护物资储备", "Stock"))] = ()
    canteen_plan: Annotated[str, Field(label=Text("食堂安排", "Canteen"), longest=300)] = ""
    dormitory_plan: Annotated[str, Field(label=Text("宿舍安排", "Dormitory"), longest=300)] = ""


class Decision(Body, frozen=True, kw_only=True):
    """A decision on resumption, about the enterprise; it names the application that it answers."""

    application: Annotated[Link | None, Field(label=Text("对应申请", "Application"), names="entry")] = None
    decision: Annotated[Decided, Field(label=Text("审核结果", "Decision"))]
    site_visit_on: Annotated[Day | None, Field(label=Text("现场核查日期", "Site visit on"))] = None
    checklist: Annotated[Link | None, Field(label=Text("核查记录", "Checklist"), names="entry")] = None
    opinion: Annotated[str, Field(label=Text("意见", "Opinion"), longest=500)] = ""
    effective_on: Annotated[Day, Field(label=Text("生效日期", "Effective on"))]


class Employee(Body, frozen=True, kw_only=True):
    """The file of an employee at an enterprise."""

    enterprise: Annotated[Link, Field(label=Text("企业", "Enterprise"), names="place", place=True)]
    origin_area: Annotated[str, Field(label=Text("来源地", "Origin"), longest=100)]
    return_on: Annotated[Day | None, Field(label=Text("返岗（返回）日期", "Return on"))] = None
    transport: Annotated[Way | None, Field(label=Text("返回方式", "Transport"))] = None
    contact_with_arrivals: Annotated[bool, Field(label=Text("接触外来人员", "Contact with arrivals"))]
    observation_until: Annotated[Day | None, Field(label=Text("观察至", "Observed until"))] = None
    batch: Annotated[int | None, Field(label=Text("批次", "Batch"), low=1, high=500)] = None
    shift: Annotated[str, Field(label=Text("班次", "Shift"), longest=30)] = ""
    dormitory_room: Annotated[str, Field(label=Text("宿舍房号", "Dormitory room"), personal=True, longest=30)] = ""
    status: Annotated[JobStatus, Field(label=Text("状态", "Status"))]


class DailyReport(Body, frozen=True, kw_only=True):
    """What an enterprise reports of one day."""

    date: Annotated[Day, Field(label=Text("日期", "Date"))]
    on_site: Annotated[int, Field(label=Text("在岗", "On site"), unit="人", low=0, high=100_000)]
    returned: Annotated[int | None, Field(label=Text("当日返岗", "Returned"), unit="人", low=0, high=100_000)] = None
    other_city: Annotated[int | None, Field(label=Text("市外返岗", "From other cities"), unit="人", low=0)] = None
    key_area: Annotated[int | None, Field(label=Text("重点地区返岗", "From key areas"), unit="人", low=0)] = None
    measured: Annotated[int | None, Field(label=Text("测温", "Measured"), unit="人", low=0)] = None
    abnormal: Annotated[int | None, Field(label=Text("体温异常", "Abnormal"), unit="人", low=0)] = None
    observed: Annotated[int | None, Field(label=Text("隔离观察", "Under observation"), unit="人", low=0)] = None
    disinfections: Annotated[int | None, Field(label=Text("消毒", "Disinfections"), unit="次", low=0, high=100)] = None
    mask_days: Annotated[
        Decimal | None, Field(label=Text("口罩可用天数", "Days of masks"), unit="d", scale=1, low=0, high=3_650)
    ] = None
    nil: Annotated[bool | None, Field(label=Text("零报告", "Nothing to report"))] = None


def _reason(code: str, field: str, zh: str, en: str) -> tuple[Reason, ...]:
    return (Reason(code=code, field=f"body.{field}", text=Text(f"{field}:{zh}", f"{field}: {en}")),)


def incomplete(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """An application without plan, or with a batch above its shift, counts and is listed (Q44, Q47)."""
    body = entry.body
    found: tuple[Reason, ...] = ()
    if not body.plan.strip():
        found += _reason(
            "no_plan",
            "plan",
            "没有防控方案，已计入。请协助企业制定。",
            "there is none; the entry counts. Help to write one.",
        )
    if body.shift_size is not None and any(batch.number > body.shift_size for batch in body.batches):
        found += _reason(
            "batch_too_large",
            "batches",
            "有批次人数超过每班人数，已计入。请拆分批次。",
            "a batch is larger than a shift; the entry counts. Split the batch.",
        )
    return found


def unapplied(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Permission that nobody had applied for counts and is listed (Q44)."""
    applied = any(one.kind == "work.application" and one.at <= entry.at for one in timeline)
    if applied or entry.body.decision not in (Decided.RECORDED, Decided.APPROVED):
        return ()
    return _reason(
        "not_applied",
        "decision",
        "没有该企业的复工申请，已计入。请补录申请。",
        "the enterprise has not applied; the entry counts. Record the application.",
    )


def at_work_too_early(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Somebody at work before the end of observation, or observed for too short a time, counts and is listed (Q47)."""
    body, today = entry.body, date_of(day_of(entry.at))
    told = [one.body.observation_until for one in timeline if one.at <= entry.at and one.area == entry.area]
    until = next((day for day in reversed(told) if day is not None), body.observation_until)
    if body.status is JobStatus.AT_WORK and until is not None and until >= today:
        return _reason(
            "observation_not_over",
            "status",
            f"观察期至 {until}，尚未结束即在岗，已计入。请核实。",
            f"observed until {until} and at work already; the entry counts. Look into it.",
        )
    days = norm("contact_observation", day_of(entry.at))
    short = days is not None and body.return_on is not None and body.observation_until is not None
    if short and body.status is JobStatus.OBSERVED and body.observation_until < body.return_on + timedelta(days or 0):
        return _reason(
            "observation_too_short",
            "observation_until",
            f"观察不足 {days} 天，已计入。请核对日期。",
            f"less than {days} days of observation; the entry counts. Check the dates.",
        )
    return ()


def _origins_and_stock(body: Application) -> tuple[Reason, ...]:
    origins = tuple(reason for one in body.employees for reason in listed("origin", one.origin, field="employees"))
    return origins + tuple(reason for line in body.stock for reason in countable(line.item, line.qty, line.unit))


ENTERPRISE = EntryKind(
    name="work.enterprise",
    label=Text("企业登记", "Enterprise or project site"),
    body=Enterprise,
    about=("place",),
    needs=lambda body: listed("sector", body.sector, field="sector"),
    describes=lambda body: Place(body.kind.value if body.kind else "enterprise", ""),
)
APPLICATION = EntryKind(
    name="work.application",
    label=Text("复工申请", "Application to resume"),
    body=Application,
    about=("place",),
    opens_matter=True,
    needs=_origins_and_stock,
    flags=Flags(rule=incomplete),
)
DECISION = EntryKind(
    name="work.decision",
    label=Text("复工审核", "Decision on resumption"),
    body=Decision,
    about=("place",),
    flags=Flags(of=("work.application", "work.decision"), rule=unapplied),
)
EMPLOYEE = EntryKind(
    name="work.employee",
    label=Text("一人一档", "Employee file"),
    body=Employee,
    about=("person",),
    flags=Flags(of=("work.employee",), rule=at_work_too_early),
)
DAILY_REPORT = EntryKind(
    name="work.daily_report",
    label=Text("企业日报", "Enterprise daily report"),
    body=DailyReport,
    about=("place",),
)
KINDS = (ENTERPRISE, APPLICATION, DECISION, EMPLOYEE, DAILY_REPORT)
