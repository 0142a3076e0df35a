"""The entries of gates: the post itself, vehicles, persons, and closed-off management (coverage.md §3.5)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from gridward.domains.checkpoint.rules import not_to_admit
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link, Place


class Level(Choice):
    """What a post serves; a post of a community is a village post (F7)."""

    TOWN = "town", Text("镇级", "Town")
    VILLAGE = "village", Text("村（社区）", "Village or community")
    COMPOUND = "compound", Text("小区", "Compound")
    VENUE = "venue", Text("场所", "Venue")
    EXTERNAL = "external", Text("域外", "External")


class PostKind(Choice):
    """What a post stands on."""

    ROAD = "road", Text("道路", "Road")
    ENTRANCE = "entrance", Text("出入口", "Entrance")
    MARKET = "market", Text("市场", "Market")
    EXPRESSWAY = "expressway", Text("高速路口", "Expressway exit")


class Hours(Choice):
    """When a post is manned."""

    ALWAYS = "24h", Text("24小时", "24 hours")
    DAY = "day", Text("白天", "Daytime")


class Direction(Choice):
    """Into the area behind the gate, or out of it."""

    IN = "in", Text("进", "In")
    OUT = "out", Text("出", "Out")


class Cargo(Choice):
    """What a vehicle carried."""

    NONE = "none", Text("空车", "None")
    GOODS = "goods", Text("普通货物", "Goods")
    COLD_CHAIN = "cold_chain", Text("冷链", "Cold chain")
    LIVESTOCK = "livestock", Text("活畜禽", "Livestock")


class VehicleOutcome(Choice):
    """What became of a vehicle."""

    PASSED = "passed", Text("放行", "Passed")
    TURNED_BACK = "turned_back", Text("劝返", "Turned back")
    HELD = "held", Text("留置", "Held")
    HANDED_OVER = "handed_over", Text("移交", "Handed over")


class PersonOutcome(Choice):
    """What became of a person."""

    ADMITTED = "admitted", Text("放行", "Admitted")
    TURNED_BACK = "turned_back", Text("劝返", "Turned back")
    HELD = "held", Text("留观", "Held")
    HANDED_OVER = "handed_over", Text("移交", "Handed over")


class HealthCode(Choice):
    """The colour shown; not_asked where the pack knows no code."""

    GREEN = "green", Text("绿码", "Green")
    YELLOW = "yellow", Text("黄码", "Yellow")
    RED = "red", Text("红码", "Red")
    NONE = "none", Text("无码", "None")
    NOT_ASKED = "not_asked", Text("未查验", "Not asked")


class TravelCode(Choice):
    """What the travel code said."""

    CLEAR = "clear", Text("正常", "Clear")
    FLAGGED = "flagged", Text("异常", "Flagged")
    NONE = "none", Text("无码", "None")
    NOT_ASKED = "not_asked", Text("未查验", "Not asked")


class IdentifiedBy(Choice):
    """How a person was identified."""

    QR = "qr", Text("扫码", "QR code")
    ID_CARD = "id_card", Text("身份证", "Identity card")
    PAPER = "paper", Text("纸质登记", "Paper")
    KNOWN = "known", Text("熟人", "Known")


class Regime(Choice):
    """How an area is managed."""

    OPEN = "open", Text("开放", "Open")
    CLOSED_OFF = "closed_off", Text("封闭式管理", "Closed off")
    CONTROLLED = "controlled", Text("管控", "Controlled")
    LOCKED_DOWN = "locked_down", Text("封控", "Locked down")


class Post(Body, frozen=True, kw_only=True):
    """A checkpoint opened, changed or closed."""

    level: Annotated[Level, Field(label=Text("级别", "Level"))]
    kind: Annotated[PostKind | None, Field(label=Text("类型", "Kind"))] = None
    road: Annotated[str, Field(label=Text("道路", "Road"), longest=100)] = ""
    hours: Annotated[Hours, Field(label=Text("值守时间", "Hours"))]
    code_signs: Annotated[bool | None, Field(label=Text("张贴场所码", "Code posters"))] = None
    equipment: Annotated[tuple[str, ...], Field(label=Text("设备", "Equipment"))] = ()
    opened_on: Annotated[date, Field(label=Text("启用日期", "Opened on"))]
    closed_on: Annotated[date | None, Field(label=Text("撤除日期", "Closed on"))] = None


class Vehicle(Body, frozen=True, kw_only=True):
    """A vehicle at a gate."""

    post: Annotated[Link, Field(label=Text("卡口", "Checkpoint"), names="place", place=True)]
    direction: Annotated[Direction, Field(label=Text("方向", "Direction"), stays=True)]
    from_outside: Annotated[bool | None, Field(label=Text("外来车辆", "From outside"))] = None
    occupants: Annotated[int | None, Field(label=Text("车上人数", "Occupants"), unit="人", low=0, high=80)] = None
    origin: Annotated[str, Field(label=Text("始发地", "Origin"), longest=100)] = ""
    destination: Annotated[str, Field(label=Text("目的地", "Destination"), longest=100)] = ""
    cargo: Annotated[Cargo | None, Field(label=Text("装载", "Cargo"))] = None
    permit_no: Annotated[str, Field(label=Text("通行证号", "Permit no."), personal=True, longest=50)] = ""
    outcome: Annotated[VehicleOutcome, Field(label=Text("处置", "Outcome"))]
    reason_code: Annotated[str, Field(label=Text("劝返原因", "Reason"), options="turn_back_reason")] = ""


class Person(Body, frozen=True, kw_only=True):
    """A person at a gate, perhaps unnamed."""

    post: Annotated[Link, Field(label=Text("卡口", "Checkpoint"), names="place", place=True)]
    direction: Annotated[Direction, Field(label=Text("方向", "Direction"), stays=True)]
    temperature: Annotated[
        Decimal | None, Field(label=Text("体温", "Temperature"), unit="℃", scale=1, low=34, high=42)
    ] = None
    second_reading: Annotated[
        Decimal | None, Field(label=Text("复测体温", "Second reading"), unit="℃", scale=1, low=34, high=42)
    ] = None
    mask: Annotated[bool | None, Field(label=Text("戴口罩", "Mask"))] = None
    health_code: Annotated[HealthCode | None, Field(label=Text("健康码", "Health code"))] = None
    travel_code: Annotated[TravelCode | None, Field(label=Text("行程码", "Travel code"))] = None
    identified_by: Annotated[IdentifiedBy | None, Field(label=Text("身份核验", "Identified by"))] = None
    from_: Annotated[str, Field(label=Text("从何处来", "From"), longest=100)] = msgspec.field(default="", name="from")
    to: Annotated[str, Field(label=Text("到何处去", "To"), longest=100)] = ""
    purpose: Annotated[str, Field(label=Text("事由", "Purpose"), longest=100)] = ""
    vehicle_entry: Annotated[Link | None, Field(label=Text("所乘车辆记录", "Vehicle entry"), names="entry")] = None
    outcome: Annotated[PersonOutcome, Field(label=Text("处置", "Outcome"))]
    failed_check: Annotated[str, Field(label=Text("未通过项", "Failed check"), options="gate_check")] = ""


class Closure(Body, frozen=True, kw_only=True):
    """How an area or place is managed from a day on."""

    regime: Annotated[Regime, Field(label=Text("管理方式", "Regime"))]
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    to: Annotated[date | None, Field(label=Text("截止日期", "To"))] = None
    entrances_open: Annotated[int | None, Field(label=Text("保留出入口", "Entrances open"), unit="个", low=0)] = None
    exits_blocked: Annotated[int | None, Field(label=Text("封堵路口", "Exits blocked"), unit="个", low=0)] = None
    order_document: Annotated[str, Field(label=Text("依据文件", "Order document"), longest=200)] = ""


_UNMEASURED = Reason(
    code="no_temperature",
    field="body.temperature",
    text=Text(
        "temperature：没有测温记录，已计入。如已测温请更正补上。",
        "temperature: none was taken; the entry counts. If one was taken, add it in a correction.",
    ),
)


def doubtful(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A person without a temperature, and one admitted whom a gate holds, count and are listed (Q20, Q26)."""
    missing = (_UNMEASURED,) if entry.body.temperature is None else ()
    why = not_to_admit(entry)
    return (*missing, _admitted(why)) if why else missing


def _admitted(why: str) -> Reason:
    return Reason(
        code="admitted_all_the_same",
        field=f"body.{why}",
        text=Text(
            f"{why}：按卡口规定不应放行，已计入。请核对处置，必要时追查并上报。",
            f"{why}: a gate does not admit with this; the entry counts. Check the outcome, find the person and report.",
        ),
    )


POST = EntryKind(
    name="checkpoint.post",
    label=Text("卡口/监测点", "Checkpoint opened, changed, closed"),
    body=Post,
    about=("place",),
    describes=lambda body: Place("gate", body.level.value),
)
VEHICLE = EntryKind(
    name="checkpoint.vehicle",
    label=Text("车辆登记", "Vehicle passage"),
    body=Vehicle,
    about=("vehicle",),
    form="own",
)
PERSON = EntryKind(
    name="checkpoint.person",
    label=Text("人员登记", "Person at a gate"),
    body=Person,
    about=("person",),
    form="own",
    flags=Flags(rule=doubtful),
)
CLOSURE = EntryKind(
    name="checkpoint.closure",
    label=Text("封闭式管理", "Closed-off management"),
    body=Closure,
    about=("area", "place"),
)
KINDS = (POST, VEHICLE, PERSON, CLOSURE)
