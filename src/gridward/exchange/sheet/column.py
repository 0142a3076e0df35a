"""What a sheet of a kind asks, column by column: the envelope, what the entry is about, the body."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from gridward.exchange.form import listed_of
from gridward.exchange.shape import Option, Shape, shapes_of
from gridward.exchange.units import unit_label
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind

Role = Literal["moment", "area", "about", "subject", "part", "body", "kept"]

THINGS = {
    "person": Text("人员", "Person"),
    "household": Text("住户", "Household"),
    "vehicle": Text("车牌号", "Vehicle"),
    "herd": Text("畜群", "Herd"),
    "place": Text("场所", "Place"),
    "area": Text("区域", "Area"),
    "body": Text("机构", "Body"),
    "organisation": Text("单位名称", "Organisation"),
    "lot": Text("批次", "Lot"),
    "entry": Text("记录", "Entry"),
    "account": Text("账号", "Account"),
    "class": Text("班级", "Class"),
}
"""What each kind of subject is called above a column."""

PERSON = {
    "name": (Text("姓名", "Full name"), ("名字", "人员姓名", "名称", "person", "name", "人员")),
    "id_no": (
        Text("身份证号", "ID number"),
        ("身份证", "身份证号码", "证件号", "证件号码", "公民身份号码", "身份证件号码", "id", "id no", "idcard"),
    ),
    "phone": (
        Text("电话", "Phone"),
        ("手机", "手机号", "手机号码", "联系电话", "联系方式", "电话号码", "本人电话", "tel", "mobile", "phone number"),
    ),
}
"""The parts of who somebody is; they go to the roll, never into a body."""

ALIASES = {
    "happened_at": (
        "时间",
        "日期",
        "登记时间",
        "登记日期",
        "填报时间",
        "填报日期",
        "发生日期",
        "记录时间",
        *(f"{deed}{when}" for deed in ("排查", "走访", "入户", "检查", "测温", "消杀") for when in ("日期", "时间")),
        "date",
        "time",
    ),
    "area": (
        "村",
        "社区",
        "村居",
        "村社区",
        "村(社区)",
        "网格",
        "所在网格",
        "所属区域",
        "所属村居",
        "乡镇",
        "地区",
        "village",
        "grid",
    ),
    "subject.vehicle": ("车牌", "车牌号码", "车辆", "车号", "号牌", "plate", "license plate"),
    "subject.household": ("户", "户主", "门牌", "门牌号", "住址", "地址", "家庭住址", "house", "door"),
    "subject.place": ("场所名称", "地点", "名称", "卡口", "仓库", "place name"),
    "body.note": ("说明", "备注说明", "remark", "remarks"),
}
"""What columns are called besides their labels."""

VERDICT = "kept.verdict"
ENTRY, POSITION = "kept.entry", "kept.position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `key` names it for ever (`area`, `subject.name`, `body.count`); `options` are its answers."""

    key: str
    label: Text
    role: Role
    shape: Shape | None = None
    aliases: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    required: bool = False
    personal: bool = False

    @property
    def head(self) -> Text:
        """The label with its unit and the mark of what must be filled in."""
        must = "*" if self.required else ""
        if self.shape is None or not self.shape.field.unit:
            return Text(self.label.zh + must, self.label.en + must)
        unit = unit_label(self.shape.field.unit)
        return Text(f"{self.label.zh}({unit.zh}){must}", f"{self.label.en} ({unit.en}){must}")


KEPT = (
    Column(key="kept.by", label=Text("记录人", "Recorded by"), role="kept", aliases=("填报人", "登记人")),
    Column(key="kept.outcome", label=Text("接收结果", "Taken as"), role="kept"),
    Column(key=POSITION, label=Text("账本位置", "Ledger position"), role="kept"),
    Column(key=ENTRY, label=Text("记录编号", "Entry id"), role="kept"),
)
"""What an export carries besides: for people to read, and to know the entry again."""
VERDICTS = Column(key=VERDICT, label=Text("导入结果", "Import result"), role="kept", aliases=("处理结果", "verdict"))


def columns(kind: EntryKind) -> tuple[Column, ...]:
    """The columns that a sheet of this kind asks for, in order; two of one label are told apart by their names, and so
    is one that is called like a column of an export.
    """
    found: list[Column] = []
    taken = {text for column in (*KEPT, VERDICTS) for text in (column.label.zh, column.label.en)}
    for column in _columns(kind):
        says = {column.label.zh, column.label.en}
        if says & taken:
            name = column.key.removeprefix("body.")
            column = replace(column, label=Text(f"{column.label.zh} {name}", f"{column.label.en} {name}"))
        taken |= says
        found.append(column)
    return tuple(found)


def _columns(kind: EntryKind) -> Iterator[Column]:
    yield Column(
        key="happened_at",
        label=Text("发生时间", "Happened at"),
        role="moment",
        aliases=ALIASES["happened_at"],
        required=True,
    )
    yield Column(key="area", label=THINGS["area"], role="area", aliases=ALIASES["area"], required=True)
    yield from _about(kind)
    for shape in shapes_of(kind):
        key = f"body.{shape.name}"
        yield Column(
            key=key,
            label=shape.label,
            role="body",
            shape=shape,
            aliases=(*ALIASES.get(key, ()), *((shape.field.was,) if shape.field.was else ())),
            options=listed_of(shape),
            required=shape.required,
            personal=shape.field.personal,
        )


def asks_what(kind: EntryKind) -> bool:
    """Whether its sheets have a column for what an entry is about, beside the area and who somebody is."""
    return any(one not in ("area", "person") for one in kind.about)


def _about(kind: EntryKind) -> Iterator[Column]:
    named = [one for one in kind.about if one != "area"]
    needed = "area" not in kind.about
    if len(named) > 1:
        options = tuple(Option(one, THINGS[one]) for one in kind.about)
        yield Column(key="subject.kind", label=Text("对象类型", "About what"), role="about", options=options)
    others = [one for one in named if one != "person"]
    if asks_what(kind):
        alone = len(others) == 1
        yield Column(
            key="subject",
            label=THINGS[others[0]] if alone else Text("对象", "About"),
            role="subject",
            aliases=tuple(alias for one in others for alias in ALIASES.get(f"subject.{one}", ())),
            required=needed and len(named) == 1,
            personal=any(one not in ("place", "entry") for one in others),
        )
    if "person" in named:
        for part, (label, aliases) in PERSON.items():
            yield Column(
                key=f"subject.{part}",
                label=label,
                role="part",
                aliases=aliases,
                required=needed and len(named) == 1 and part == "name",
                personal=True,
            )
