"""Packs as pages show them: what is in force in an area today, one pack, and two packs side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.words.clauses import WORDS, words_of
from gridward.console.words.duties import pack_label, role_label
from gridward.duty.responses import law
from gridward.grid.tree import Node
from gridward.kit.clock import date_of, day_of
from gridward.kit.text import Text
from gridward.policy.change import Change, changes, gate_of, values_of
from gridward.policy.force import Ruled, Rules, line_of
from gridward.policy.packs import Pack, Value, packs
from gridward.policy.plain import Part
from gridward.policy.plain_gate import row_told
from gridward.policy.vocabulary import Clause
from gridward.policy.wording import amount, joined

NOTHING = Text("", "")
TABLES = {
    "measure": Text("管控措施", "Measures"),
    "duty": Text("任务", "Duties"),
    "team": Text("责任小组", "Teams"),
    "supply": Text("物资储备", "Supplies"),
    "office": Text("职务设置", "Offices"),
    "fixture": Text("必设设施", "What must stand"),
    "checklist": Text("检查清单", "Checklists"),
    "risk": Text("风险区域", "Risk areas"),
    "holiday": Text("放假", "Holidays"),
    "ask": Text("登记字段", "Fields by role"),
    "burden": Text("工作负担上限", "Limits of burden"),
    "transition": Text("方案衔接", "Transitions"),
}
NUMBERS, GATE = Text("数值", "Numbers"), Text("卡口判定", "The gate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clause in plain words. `pack` says it; `over` are the packs whose words it replaces."""

    anchor: str
    label: Text
    sentence: Text
    parts: tuple[Part, ...]
    source: str
    verified: bool
    pack: Text = NOTHING
    pack_href: str = ""
    over: Text = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The clauses of one kind. `name` is that of the table in a pack."""

    name: str
    label: Text
    clauses: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Everything in force against one disease in an area. `on` are the packs that responses switched on."""

    on: tuple[tuple[Text, str, str], ...]
    tables: tuple[Table, ...]
    unverified: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A single number of a pack."""

    label: Text
    text: Text
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A pack. `line` is what it builds on, `others` what it can be held against."""

    pack: Pack
    tables: tuple[Table, ...]
    numbers: tuple[Number, ...]
    gate: tuple[Text, ...]
    line: tuple[tuple[Text, str], ...]
    others: tuple[tuple[Text, str], ...]
    unverified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What two packs say of one thing, "" for nothing; `mark` is added, removed or changed."""

    label: Text
    who: Text
    one: Text
    other: Text
    mark: str


def in_force(node: Node, seen: Sight, at: int) -> list[Strand]:
    """What is in force in an area at a moment, disease by disease."""
    rules = law(seen.tree)
    begun = {one.position: one.begin for one in rules.responses}
    return [_strand(one, begun) for one in rules.at(node.id, at)]


def _strand(rules: Rules, begun: Mapping[int, int]) -> Strand:
    every = [ruled for table in rules.clauses.values() for ruled in table.values()]
    on = (
        (pack_label(one.pack), address.policy(one.pack), date_of(day_of(begun.get(one.response, one.since))))
        for one in rules.packs
    )
    return Strand(
        on=tuple((label, href, day.isoformat()) for label, href, day in on),
        tables=tuple(_tables({name: list(rules.clauses.get(name, {}).values()) for name in TABLES})),
        unverified=sum(not one.clause.verified for one in every),
        total=len(every),
    )


def _tables(found: Mapping[str, list[Ruled]]) -> Iterator[Table]:
    for name, every in found.items():
        if every:
            yield Table(name=name, label=TABLES[name], clauses=tuple(_told(name, one) for one in every))


def _told(table: str, one: Ruled) -> Told:
    clause = one.clause
    sentence, parts = words_of(clause)
    return Told(
        anchor=f"{table}-{clause.name}",
        label=Text(clause.label.zh, clause.label.en),
        sentence=sentence,
        parts=parts,
        source=clause.source,
        verified=clause.verified,
        pack=pack_label(one.pack),
        pack_href=address.policy(one.pack, clause=f"{table}-{clause.name}"),
        over=joined(pack_label(name) for name in one.over),
    )


def shown(pack: Pack) -> Shown:
    """A pack by itself."""
    own = {name: [Ruled(one, pack.id, 0, ()) for one in pack.clauses.get(name, {}).values()] for name in TABLES}
    numbers = tuple(_number(one) for one in pack.values.values())
    unverified = sum(not one.clause.verified for every in own.values() for one in every)
    return Shown(
        pack=pack,
        tables=tuple(_tables(own)),
        numbers=numbers,
        gate=tuple(row_told(row) for row in pack.gate),
        line=tuple((one.label, address.policy(one.id)) for one in line_of(pack.id)[1:]),
        others=tuple((one.label, _against(pack.id, one.id)) for one in packs().values() if one.id != pack.id),
        unverified=unverified + sum(not one.verified for one in numbers),
    )


def _against(one: str, other: str) -> str:
    return reverse("console:pack-against", args=(one, other))


def _number(one: Value) -> Number:
    return Number(label=one.label, text=amount(one.exact, one.unit), source=one.source, verified=one.verified)


def differences(one: Pack, other: Pack) -> list[tuple[Text, list[Pair]]]:
    """Where two packs, each with what it builds on, say different things."""
    found: dict[str, list[Pair]] = {}
    for change in changes(one.id, other.id, WORDS):
        found.setdefault(change.table, []).append(pair(change))
    told = [(TABLES[table], pairs) for table, pairs in found.items()]
    told += [(NUMBERS, numbers)] if (numbers := _numbers(one, other)) else []
    return told + ([(GATE, gates)] if (gates := _gates(one, other)) else [])


def pair(change: Change) -> Pair:
    """A clause that changes, as it was and as it is."""
    label = change.clause.label
    sides = [_said(change.before and change.before.clause), _said(change.after and change.after.clause)]
    if change.what == "changed":
        turns = [(turn.label, turn.before or NOTHING, turn.after or NOTHING) for turn in change.turns]
        sides = [_parts([(label, side[number]) for label, *side in turns]) for number in (0, 1)]
    who = role_label(change.who) if change.who else NOTHING
    return Pair(label=Text(label.zh, label.en), who=who, one=sides[0], other=sides[1], mark=change.what)


def _said(clause: Clause | None) -> Text:
    if clause is None:
        return NOTHING
    sentence, parts = words_of(clause)
    rest = _parts([(part.label, part.text) for part in parts])
    return Text(f"{sentence.zh} {rest.zh}".strip(), f"{sentence.en} {rest.en}".strip())


def _parts(found: list[tuple[Text, Text]]) -> Text:
    said = (Text(f"{label.zh}：{text.zh}", f"{label.en}: {text.en}") for label, text in found if text.zh)
    return joined(said, zh="；", en="; ")


def _numbers(one: Pack, other: Pack) -> list[Pair]:
    before, after = values_of(one.id), values_of(other.id)
    found = []
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        sides = [NOTHING if side is None else amount(side.exact, side.unit) for side in (was, now)]
        if sides[0] != sides[1]:
            label = (now or was or after[name]).label
            mark = "added" if was is None else "removed" if now is None else "changed"
            found.append(Pair(label=label, who=NOTHING, one=sides[0], other=sides[1], mark=mark))
    return found


def _gates(one: Pack, other: Pack) -> list[Pair]:
    before, after = ([row_told(row) for row in gate_of(pack.id)] for pack in (one, other))
    if before == after:
        return []
    sides = [joined(rows, zh="；", en="; ") for rows in (before, after)]
    return [Pair(label=GATE, who=NOTHING, one=sides[0], other=sides[1], mark="changed")]
