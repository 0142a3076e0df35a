"""The entries of tracing: investigations of cases, contacts, stays and movements (coverage.md §3.19)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import msgspec

from gridward.domains.tracing import rules
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link


class ContactType(Choice):
    """How near (Go.Data: contact, contact of contact)."""

    CLOSE = "close", Text("密切接触者", "Close contact")
    CONTACT_OF_CONTACT = "contact_of_contact", Text("密接的密接", "Contact of contact")
    GENERAL = "general", Text("一般接触者", "General contact")


class Proximity(Choice):
    """In what way (SORMAS ContactProximity)."""

    HOUSEHOLD = "household", Text("同住", "Same household")
    CARE = "care", Text("照料", "Care")
    FACE_TO_FACE = "face_to_face", Text("面对面交谈", "Face to face")
    VEHICLE = "vehicle", Text("同乘", "Same vehicle")
    MEAL = "meal", Text("同餐", "Shared meal")
    SAME_PLACE = "same_place", Text("同场所", "Same place")


class Transport(Choice):
    """How somebody travelled."""

    PLANE = "plane", Text("飞机", "Plane")
    TRAIN = "train", Text("火车", "Train")
    COACH = "coach", Text("客车", "Coach")
    CAR = "car", Text("自驾", "Car")
    TRUCK = "truck", Text("货车", "Truck")
    SHIP = "ship", Text("轮船", "Ship")
    ON_FOOT = "on_foot", Text("步行", "On foot")


class StaySource(Choice):
    """Who declared a stay: never computed from a location."""

    SELF = "self", Text("本人申报", "Self-declared")
    EMPLOYER = "employer", Text("单位申报", "Employer")
    GATE = "gate", Text("卡口登记", "Gate")
    INVESTIGATOR = "investigator", Text("流调核实", "Investigator")


class Investigation(Body, frozen=True, kw_only=True):
    """What an investigation of a case did and found; nobody found is a zero."""

    case: Annotated[Link | None, Field(label=Text("病例记录", "Case"), names="entry")] = None
    team: Annotated[str, Field(label=Text("流调队", "Team"), longest=100)]
    started: Annotated[datetime, Field(label=Text("开始时间", "Started"))]
    finished: Annotated[datetime | None, Field(label=Text("结束时间", "Finished"))] = None
    contacts_found: Annotated[int | None, Field(label=Text("判定接触者", "Contacts found"), unit="人", low=0)] = None
    likely_source: Annotated[str, Field(label=Text("可能来源", "Likely source"), personal=True, longest=200)] = ""
    summary: Annotated[str, Field(label=Text("流调小结", "Summary"), personal=True, longest=2000)] = ""


class Contact(Body, frozen=True, kw_only=True):
    """Somebody who was in contact with a case, or with a contact of one."""

    source: Annotated[Link, Field(label=Text("病例或来源人员", "Case or source person"), names="person entry")]
    type: Annotated[ContactType, Field(label=Text("接触类型", "Type"))]
    proximity: Annotated[Proximity | None, Field(label=Text("接触方式", "Proximity"))] = None
    first_contact: Annotated[date | None, Field(label=Text("首次接触", "First contact"))] = None
    last_contact: Annotated[date, Field(label=Text("末次接触", "Last contact"))]
    place: Annotated[Link | None, Field(label=Text("接触地点", "Place"), names="place area")] = None


class Stay(Body, frozen=True, kw_only=True):
    """Where somebody was from when to when, as declared."""

    place: Annotated[Link, Field(label=Text("停留地点", "Place"), names="place area")]
    from_: Annotated[datetime, Field(label=Text("到达时间", "From"))] = msgspec.field(name="from")
    to: Annotated[datetime, Field(label=Text("离开时间", "To"))]
    transport: Annotated[Transport | None, Field(label=Text("交通方式", "Transport"))] = None
    source: Annotated[StaySource, Field(label=Text("信息来源", "Source"))]


def _turned(first: str, last: str) -> Reason:
    return Reason(
        code="ends_before_start",
        field=f"body.{last}",
        text=Text(
            f"{last}：早于 {first}，已计入。请核对两个时间。",
            f"{last}: lies before {first}; the entry counts. Check the two times.",
        ),
    )


def investigation_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """An investigation that ends before it starts is listed."""
    return (_turned("started", "finished"),) if rules.is_turned(entry.body.started, entry.body.finished) else ()


def contact_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A last contact before the first is listed: the clock of an order starts there."""
    body = entry.body
    wrong = body.first_contact is not None and body.last_contact < body.first_contact
    return (_turned("first_contact", "last_contact"),) if wrong else ()


def stay_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A stay that ends before it starts is listed."""
    return (_turned("from", "to"),) if rules.is_turned(entry.body.from_, entry.body.to) else ()


INVESTIGATION = EntryKind(
    name="tracing.investigation",
    label=Text("流调", "Case investigation"),
    body=Investigation,
    about=("person",),
    opens_matter=True,
    flags=Flags(rule=investigation_flags),
)
CONTACT = EntryKind(
    name="tracing.contact",
    label=Text("接触者", "Contact"),
    body=Contact,
    about=("person",),
    flags=Flags(rule=contact_flags),
)
STAY = EntryKind(
    name="tracing.stay",
    label=Text("活动轨迹", "Stay or movement"),
    body=Stay,
    about=("person",),
    flags=Flags(rule=stay_flags),
)
KINDS = (INVESTIGATION, CONTACT, STAY)
