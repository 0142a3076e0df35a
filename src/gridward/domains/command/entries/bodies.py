"""Bodies of command and the letters by which people answer with their name (S0-03, S0-04, S1-02, S2-02, S4-13)."""

from datetime import date
from typing import Annotated

import msgspec

from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link


class BodyType(Choice):
    """What a body is."""

    COMMAND = "command", Text("指挥部", "Command")
    LEADING_GROUP = "leading_group", Text("领导小组", "Leading group")
    WORKING_GROUP = "working_group", Text("工作专班", "Working group")
    OFFICE = "office", Text("办公室", "Office")
    STATION = "station", Text("联合站点", "Joint station")


class Responsibility(Choice):
    """The four responsibilities (四方责任)."""

    TERRITORIAL = "territorial", Text("属地责任", "Territorial")
    DEPARTMENTAL = "departmental", Text("部门责任", "Departmental")
    UNIT = "unit", Text("单位责任", "Unit")
    PERSONAL = "personal", Text("个人责任", "Personal")


class CommandBody(Body, frozen=True, kw_only=True):
    """A command, leading group, working group, office or station as it is from a day on."""

    name_zh: Annotated[str, Field(label=Text("名称", "Name"), longest=100)]
    name_en: Annotated[str, Field(label=Text("英文名称", "English name"), longest=100)] = ""
    type: Annotated[BodyType, Field(label=Text("类型", "Type"))]
    parent: Annotated[Link | None, Field(label=Text("隶属机构", "Parent body"), names="body")] = None
    heads: Annotated[tuple[Link, ...], Field(label=Text("负责人", "Heads"), names="account person")]
    organisations: Annotated[
        tuple[str, ...], Field(label=Text("成员单位", "Member organisations"), options="member_organisation")
    ] = ()
    members: Annotated[tuple[Link, ...], Field(label=Text("成员", "Members"), names="account person")] = ()
    owned_kinds: Annotated[tuple[str, ...], Field(label=Text("主管的记录种类", "Kinds owned"))] = ()
    duty_phone: Annotated[str, Field(label=Text("值班电话", "Duty phone"), longest=40)] = ""
    public_hotline: Annotated[bool | None, Field(label=Text("对外公布", "Public hotline"))] = None
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    to: Annotated[date | None, Field(label=Text("截止日期", "To"))] = None


class Pledge(Body, frozen=True, kw_only=True):
    """A responsibility letter signed for an office in the area it is about."""

    signer: Annotated[Link, Field(label=Text("责任人", "Signer"), names="account person")]
    counter_signer: Annotated[Link, Field(label=Text("发责人", "Counter-signer"), names="account person")]
    office: Annotated[str, Field(label=Text("职务", "Office"), options="office")]
    responsibility: Annotated[Responsibility, Field(label=Text("责任类型", "Responsibility"))]
    text_version: Annotated[str, Field(label=Text("文本版本", "Text version"), longest=30)]
    signed_on: Annotated[date, Field(label=Text("签订日期", "Signed on"))]
    valid_until: Annotated[date | None, Field(label=Text("有效期至", "Valid until"))] = None


BODY = EntryKind(
    name="command.body",
    label=Text("指挥机构/工作专班", "Command, leading group, working group (pillar)"),
    body=CommandBody,
    about=("body",),
)
PLEDGE = EntryKind(
    name="command.pledge",
    label=Text("责任书", "Responsibility letter"),
    body=Pledge,
    about=("area", "body"),
)
