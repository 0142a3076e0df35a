"""The entries of livestock: farms, inspections, disposal, movement (coverage.md §3.17; domain.md §2.14 b, c)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from gridward.domains.livestock.rules import too_many_sick
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link, Place
from gridward.policy.lists import listed

MOST = 2_000_000
"""More animals than this on one farm are a slip of the finger."""


class Biosecurity(Choice):
    """How well a farm keeps disease out."""

    A = "A", Text("A级", "Grade A")
    B = "B", Text("B级", "Grade B")
    C = "C", Text("C级", "Grade C")


class Method(Choice):
    """Who looked."""

    PATROL = "patrol", Text("巡查", "Patrol")
    OWNER_REPORT = "owner_report", Text("业主报告", "Owner's report")


class DisposalMethod(Choice):
    """How carcasses were rendered harmless."""

    BURIAL = "burial", Text("深埋", "Deep burial")
    INCINERATION = "incineration", Text("焚烧", "Incineration")
    RENDERING = "rendering", Text("化制", "Rendering")
    FERMENTATION = "fermentation", Text("发酵", "Fermentation")


class MovementKind(Choice):
    """Animals in or out."""

    TRANSFER = "transfer", Text("调出", "Transfer out")
    RESTOCKING = "restocking", Text("补栏调入", "Restocking")


class Permit(Choice):
    """How an application stands."""

    APPLIED = "applied", Text("已申请", "Applied for")
    APPROVED = "approved", Text("已批准", "Approved")
    REFUSED = "refused", Text("未批准", "Refused")


class Farm(Body, frozen=True, kw_only=True):
    """A farm registered, changed or given up."""

    owner: Annotated[Link | None, Field(label=Text("业主", "Owner"), names="person")] = None
    species: Annotated[tuple[str, ...], Field(label=Text("畜禽种类", "Species"), options="species")]
    capacity: Annotated[int | None, Field(label=Text("设计存栏", "Capacity"), unit="头", low=0, high=MOST)] = None
    head: Annotated[int | None, Field(label=Text("存栏", "Head"), unit="头", low=0, high=MOST)] = None
    biosecurity: Annotated[Biosecurity | None, Field(label=Text("生物安全等级", "Biosecurity"))] = None
    closed_on: Annotated[date | None, Field(label=Text("停养日期", "Given up on"))] = None


class Inspection(Body, frozen=True, kw_only=True):
    """A farm inspected, or what its owner reports (S2-24)."""

    method: Annotated[Method, Field(label=Text("方式", "Method"))]
    head: Annotated[int | None, Field(label=Text("存栏", "Head"), unit="头", low=0, high=MOST)] = None
    sick: Annotated[int | None, Field(label=Text("发病", "Sick"), unit="头", low=0, high=MOST)] = None
    dead: Annotated[int | None, Field(label=Text("死亡", "Dead"), unit="头", low=0, high=MOST)] = None
    moved_in: Annotated[int | None, Field(label=Text("调入", "Moved in"), unit="头", low=0, high=MOST)] = None
    moved_out: Annotated[int | None, Field(label=Text("调出", "Moved out"), unit="头", low=0, high=MOST)] = None
    disinfected: Annotated[bool | None, Field(label=Text("已消毒", "Disinfected"))] = None
    abnormal: Annotated[bool | None, Field(label=Text("异常", "Abnormal"))] = None


class Disposal(Body, frozen=True, kw_only=True):
    """Animals culled, and what became of them."""

    species: Annotated[str, Field(label=Text("畜禽种类", "Species"), options="species")]
    culled: Annotated[int, Field(label=Text("扑杀", "Culled"), unit="头", low=0, high=MOST)]
    method: Annotated[DisposalMethod, Field(label=Text("无害化处理方式", "Method"))]
    disposed_at: Annotated[str, Field(label=Text("处理地点", "Place of disposal"), longest=100)] = ""
    order_document: Annotated[str, Field(label=Text("依据文件", "Order document"), longest=200)] = ""


class Movement(Body, frozen=True, kw_only=True):
    """A permit to move animals out or to restock."""

    kind: Annotated[MovementKind, Field(label=Text("类别", "Kind"))]
    species: Annotated[str, Field(label=Text("畜禽种类", "Species"), options="species")]
    head: Annotated[int, Field(label=Text("数量", "Head"), unit="头", low=0, high=MOST)]
    decision: Annotated[Permit, Field(label=Text("审批", "Decision"))]
    origin: Annotated[str, Field(label=Text("来源地", "Origin"), longest=100)] = ""
    destination: Annotated[str, Field(label=Text("目的地", "Destination"), longest=100)] = ""
    vehicle: Annotated[Link | None, Field(label=Text("运输车辆", "Vehicle"), names="vehicle")] = None
    valid_until: Annotated[date | None, Field(label=Text("有效期至", "Valid until"))] = None


_ABOVE = Reason(
    code="sick_animals",
    field="body.sick",
    text=Text(
        "sick：病死畜禽超过预案界值，已计入。请立即报告畜牧兽医站。",
        "sick: more sick or dead animals than the pack's limit; the entry counts. Tell the veterinary station at once.",
    ),
)


def alarming(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """More sick or dead animals than the pack allows count and are listed (Q83)."""
    return (_ABOVE,) if too_many_sick(entry) else ()


def _species(body: Farm) -> tuple[Reason, ...]:
    return tuple(reason for code in body.species for reason in listed("species", code, field="species"))


FARM = EntryKind(
    name="livestock.farm",
    label=Text("养殖场", "Livestock farm"),
    body=Farm,
    about=("place",),
    needs=_species,
    describes=lambda body: Place("farm", ""),
)
INSPECTION = EntryKind(
    name="livestock.inspection",
    label=Text("养殖巡查", "Farm inspection or owner report"),
    body=Inspection,
    about=("place",),
    flags=Flags(rule=alarming),
)
DISPOSAL = EntryKind(
    name="livestock.disposal",
    label=Text("扑杀与无害化处理", "Culling and disposal"),
    body=Disposal,
    about=("place",),
    needs=lambda body: listed("species", body.species, field="species"),
)
MOVEMENT = EntryKind(
    name="livestock.movement",
    label=Text("畜禽调运", "Animal movement"),
    body=Movement,
    about=("place",),
    needs=lambda body: listed("species", body.species, field="species"),
)
KINDS = (FARM, INSPECTION, DISPOSAL, MOVEMENT)
