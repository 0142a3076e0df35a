"""The entries of venues: the register, checklists, passenger flow, goods lots, classes of schools and their checks
(coverage.md §3.9, Q38).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from gridward.domains.venue.rules import accounted, checklist_fits, cleared, crowded
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link, Place
from gridward.policy.lists import listed, options


class VenueKind(Choice):
    """What a place is."""

    HOSPITAL = "hospital", Text("医院", "Hospital")
    CLINIC = "clinic", Text("诊所", "Clinic")
    SCHOOL = "school", Text("学校", "School")
    ELDERLY_HOME = "elderly_home", Text("养老机构", "Home for the elderly")
    HAPPINESS_HOME = "happiness_home", Text("农村幸福院", "Happiness home")
    SUPERMARKET = "supermarket", Text("超市", "Supermarket")
    MARKET = "market", Text("农贸市场", "Market")
    SHOP = "shop", Text("商店", "Shop")
    HOTEL = "hotel", Text("宾馆", "Hotel")
    RESTAURANT = "restaurant", Text("饭店", "Restaurant")
    ENTERTAINMENT = "entertainment", Text("娱乐场所", "Entertainment")
    PHARMACY = "pharmacy", Text("药店", "Pharmacy")
    COMPOUND = "compound", Text("小区", "Residential compound")
    QUARANTINE_SITE = "quarantine_site", Text("集中隔离点", "Quarantine site")
    OFFICE = "office", Text("机关单位", "Office")
    SITE = "site", Text("工地", "Construction site")
    STREET = "street", Text("街道路段", "Street")
    ALLEY = "alley", Text("背街小巷", "Alley")
    POND = "pond", Text("坑塘", "Pond")


class Status(Choice):
    """Whether a place is open."""

    OPEN = "open", Text("营业(开放)", "Open")
    CLOSED = "closed", Text("关闭", "Closed")
    SUSPENDED = "suspended", Text("暂停", "Suspended")


class DoneBy(Choice):
    """Who filled in a checklist."""

    SELF = "self", Text("场所自查", "The place itself")
    DEPARTMENT = "department", Text("主管部门", "Its department")
    SUPERVISOR = "supervisor", Text("督查组", "Supervision")
    RESIDENT_SUPERVISOR = "resident_supervisor", Text("驻厂监督员", "Resident supervisor")


class Answer(Choice):
    """Whether an item of a checklist is met."""

    YES = "yes", Text("是", "Yes")
    NO = "no", Text("否", "No")
    NA = "na", Text("不适用", "Not applicable")


class LotAction(Choice):
    """What was done with a lot of goods."""

    ARRIVED = "arrived", Text("到货", "Arrived")
    HELD = "held", Text("暂存待检", "Held")
    RELEASED = "released", Text("放行", "Released")
    DESTROYED = "destroyed", Text("销毁", "Destroyed")
    SOLD_OUT = "sold_out", Text("售完", "Sold out")


class Goods(Choice):
    """What kind of goods a lot is."""

    COLD_CHAIN = "cold_chain", Text("冷链食品", "Cold-chain food")
    VEGETABLES = "vegetables", Text("蔬菜", "Vegetables")
    GOODS = "goods", Text("其他货物", "Other goods")


class SampleResult(Choice):
    """What a sample of a lot showed."""

    PENDING = "pending", Text("待出", "Pending")
    NEGATIVE = "negative", Text("阴性", "Negative")
    POSITIVE = "positive", Text("阳性", "Positive")


class ClassStatus(Choice):
    """Whether a class of a school is taught."""

    IN_SESSION = "in_session", Text("在课", "In session")
    STOPPED = "stopped", Text("停课", "Stopped")
    CLOSED = "closed", Text("撤销(毕业)", "Given up")


class CheckSlot(Choice):
    """Which of a school day's checks it was."""

    MORNING = "morning", Text("晨检", "Morning check")
    NOON = "noon", Text("午检", "Noon check")


