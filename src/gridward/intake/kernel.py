"""The kernel's own entry kinds: the map, offices, households, responses, and what the ledger says of itself."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from gridward.grid.position import read
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.domain import Domain
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link, SubjectKind


class AreaAction(Choice):
    """What happened to an area."""

    OPEN = "open", Text("设立", "opened")
    CHANGE = "change", Text("变更", "changed")
    MOVE = "move", Text("划转", "moved")
    CLOSE = "close", Text("撤销", "closed")


class Area(Body, frozen=True):
    """`grid.area`: an area opened, changed, moved or closed."""

    code: Annotated[str, Field(label=Text("代码", "Code"), longest=120)]
    action: Annotated[AreaAction, Field(label=Text("动作", "Action"))]
    new_code: Annotated[str, Field(label=Text("新代码", "New code"), longest=120)] = ""
    level: Annotated[str, Field(label=Text("级别", "Level"), longest=16)] = ""
    parent: Annotated[str, Field(label=Text("上级代码", "Parent code"), longest=120)] = ""
    kind: Annotated[str, Field(label=Text("场所类型", "Kind of place"), longest=40)] = ""
    name_zh: Annotated[str, Field(label=Text("名称", "Name"), longest=200)] = ""
    name_en: Annotated[str, Field(label=Text("英文名称", "English name"), longest=200)] = ""
    population: Annotated[int | None, Field(label=Text("人口", "Population"), unit="人", low=0)] = None
    households: Annotated[int | None, Field(label=Text("户数", "Households"), unit="户", low=0)] = None
    has_property_mgmt: Annotated[bool | None, Field(label=Text("有物业管理", "Has property management"))] = None
    latitude: Annotated[
        Decimal | None, Field(label=Text("纬度(WGS-84)", "Latitude (WGS 84)"), scale=6, low=-90, high=90)
    ] = None
    longitude: Annotated[
        Decimal | None, Field(label=Text("经度(WGS-84)", "Longitude (WGS 84)"), scale=6, low=-180, high=180)
    ] = None
    members: Annotated[tuple[str, ...], Field(label=Text("成员代码", "Member codes"))] = ()
    heir: Annotated[str, Field(label=Text("并入", "Merged into"), longest=120)] = ""


class Appointment(Body, frozen=True, rename={"from_": "from"}):
    """`grid.appointment`: an office held from a day on; the same office may have several holders."""

    office: Annotated[str, Field(label=Text("职务", "Office"), longest=40)]
    holder: Annotated[str, Field(label=Text("任职账号", "Account of the holder"), longest=150)]
    from_: Annotated[str, Field(label=Text("起", "From"))]
    to: Annotated[str | None, Field(label=Text("止", "To"))] = None
    acting: Annotated[bool, Field(label=Text("代理", "Acting"))] = False


class HouseStatus(Choice):
    """What a house is, apart from who lives in it."""

    LIVED_IN = "lived_in", Text("有人居住", "lived in")
    EMPTY = "empty", Text("空置", "empty")
    ALL_AWAY = "all_away", Text("全家外出", "all away")
    DEMOLISHED = "demolished", Text("已拆除", "demolished")


class Household(Body, frozen=True):
    """`roll.household`: a household registered in an area, or its house status changed."""

    status: Annotated[HouseStatus, Field(label=Text("房屋状态", "House status"))] = HouseStatus.LIVED_IN
    residents: Annotated[int | None, Field(label=Text("常住人数", "Residents"), unit="人", low=0, high=50)] = None
    position: Annotated[
        str,
        Field(
            label=Text("坐标（纬度，经度，WGS-84）", "Position (latitude, longitude, WGS 84)"),
            personal=True,
            longest=40,
        ),
    ] = ""


def _lies_somewhere(body: Household) -> tuple[Reason, ...]:
    """A position that cannot be read, or lies where no household can."""
    found = read(body.position) if body.position else None
    if not isinstance(found, Text):
        return ()
    text = Text(f"body.position:{found.zh}。", f"body.position: {found.en}.")
    return (Reason(code="position", field="body.position", text=text),)


class Verdict(Choice):
    """Whether things are one."""

    SAME = "same", Text("是同一对象", "the same")
    NOT_SAME = "not_same", Text("不是同一对象", "not the same")


class Merge(Body, frozen=True):
    """`roll.merge`: that several numbers of the roll are one person, household or thing, or that they are not."""

    same: Annotated[
        tuple[Link, ...],
        Field(
            label=Text("与之比对的对象", "Compared with"),
            names="person household vehicle herd organisation body lot class",
        ),
    ]
    verdict: Annotated[Verdict, Field(label=Text("认定", "Decision"))]
    reason: Annotated[str, Field(label=Text("理由", "Reason"), longest=300, personal=True)]


class Response(Body, frozen=True, rename={"from_": "from"}):
    """`policy.response`: a pack switched on for an area and all below it, from a day to a day."""

    pack: Annotated[str, Field(label=Text("政策包", "Pack"), longest=80)]
    from_: Annotated[str, Field(label=Text("起", "From"))]
    to: Annotated[str | None, Field(label=Text("止", "To"))] = None
    level: Annotated[str, Field(label=Text("响应级别", "Level"), longest=40)] = ""
    basis: Annotated[str, Field(label=Text("依据", "Basis"), longest=300)] = ""


class Excuse(Choice):
    """Why a duty is excused or put off."""

    NOT_AT_HOME = "not_at_home", Text("不在家", "not at home")
    UNIT_CLOSED = "unit_closed", Text("单位停业", "unit closed")
    UNSAFE = "unsafe", Text("现场不安全", "not safe")
    COVERED = "covered_by_other", Text("已由他人完成", "covered by somebody else")
    OTHER = "other", Text("其他", "other")


class Waiver(Body, frozen=True, kw_only=True, rename={"from_": "from"}):
    """`duty.waiver`: duties of one clause excused, or put off, whose windows open from a moment to a moment (S4-13)."""

    duty: Annotated[str, Field(label=Text("任务条款", "Clause of the duty"), longest=80)]
    from_: Annotated[datetime, Field(label=Text("起", "From"))]
    to: Annotated[datetime, Field(label=Text("止", "To"))]
    reason: Annotated[Excuse, Field(label=Text("理由", "Reason"))]
    until: Annotated[datetime | None, Field(label=Text("顺延至", "Put off until"))] = None
    approved_by: Annotated[str, Field(label=Text("批准人", "Approved by"), longest=150)]


class Agreement(Choice):
    """Whether a second person agrees."""

    APPROVED = "approved", Text("同意", "approved")
    REFUSED = "refused", Text("不同意", "refused")


class Approval(Body, frozen=True, kw_only=True):
    """`duty.approval`: a second person, of another branch, agrees to an order that restricts somebody, or does not."""

    verdict: Annotated[Agreement, Field(label=Text("意见", "Decision"))]
    evidence: Annotated[str, Field(label=Text("证据", "Evidence"), personal=True, longest=500)]


class Handover(Body, frozen=True, kw_only=True):
    """`duty.handover`: whoever is asked for something offers it to another area or office (点对点). It stays theirs
    until the receiver accepts.
    """

    to: Annotated[Link, Field(label=Text("接收区域", "To area"), names="area place")]
    office: Annotated[str, Field(label=Text("接收职务", "To office"), longest=40)] = ""
    duty: Annotated[str, Field(label=Text("任务条款（空为全部）", "Clause (empty: all)"), longest=80)] = ""
    reason: Annotated[str, Field(label=Text("移交原因", "Why"), longest=300, personal=True)] = ""


class Answer(Choice):
    """What a receiver says to a hand-over."""

    ACCEPTED = "accepted", Text("接收", "accepted")
    RETURNED = "returned", Text("退回", "returned")


class HandoverAnswer(Body, frozen=True, kw_only=True):
    """`duty.handover_answer`: the receiver accepts a hand-over, or returns it with a reason."""

    answer: Annotated[Answer, Field(label=Text("答复", "Answer"))]
    reason: Annotated[str, Field(label=Text("退回原因", "Reason for returning"), longest=300)] = ""


class HandoverDecision(Body, frozen=True, kw_only=True):
    """`duty.handover_decision`: the common superior says whose it is; that needs no acceptance."""

    to: Annotated[Link, Field(label=Text("由谁负责", "Whose it is"), names="area place")]
    office: Annotated[str, Field(label=Text("职务", "Office"), longest=40)] = ""
    reason: Annotated[str, Field(label=Text("理由", "Reason"), longest=300)]


_NO_REASON = Reason(
    code="required",
    field="body.reason",
    text=Text("reason：退回须写明原因。请更正补上。", "reason: say why it is returned. Correct the entry."),
)


def _reasoned(body: HandoverAnswer) -> tuple[Reason, ...]:
    """What is returned without a reason does not count."""
    return (_NO_REASON,) if body.answer is Answer.RETURNED and not body.reason.strip() else ()


_NO_EVIDENCE = Reason(
    code="required",
    field="body.evidence",
    text=Text("evidence：审批须写明证据。请更正补上。", "evidence: say on what evidence. Correct the entry."),
)


def _evidenced(body: Approval) -> tuple[Reason, ...]:
    """What is agreed to without evidence does not count."""
    return () if body.evidence.strip() else (_NO_EVIDENCE,)


class Kept(Body, frozen=True):
    """`ledger.conflict` and `ledger.unreadable`: something that could not stand as an entry, kept whole."""

    sealed: Annotated[str, Field(label=Text("原文（已加密）", "As it came (sealed)"))]
    of: Annotated[str, Field(label=Text("与之冲突的记录", "Entry it clashes with"))] = ""
    clash: Annotated[str, Field(label=Text("冲突项", "What clashes"))] = ""


class Released(Body, frozen=True):
    """`ledger.released`: a held entry counts from here on.

    `content` is the entry as it now stands, `was` what stood there while it was held; area and chain by their numbers.
    """

    position: Annotated[int, Field(label=Text("账本位置", "Position"))]
    content: Annotated[str, Field(label=Text("计入内容", "Content"))] = ""
    was: Annotated[str, Field(label=Text("原内容", "Former content"))] = ""
    area: Annotated[int | None, Field(label=Text("区域编号", "Area"))] = None
    replaces: Annotated[int | None, Field(label=Text("所更正的位置", "Position corrected"))] = None
    root: Annotated[int | None, Field(label=Text("首条位置", "Position of the first"))] = None
    reason: Annotated[str, Field(label=Text("理由", "Reason"), longest=300)] = ""


class Redrawn(Body, frozen=True):
    """`grid.redrawn`: these areas turned out to lie elsewhere, or to be something else, than was known before."""

    areas: Annotated[tuple[int, ...], Field(label=Text("区域编号", "Areas"))]


OWING: tuple[SubjectKind, ...] = (
    *("person", "household", "area", "place", "entry", "vehicle"),
    *("herd", "organisation", "body", "lot", "class"),
)
"""What a duty can be about: so much can be excused and handed over."""
KINDS = (
    EntryKind(name="grid.area", label=Text("网格/区域", "Area"), body=Area, about=("area", "place")),
    EntryKind(name="grid.redrawn", label=Text("区划调整生效", "Map redrawn"), body=Redrawn),
    EntryKind(name="grid.appointment", label=Text("任职/包联", "Office held"), body=Appointment),
    EntryKind(
        name="roll.household",
        label=Text("住户登记", "Household"),
        body=Household,
        about=("household",),
        needs=_lies_somewhere,
    ),
    EntryKind(
        name="roll.merge",
        label=Text("同一人认定", "Same or not the same"),
        body=Merge,
        about=("person", "household", "vehicle", "herd", "organisation", "body", "lot", "class"),
        form="own",
    ),
    EntryKind(name="policy.response", label=Text("响应启动/调整", "Response"), body=Response),
    EntryKind(
        name="duty.waiver",
        label=Text("免除/顺延", "Duty excused or put off"),
        body=Waiver,
        about=OWING,
        decides=True,
    ),
    EntryKind(
        name="duty.approval",
        label=Text("第二人审批", "Approval by a second person"),
        body=Approval,
        about=("entry",),
        needs=_evidenced,
    ),
    EntryKind(
        name="duty.handover",
        label=Text("移交", "Hand-over"),
        body=Handover,
        about=OWING,
        opens_matter=True,
        authored=True,
    ),
    EntryKind(
        name="duty.handover_answer",
        label=Text("接收/退回", "Hand-over accepted or returned"),
        body=HandoverAnswer,
        about=("entry",),
        authored=True,
        decides=True,
        needs=_reasoned,
    ),
    EntryKind(
        name="duty.handover_decision",
        label=Text("移交裁定", "Hand-over decided"),
        body=HandoverDecision,
        about=("entry",),
        authored=True,
        decides=True,
    ),
    EntryKind(name="ledger.conflict", label=Text("冲突记录", "Conflict"), body=Kept),
    EntryKind(name="ledger.unreadable", label=Text("无法识别", "Unreadable"), body=Kept),
    EntryKind(name="ledger.released", label=Text("放行", "Released"), body=Released),
)

NODES_OWN = frozenset({"grid.redrawn", "ledger.conflict", "ledger.unreadable", "ledger.released"})
"""Kinds by which the node itself says something: nobody else may."""

KERNEL = Domain(name="kernel", label=Text("基础", "Kernel"), kinds=KINDS, figures=())
"""The kernel declared like a domain, so that lists, forms and checks know its kinds too."""
