"""The entries of mobilisation: members of pools, and whether staff are at their post (coverage.md §3.3)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import msgspec

from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags


class Organisation(Choice):
    """Through whom somebody is mobilised."""

    PARTY_BRANCH = "party_branch", Text("党支部", "Party branch")
    TRADE_UNION = "trade_union", Text("工会", "Trade union")
    YOUTH_LEAGUE = "youth_league", Text("共青团", "Youth league")
    WOMENS_FEDERATION = "womens_federation", Text("妇联", "Women's federation")
    PROPERTY_COMPANY = "property_company", Text("物业公司", "Property company")
    FEDERATION = "federation", Text("工商联", "Federation of industry and commerce")
    NONE = "none", Text("无", "None")


class Group(Choice):
    """What somebody is called upon as; one may be several."""

    PARTY = "party", Text("党员", "Party members")
    CADRE = "cadre", Text("干部", "Cadres")
    WORKER = "worker", Text("职工", "Workers")
    YOUTH = "youth", Text("青年", "Young people")
    WOMAN = "woman", Text("妇女", "Women")
    VOLUNTEER = "volunteer", Text("志愿者", "Volunteers")
    PROPERTY_STAFF = "property_staff", Text("物业人员", "Property staff")
    RETIRED_CADRE = "retired_cadre", Text("老干部", "Retired cadres")
    MILITIA = "militia", Text("民兵", "Militia")


class PostStatus(Choice):
    """Where somebody on the staff is."""

    ON_POST = "on_post", Text("在岗", "On post")
    RECALLED = "recalled", Text("销假返岗", "Recalled to post")
    ON_LEAVE = "on_leave", Text("休假", "On leave")
    OUT_OF_AREA = "out_of_area", Text("外出", "Out of the area")
    SICK = "sick", Text("病假", "Sick")
    SECONDED = "seconded", Text("抽调", "Seconded")


class Member(Body, frozen=True, kw_only=True):
    """Somebody who belongs to a pool through an organisation, from a day on."""

    organisation: Annotated[Organisation, Field(label=Text("组织", "Organisation"))]
    groups: Annotated[tuple[Group, ...], Field(label=Text("队伍", "Groups"))]
    skills: Annotated[tuple[str, ...], Field(label=Text("专长", "Skills"), options="skill")] = ()
    availability: Annotated[str, Field(label=Text("可服务时间", "Availability"), longest=100)] = ""
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    to: Annotated[date | None, Field(label=Text("截止日期", "To"))] = None


class Status(Body, frozen=True, kw_only=True):
    """Where somebody on the staff is, from a day on."""

    status: Annotated[PostStatus, Field(label=Text("状态", "Status"))]
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    to: Annotated[date | None, Field(label=Text("截止日期", "To"))] = None
    seconded_to: Annotated[str, Field(label=Text("抽调去向", "Seconded to"), longest=100)] = ""
    approved_by: Annotated[str, Field(label=Text("批准人", "Approved by"), longest=50)] = ""


_UNAPPROVED = Reason(
    code="not_approved",
    field="body.approved_by",
    text=Text(
        "approved_by：离岗没有批准人，已计入。请补办审批并更正。",
        "approved_by: nobody approved the absence; the entry counts. Have it approved and add that in a correction.",
    ),
)


def unapproved(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Leave or a trip out of the area that nobody approved counts and is listed (Q05)."""
    away = entry.body.status in (PostStatus.ON_LEAVE, PostStatus.OUT_OF_AREA)
    return (_UNAPPROVED,) if away and not entry.body.approved_by else ()


MEMBER = EntryKind(
    name="mobilisation.member",
    label=Text("动员力量", "Member or volunteer of a pool"),
    body=Member,
    about=("person",),
)
STATUS = EntryKind(
    name="mobilisation.status",
    label=Text("在岗状态", "Staff status"),
    body=Status,
    about=("account", "person"),
    flags=Flags(rule=unapproved),
)
KINDS = (MEMBER, STATUS)
