"""Checklists item by item: green, red or unknown, told by figures or else by the last inspection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from gridward.console.reader import address
from gridward.console.reader.choice import Choice
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.rules.acting import clauses, rules_at
from gridward.duty.answers import Answer, answers
from gridward.duty.ground_book import names_of
from gridward.duty.law import EVER
from gridward.figure.spread import spread
from gridward.figure.value import Value
from gridward.grid.tree import Node
from gridward.kit.clock import date_of, day_of
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.lately import for_reading
from gridward.ledger.places import Places
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.lists import options
from gridward.policy.vocabulary import Checklist, Feed

MOST = 100
"""As many areas or places of a checklist are shown; whoever wants the others opens an area below."""
GREEN, RED, UNKNOWN, ASIDE = "green", "red", "unknown", "aside"
MARKS = {GREEN: "✓", RED: "✕", UNKNOWN: "?", ASIDE: "–"}
STATES = {
    GREEN: Text("落实", "in place"),
    RED: Text("未落实", "not in place"),
    UNKNOWN: Text("不掌握", "unknown"),
    ASIDE: Text("不适用", "does not apply"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How one item stands in one area, and by what that is known."""

    state: str
    mark: str
    label: Text
    why: Text
    href: str

    @property
    def css(self) -> str:
        """The class of its box."""
        return {GREEN: "done", RED: "missed"}.get(self.state, "planned")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """One area or place."""

    name: Text
    href: str
    cells: tuple[Cell, ...]
    green: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One checklist over everything that it is for, and how many of the items shown are what."""

    name: str
    label: Text
    items: tuple[Text, ...]
    rows: tuple[CheckedRow, ...]
    number: int
    green: int
    red: int
    unknown: int

    @property
    def others(self) -> int:
        """How many areas or places are not shown."""
        return self.number - len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklists:
    """One checklist, and which there are; None where there is none."""

    shown: Checked | None
    choices: tuple[Choice, ...]


def checklists(node: Node, seen: Sight, stands: Standing) -> Checklists:
    """A checklist in force for something in an area: the one that was asked for, else the first."""
    places, found = for_reading(seen.tree), dict[str, Checklist]()
    inside = [node, *seen.tree.descendants(node.id, stands.as_of)]
    places.expect(one.id for one in inside)
    by_name: dict[str, list[Node]] = {}
    for one in inside:
        for name in names_of(places, one.id, EVER):
            by_name.setdefault(name, []).append(one)
    for _, ruled in clauses(rules_at(node, seen, stands.as_of), "checklist"):
        clause = ruled.clause
        if isinstance(clause, Checklist) and by_name.get(clause.each):
            found[clause.name] = clause
    asked = dict(stands.kept).get("list", "")
    name = asked if asked in found else next(iter(found), "")
    return Checklists(
        shown=_checked(found[name], by_name[found[name].each], node, places, seen, stands) if found else None,
        choices=tuple(
            Choice(
                label=Text(one.label.zh, one.label.en),
                href=reverse("console:board", args=("checklists",)) + stands.query(area=node.code, list=one.name),
                here=one.name == name,
            )
            for one in found.values()
        ),
    )


def _checked(
    clause: Checklist, nodes: Sequence[Node], within: Node, places: Places, seen: Sight, stands: Standing
) -> Checked:
    areas = [one.id for one in nodes[:MOST]]
    fed = {feed.item: feed for feed in clause.fed}
    pairs = [(feed.figure, feed.member) for feed in clause.fed]
    told = spread(pairs, below=within.id, areas=areas, scope=stands.scope(within.id), on=seen.tree) if pairs else {}
    until = stand().position if stands.known_at is None else stands.known_at
    said = answers(areas, places, at=stands.as_of, until=until, days=clause.days)
    rows = []
    for one in nodes[:MOST]:
        values = dict(zip(fed, told.get(one.id, ()), strict=False))
        answered = said.get(one.id, {})
        cells = [_cell(item, fed, values, answered.get(item), one, seen, stands) for item in clause.items]
        green = sum(cell.state == GREEN for cell in cells)
        rows.append(CheckedRow(name=one.name, href=address.area(one.code, stands), cells=tuple(cells), green=green))
    rows.sort(key=lambda row: row.green)
    states = [cell.state for row in rows for cell in row.cells]
    return Checked(
        name=clause.name,
        label=Text(clause.label.zh, clause.label.en),
        items=tuple(_called(item) for item in clause.items),
        rows=tuple(rows),
        number=len(nodes),
        green=states.count(GREEN),
        red=states.count(RED),
        unknown=states.count(UNKNOWN),
    )


def _cell(
    item: str,
    fed: Mapping[str, Feed],
    values: Mapping[str, Value],
    answer: Answer | None,
    node: Node,
    seen: Sight,
    stands: Standing,
) -> Cell:
    """By the figure where it says something, or else by the last answer; never green for want of knowledge."""
    feed, value = fed.get(item), values.get(item)
    if feed is not None and value is not None:
        state = by_figure(feed, value.value, value.expected)
        if state != UNKNOWN:
            return _of(state, _figure_says(feed, value), address.figure(feed.figure, feed.member, node.code, stands))
    if answer is None:
        return _of(UNKNOWN, Text("无指标数据，也无检查", "no figure and no inspection tells"), "")
    entry, day = answer.entry, date_of(day_of(answer.at)).isoformat()
    kind = CATALOGUE.kinds[entry.kind].label
    opens = seen.covered_at(entry.area, entry.at, entry.kind)
    state = {"yes": GREEN, "no": RED, "na": ASIDE}.get(answer.said, UNKNOWN)
    return _of(state, Text(f"{kind.zh} {day}", f"{kind.en} of {day}"), address.entry(entry.id) if opens else "")


def by_figure(feed: Feed, value: int | None, expected: int | None) -> str:
    """What a figure says of an item: a share of nothing, and a number that nobody told, say nothing."""
    if value is None:
        return UNKNOWN
    if feed.share:
        return UNKNOWN if not expected else GREEN if value * 100 >= feed.share * expected else RED
    return GREEN if value >= feed.min else RED if value > 0 else UNKNOWN


def _figure_says(feed: Feed, value: Value) -> Text:
    label = CATALOGUE.figures[feed.figure].label
    number = str(value.value) if value.expected is None else f"{value.value}/{value.expected}"
    return Text(f"{label.zh} {number}", f"{label.en} {number}")


def _of(state: str, why: Text, href: str) -> Cell:
    return Cell(state=state, mark=MARKS[state], label=STATES[state], why=why, href=href)


def _called(item: str) -> Text:
    known = {one.code: one.label for name in ("check_item", "checklist_item") for one in options(name)}
    return known.get(item, Text(item, item))