class Premises(Body, frozen=True, kw_only=True):
    """A place registered, or what changed about it."""

    kind: Annotated[VenueKind, Field(label=Text("场所类型", "Kind"))]
    name: Annotated[str, Field(label=Text("名称", "Name"), longest=100)]
    address: Annotated[str, Field(label=Text("地址", "Address"), longest=200)] = ""
    manager: Annotated[Link | None, Field(label=Text("负责人", "Manager"), names="person")] = None
    department: Annotated[str, Field(label=Text("主管部门", "Department"), options="department")] = ""
    essential: Annotated[bool | None, Field(label=Text("生活必需", "Essential"))] = None
    capacity: Annotated[int | None, Field(label=Text("最大容量", "Capacity"), unit="人", low=0, high=50_000)] = None
    beds: Annotated[int | None, Field(label=Text("床位", "Beds"), unit="张", low=0, high=10_000)] = None
    cold_chain: Annotated[bool | None, Field(label=Text("经营冷链食品", "Cold-chain goods"))] = None
    status: Annotated[Status, Field(label=Text("状态", "Status"))]


class CheckItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One item of a checklist."""

    code: Annotated[str, Field(label=Text("检查项", "Item"), options="check_item")]
    answer: Annotated[Answer, Field(label=Text("结果", "Answer"))]


class Checklist(Body, frozen=True, kw_only=True):
    """A checklist filled in at a place."""

    template: Annotated[str, Field(label=Text("检查表", "Checklist"), options="venue_checklist")]
    done_by: Annotated[DoneBy, Field(label=Text("检查方", "Done by"))]
    items: Annotated[tuple[CheckItem, ...], Field(label=Text("检查项", "Items"))]
    problems: Annotated[int | None, Field(label=Text("问题数", "Problems"), unit="项", low=0, high=200)] = None
    evidence: Annotated[str, Field(label=Text("佐证", "Evidence"), longest=200)] = ""


class Occupancy(Body, frozen=True, kw_only=True):
    """How many are inside a place: those counted, and those who came and went since the count."""

    inside: Annotated[int, Field(label=Text("在场人数", "Inside"), unit="人", low=0, high=50_000)]
    in_: Annotated[int | None, Field(label=Text("此后进入", "In since"), unit="人次", low=0, high=50_000)] = (
        msgspec.field(name="in", default=None)
    )
    out: Annotated[int | None, Field(label=Text("此后离开", "Out since"), unit="人次", low=0, high=50_000)] = None
    limit: Annotated[int | None, Field(label=Text("限流人数", "Limit"), unit="人", low=0, high=50_000)] = None


class LotSample(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A sample taken of a lot."""

    number: Annotated[str, Field(label=Text("样本编号", "Sample no."), longest=50)]
    taken_on: Annotated[date | None, Field(label=Text("采样日期", "Taken on"))] = None
    result: Annotated[SampleResult, Field(label=Text("结果", "Result"))] = SampleResult.PENDING


class Lot(Body, frozen=True, kw_only=True):
    """A lot of goods at a market or store, and what was done with it."""

    place: Annotated[Link, Field(label=Text("场所", "Place"), names="place", place=True)]
    action: Annotated[LotAction, Field(label=Text("处理", "Action"))]
    product: Annotated[str, Field(label=Text("品名", "Product"), longest=100)]
    category: Annotated[Goods, Field(label=Text("类别", "Category"))]
    origin: Annotated[str, Field(label=Text("来源地", "Origin"), longest=100)] = ""
    quantity: Annotated[
        Decimal | None, Field(label=Text("数量", "Quantity"), unit="kg", scale=1, low=0, high=1_000_000)
    ] = None
    supplier: Annotated[str, Field(label=Text("供货商", "Supplier"), personal=True, longest=100)] = ""
    certificate: Annotated[str, Field(label=Text("检疫检验证明", "Certificate"), longest=100)] = ""
    samples: Annotated[tuple[LotSample, ...], Field(label=Text("样本", "Samples"))] = ()
    reason: Annotated[str, Field(label=Text("原因", "Reason"), longest=200)] = ""


