"""Packs as pages show them: what is in force in an area today, one pack, and two packs side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from gridward.console import address
from gridward.console.clause_words import (
    duty_sentence,
    escalation_words,
    listed,
    measure_sentence,
    needed_words,
    span_words,
)
from gridward.console.duty_words import RESPONSIBILITIES, pack_label, role_label
from gridward.console.number import written
from gridward.console.sight import Sight
from gridward.duty.responses import law
from gridward.exchange.units import unit_label
from gridward.grid.tree import Node
from gridward.kit.clock import date_of, day_of
from gridward.kit.text import Text
from gridward.policy.force import Ruled, Rules, line_of
from gridward.policy.packs import Pack, Value, packs
from gridward.policy.vocabulary import Clause, Duty, Measure, Office, Supply, Team

NOTHING = Text("", "")
TABLES = {
    "measure": Text("管控措施", "Measures"),
    "duty": Text("任务", "Duties"),
    "team": Text("责任小组", "Teams"),
    "supply": Text("物资储备", "Supplies"),
    "office": Text("职务设置", "Offices"),
    "checklist": Text("检查清单", "Checklists"),
    "risk": Text("风险区域", "Risk areas"),
    "ask": Text("登记字段", "Fields by role"),
    "burden": Text("工作负担上限", "Limits of burden"),
    "transition": Text("方案衔接", "Transitions"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clause in plain words. `also` are further sentences; `pack` which says it, `over` whose words it replaces."""

    anchor: str
    label: Text
    sentence: Text
    also: tuple[tuple[Text, Text], ...]
    source: str
    verified: bool
    pack: Text = NOTHING
    pack_href: str = ""
    over: Text = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The clauses of one kind."""

    label: Text
    clauses: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Everything in force against one disease in an area. `on` are the packs that responses switched on."""

    disease: str
    on: tuple[tuple[Text, str, str], ...]
    tables: tuple[Table, ...]
    unverified: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A single number of a pack."""

    label: Text
    text: str
    unit: Text
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A pack. `line` is what it builds on, `others` what it can be held against."""

    pack: Pack
    tables: tuple[Table, ...]
    numbers: tuple[Number, ...]
    line: tuple[tuple[Text, str], ...]
    others: tuple[tuple[Text, str], ...]
    unverified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A clause or number of two packs side by side: what each says ("" where it says nothing)."""

    label: Text
    one: Text
    other: Text
    mark: str = field(default="changed")


def in_force(node: Node, seen: Sight, at: int) -> list[Strand]:
    """What is in force in an area at a moment, disease by disease."""
    rules = law(seen.tree)
    begun = {one.position: one.begin for one in rules.responses}
    return [_strand(one, begun) for one in rules.at(node.id, at)]


def _strand(rules: Rules, begun: Mapping[int, int]) -> Strand:
    every = [ruled for table in rules.clauses.values() for ruled in table.values()]
    return Strand(
        disease=rules.disease,
        on=tuple(
            (
                pack_label(one.pack),
                address.policy(one.pack),
                date_of(day_of(begun.get(one.response, one.since))).isoformat(),
            )
            for one in rules.packs
        ),
        tables=tuple(
            Table(label=TABLES[name], clauses=tuple(_ruled(name, one) for one in rules.clauses[name].values()))
            for name in TABLES
            if rules.clauses.get(name)
        ),
        unverified=sum(not one.clause.verified for one in every),
        total=len(every),
    )


def _ruled(table: str, one: Ruled) -> Told:
    over = listed(pack_label(name) for name in one.over)
    return told(table, one.clause, pack=one.pack, over=over)


def told(table: str, clause: Clause, *, pack: str = "", over: Text = NOTHING) -> Told:
    """A clause in plain words."""
    return Told(
        anchor=f"{table}-{clause.name}",
        label=Text(clause.label.zh, clause.label.en),
        sentence=sentence(clause),
        also=tuple(_also(clause)),
        source=clause.source,
        verified=clause.verified,
        pack=pack_label(pack) if pack else Text("", ""),
        pack_href=address.policy(pack, clause=f"{table}-{clause.name}") if pack else "",
        over=over,
    )


def sentence(clause: Clause) -> Text:
    """What a clause says, in a sentence."""
    if isinstance(clause, Duty):
        return duty_sentence(clause)
    if isinstance(clause, Measure):
        return measure_sentence(clause)
    if isinstance(clause, Team):
        return listed(Text(f"{one.role}×{one.people}", f"{one.people} {one.role}") for one in clause.slots)
    if isinstance(clause, Supply):
        what = clause.item or clause.class_
        return Text(f"{what} 按满负荷储备{clause.days}天", f"{what} for {clause.days} days at full load")
    if isinstance(clause, Office):
        role = role_label(clause.role)
        pledge = Text(",须签责任书", ", with a signed letter") if clause.pledge else Text("", "")
        return Text(f"每个{clause.each}须有{role.zh}{pledge.zh}", f"{role.en} in each {clause.each}{pledge.en}")
    said = {name: getattr(clause, name) for name in clause.__struct_fields__ if name not in COMMON}
    text = "; ".join(f"{name.rstrip('_')} {_plain(value)}" for name, value in said.items() if value not in ("", (), {}))
    return Text(text, text)


SPANS = {"d": Text("天", "days"), "h": Text("小时", "h"), "min": Text("分钟", "min"), "m": Text("米", "m")}
COMMON = frozenset({"name", "label", "source", "verified"})


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _also(clause: Clause) -> Iterable[tuple[Text, Text]]:
    if isinstance(clause, Duty):
        if clause.escalate:
            yield Text("逾期上报", "Escalation"), escalation_words(clause)
        yield Text("责任类别", "Responsibility"), RESPONSIBILITIES[clause.responsibility]
        if clause.nil:
            yield Text("零报告", "Nil report"), Text("没有情况也要报", "nothing to report must be said")
        if clause.minutes:
            yield Text("每次用时", "Takes"), span_words(f"{clause.minutes}m")
    if isinstance(clause, Measure) and clause.release:
        yield Text("解除条件", "Released when"), listed((needed_words(one) for one in clause.release), "；", "; ")


def shown(pack: Pack, at_day: int) -> Shown:
    """A pack by itself."""
    numbers = tuple(_number(one) for one in pack.values.values())
    every = [clause for table in pack.clauses.values() for clause in table.values()]
    return Shown(
        pack=pack,
        tables=tuple(
            Table(label=TABLES[name], clauses=tuple(told(name, one) for one in pack.clauses[name].values()))
            for name in TABLES
            if pack.clauses.get(name)
        ),
        numbers=numbers,
        line=tuple((one.label, address.policy(one.id)) for one in line_of(pack.id)[1:]),
        others=tuple((one.label, _against(pack.id, one.id)) for one in packs().values() if one.id != pack.id),
        unverified=sum(not one.verified for one in every) + sum(not one.verified for one in numbers),
    )


def _against(one: str, other: str) -> str:
    return reverse("console:pack-against", args=(one, other))


def _number(one: Value) -> Number:
    return Number(
        label=one.label,
        text=written(one.value, one.scale),
        unit=SPANS.get(one.unit) or (unit_label(one.unit) if one.unit else Text("", "")),
        source=one.source,
        verified=one.verified,
    )


def differences(one: Pack, other: Pack) -> list[tuple[Text, Sequence[Pair]]]:
    """Where two packs, each with what it builds on, say different things."""
    sides = [_whole(each) for each in (one, other)]
    found: list[tuple[Text, Sequence[Pair]]] = []
    for table, label in {"value": Text("数值", "Numbers"), **TABLES}.items():
        names = list(dict.fromkeys([*sides[0].get(table, {}), *sides[1].get(table, {})]))
        pairs = [_pair(sides[0].get(table, {}).get(name), sides[1].get(table, {}).get(name)) for name in names]
        differing = [pair for pair in pairs if pair is not None]
        if differing:
            found.append((label, differing))
    return found


def _whole(pack: Pack) -> dict[str, dict[str, tuple[Text, Text]]]:
    """What a pack says with what it builds on: label and words by table and name."""
    found: dict[str, dict[str, tuple[Text, Text]]] = {}
    for each in reversed(line_of(pack.id)):
        for name, value in each.values.items():
            number = _number(value)
            said = Text(f"{number.text} {number.unit.zh}", f"{number.text} {number.unit.en}")
            found.setdefault("value", {})[name] = (value.label, said)
        for table, clauses in each.clauses.items():
            for name in each.drops:
                found.setdefault(table, {}).pop(name, None)
            for name, clause in clauses.items():
                found.setdefault(table, {})[name] = (Text(clause.label.zh, clause.label.en), _all_words(clause))
    return found


def _all_words(clause: Clause) -> Text:
    rest = listed(
        (Text(f"{label.zh}:{text.zh}", f"{label.en}: {text.en}") for label, text in _also(clause)), "；", "; "
    )
    said = sentence(clause)
    return Text(f"{said.zh} {rest.zh}".strip(), f"{said.en} {rest.en}".strip())


def _pair(one: tuple[Text, Text] | None, other: tuple[Text, Text] | None) -> Pair | None:
    if one is not None and other is not None and one[1] == other[1]:
        return None
    nothing = Text("", "")
    label = (other or one or (nothing, nothing))[0]
    mark = "dropped" if other is None else "added" if one is None else "changed"
    return Pair(label=label, one=one[1] if one else nothing, other=other[1] if other else nothing, mark=mark)
