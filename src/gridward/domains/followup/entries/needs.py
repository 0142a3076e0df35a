"""The entries of what people need: requests and the services that do them (coverage.md §3.6)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import msgspec

from gridward.domains.followup import rules
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link


class RequestType(Choice):
    """What is needed."""

    GROCERIES = "groceries", Text("生活物资", "Groceries")
    MEDICINE = "medicine", Text("药品", "Medicine")
    CARE = "care", Text("照料", "Care")
    PSYCHOLOGICAL = "psychological", Text("心理疏导", "Psychological support")
    REFUSE = "refuse", Text("垃圾清运", "Refuse")
    APPEAL = "appeal", Text("对管控的申诉", "Appeal against a restriction")
    OTHER = "other", Text("其他", "Other")


class Group(Choice):
    """Whom a service is for (Q31)."""

    AT_HOME = "at_home", Text("居家群众", "Residents at home")
    ISOLATED = "isolated", Text("居家隔离人员", "People in isolation")
    FRONT_LINE = "front_line", Text("一线工作者", "Front-line workers")
    VULNERABLE = "vulnerable", Text("困难群众", "Vulnerable people")


class Urgency(Choice):
    """How soon."""

    NORMAL = "normal", Text("一般", "Normal")
    URGENT = "urgent", Text("紧急", "Urgent")


class Via(Choice):
    """How a request came in."""

    PORTAL = "portal", Text("网上", "Portal")
    PHONE = "phone", Text("电话", "Phone")
    VISIT = "visit", Text("走访", "Visit")
    POST = "post", Text("服务点", "Service post")


class ServiceOutcome(Choice):
    """What came of an errand."""

    DONE = "done", Text("已办结", "Done")
    PARTLY = "partly", Text("部分办结", "Partly done")
    FAILED = "failed", Text("未办成", "Failed")


class Handed(Choice):
    """How it was handed over: to people in isolation always without contact."""

    AT_DOOR = "at_door", Text("当面交付", "At the door")
    CONTACTLESS = "contactless", Text("无接触放置", "Left at the door")


class NeedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing asked for, in the words of who asks."""

    text: Annotated[str, Field(label=Text("物品或事项", "Thing"), longest=100)]
    qty: Annotated[Decimal | None, Field(label=Text("数量", "Quantity"), scale=3, low=0)] = None
    unit: Annotated[str, Field(label=Text("单位", "Unit"), options="unit")] = ""


class Request(Body, frozen=True, kw_only=True):
    """Something that a household or person needs."""

    type: Annotated[RequestType, Field(label=Text("需求类型", "Type"))]
    group: Annotated[Group, Field(label=Text("服务对象", "Group"))]
    items: Annotated[tuple[NeedLine, ...], Field(label=Text("明细", "Items"))] = ()
    urgency: Annotated[Urgency | None, Field(label=Text("紧急程度", "Urgency"))] = None
    via: Annotated[Via | None, Field(label=Text("来源", "Via"))] = None


class Service(Body, frozen=True, kw_only=True):
    """An errand for a request, made for whom the request was made."""

    request: Annotated[Link, Field(label=Text("对应需求", "Request"), names="entry")]
    taken_by: Annotated[Link, Field(label=Text("承办人", "Taken by"), names="person")]
    done_at: Annotated[datetime | None, Field(label=Text("办结时间", "Done at"))] = None
    outcome: Annotated[ServiceOutcome, Field(label=Text("结果", "Outcome"))]
    cost: Annotated[Decimal | None, Field(label=Text("费用", "Cost"), unit="元", scale=2, low=0)] = None
    handed: Annotated[Handed | None, Field(label=Text("交付方式", "Handed over"))] = None


_ANSWERED = Reason(
    code="already_served",
    field="body.request",
    text=Text(
        "request:该需求已由他人办结,已登记。请核对是否重复。",
        "request: somebody has already served this request; the entry is kept. Check whether it is a double.",
    ),
)


_IN_PERSON = Reason(
    code="in_person_to_isolated",
    field="body.handed",
    text=Text(
        "handed:服务对象在隔离,物品应无接触放在门口,已计入。填错请更正。",
        "handed: whoever is in isolation finds things left at the door; the entry counts. Correct it if it was so.",
    ),
)


def service_flags(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Of two who served the same request the second is told, and who handed things to somebody in isolation (Q31)."""
    found = (
        (rules.served_before(entry, timeline), _ANSWERED),
        (rules.in_person_to_isolated(entry, timeline), _IN_PERSON),
    )
    return tuple(reason for holds, reason in found if holds)


REQUEST = EntryKind(
    name="followup.request",
    label=Text("需求", "Request for service"),
    body=Request,
    about=("household", "person"),
    opens_matter=True,
)
SERVICE = EntryKind(
    name="followup.service",
    label=Text("代购/上门服务", "Service done"),
    body=Service,
    about=("household", "person"),
    flags=Flags(of=("followup.request", "followup.service"), rule=service_flags),
)