class SchoolClass(Body, frozen=True, kw_only=True):
    """A class of a school as its school tells it: how many it has, whether it is taught."""

    school: Annotated[Link, Field(label=Text("学校", "School"), names="place", place=True)]
    enrolled: Annotated[int, Field(label=Text("在册人数", "Enrolled"), unit="人", low=1, high=120)]
    status: Annotated[ClassStatus, Field(label=Text("状态", "Status"))]


class ClassCheck(Body, frozen=True, kw_only=True):
    """Who of a class is there, in the morning or at noon; none absent is told as 0."""

    school: Annotated[Link | None, Field(label=Text("学校", "School"), names="place", place=True)] = None
    slot: Annotated[CheckSlot, Field(label=Text("时段", "Check"))]
    present: Annotated[int, Field(label=Text("实到", "Present"), unit="人", low=0, high=120)]
    absent_ill: Annotated[int, Field(label=Text("因病缺勤", "Absent ill"), unit="人", low=0, high=120)]
    absent_other: Annotated[
        int | None, Field(label=Text("其他缺勤", "Absent otherwise"), unit="人", low=0, high=120)
    ] = None
    ili: Annotated[int | None, Field(label=Text("新增流感样病例", "New influenza-like illness"), unit="人", low=0)] = (
        None
    )


def _reason(code: str, field: str, zh: str, en: str) -> tuple[Reason, ...]:
    return (Reason(code=code, field=f"body.{field}", text=Text(f"{field}:{zh}", f"{field}: {en}")),)


def unoverseen(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A place that no department oversees counts and is listed (Q42)."""
    if entry.body.department:
        return ()
    return _reason(
        "no_department",
        "department",
        "没有主管部门,已计入。请补填。",
        "nobody oversees it; the entry counts. Add the department.",
    )


def out_of_template(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Items that belong to another checklist count and are listed (Q38)."""
    own = {option.code: option.parent for option in options("check_item")}
    wrong = [item.code for item in entry.body.items if own.get(item.code) not in ("", None, entry.body.template)]
    return tuple(
        reason
        for code in wrong
        for reason in _reason(
            "not_of_this_checklist",
            "items",
            f"“{code}”不属于这张检查表,已计入。请核对检查表。",
            f"“{code}” is no item of this checklist; the entry counts. Check the checklist.",
        )
    )


def of_other_places(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A checklist that is for other places counts and is listed: items of schools are for schools only (Q38)."""
    about = entry.subject
    if about is None or about.kind != "place" or checklist_fits(entry.body.template, entry.place.kind):
        return ()
    return _reason(
        "checklist_of_other_places",
        "template",
        "这张检查表不适用于该类场所,已计入。请核对检查表。",
        "this checklist is for other places; the entry counts. Check the checklist.",
    )


def unproblematic_no(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A “no” that is not counted among the problems counts and is listed: duties ask for what is counted (Q40)."""
    wrong = sum(item.answer is Answer.NO for item in entry.body.items)
    if wrong <= (entry.body.problems or 0):
        return ()
    return _reason(
        "no_without_problem",
        "problems",
        f"有 {wrong} 项不合格,问题数少于此,已计入。请更正问题数。",
        f"{wrong} items are not in order, fewer problems are told; the entry counts. Correct the number of problems.",
    )


def doubtful(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """What is remarkable about a checklist."""
    found = (of_other_places, out_of_template, unproblematic_no)
    return tuple(reason for looks in found for reason in looks(entry, timeline))


def over_capacity(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A count above the limit counts and is listed (Q39)."""
    for one, limit in crowded(timeline):
        if one.id == entry.id:
            return _reason(
                "over_capacity",
                "inside",
                f"超过限流人数 {limit},已计入。请立即限流。",
                f"above the limit of {limit}; the entry counts. Let nobody else in for now.",
            )
    return ()


def uncleared(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A cold-chain lot without certificate, or released without a negative result, counts and is listed (Q41)."""
    body = entry.body
    if body.category is not Goods.COLD_CHAIN:
        return ()
    if body.action is LotAction.ARRIVED and not body.certificate:
        return _reason(
            "no_certificate",
            "certificate",
            "冷链食品没有检疫检验证明,已计入。请先暂存。",
            "a cold-chain lot came without certificate; the entry counts. Hold the lot.",
        )
    if body.action is LotAction.RELEASED and not cleared([one for one in timeline if one.at <= entry.at]):
        return _reason(
            "released_untested",
            "action",
            "没有阴性结果即放行,已计入。请追回并检测。",
            "released without a negative result; the entry counts. Call the lot back and have it tested.",
        )
    return ()


def of_another_school(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """The words that name a class name one class on the whole node: of which school, is told once (Q38)."""
    if all(one.id == entry.id or one.body.school == entry.body.school for one in timeline):
        return ()
    return _reason(
        "class_of_another_school",
        "school",
        "这个班级名称已由另一所学校登记。请在班级名称前写上学校,如“育才小学三年级(2)班”。",
        "another school has a class of this name. Write the school before it: “Yucai School, class 3-2”.",
    )


def odd_check(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A check of a class that no school told of, or of more pupils than it has, counts and is listed (Q38)."""
    told = [one for one in timeline if one.kind == "venue.class" and one.at <= entry.at]
    if not told:
        return _reason(
            "class_not_told",
            "school",
            "这个班级尚未登记,已计入。请由学校登记班级(班级登记),以后才会提醒晨午检。",
            "no school has told of this class; the entry counts. Have the school enter it, so that its checks are"
            " asked for.",
        )
    seen, enrolled = accounted(entry.body), told[-1].body.enrolled
    if seen <= enrolled:
        return ()
    return _reason(
        "more_than_enrolled",
        "present",
        f"实到与缺勤共 {seen} 人,多于在册 {enrolled} 人,已计入。请核对,或更新班级登记。",
        f"{seen} present and absent are more than the {enrolled} enrolled; the entry counts. Check the numbers or what"
        " the school told of the class.",
    )


def _items_listed(body: Checklist) -> tuple[Reason, ...]:
    found = listed("venue_checklist", body.template, field="template")
    return found + tuple(reason for item in body.items for reason in listed("check_item", item.code, field="items"))


PLACE = EntryKind(
    name="venue.place",
    label=Text("场所登记", "Place registered or changed"),
    body=Premises,
    about=("place",),
    needs=lambda body: listed("department", body.department, field="department") if body.department else (),
    flags=Flags(rule=unoverseen),
    describes=lambda body: Place(body.kind.value, ""),
)
CHECKLIST = EntryKind(
    name="venue.checklist",
    label=Text("场所检查", "Checklist"),
    body=Checklist,
    about=("place",),
    needs=_items_listed,
    flags=Flags(rule=doubtful),
)
OCCUPANCY = EntryKind(
    name="venue.occupancy",
    label=Text("客流", "Passenger flow"),
    body=Occupancy,
    about=("place",),
    flags=Flags(of=("venue.place", "venue.occupancy"), rule=over_capacity),
)
LOT = EntryKind(
    name="venue.lot",
    label=Text("货品批次", "Goods lot"),
    body=Lot,
    about=("lot",),
    flags=Flags(of=("venue.lot",), rule=uncleared),
)
CLASS = EntryKind(
    name="venue.class",
    label=Text("班级登记", "Class of a school"),
    body=SchoolClass,
    about=("class",),
    admits=Flags(of=("venue.class",), rule=of_another_school),
    describes=lambda body: Place(VenueKind.SCHOOL.value, ""),
)
CLASS_CHECK = EntryKind(
    name="venue.class_check",
    label=Text("班级晨午检", "Morning or noon check of a class"),
    body=ClassCheck,
    about=("class",),
    flags=Flags(of=("venue.class",), rule=odd_check),
)
KINDS = (PLACE, CHECKLIST, OCCUPANCY, LOT, CLASS, CLASS_CHECK)
