"""What stands in the cells of a form: numbers as numbers, all else in words, blank where nothing is known."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from gridward.account.models import Account
from gridward.document.form.body import answers, body
from gridward.document.form.people import SEALED, People
from gridward.document.form.rows import Row, Span, Told, cut_of
from gridward.document.form.source import MOMENTS, Source
from gridward.document.form.template import Column, Form
from gridward.exchange.shape import shapes_of
from gridward.exchange.words import said
from gridward.figure.spread import spread
from gridward.figure.value import Pair, Scope, Value, values
from gridward.grid.roles import protected
from gridward.grid.tree import Node, Tree
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.ledger.content import decode
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Ref, key_of
from gridward.roll.identity import masked

_MEANS = {
    "scan": Text("扫码", "scan"),
    "tap": Text("手机", "phone"),
    "phone_call": Text("电话", "call"),
    "paper": Text("纸质", "paper"),
    "paste": Text("粘贴", "paste"),
    "file": Text("文件", "file"),
    "self": Text("自填", "self"),
    "api": Text("接口", "API"),
}
Cell = str | int | Decimal
Asked = tuple[str, str, str]
"""A figure, its member and the window in which a column tells it."""
_ENVELOPE: dict[str, Callable[[Stored], str]] = {
    "kind": lambda one: str(CATALOGUE.kinds[kind_name(one.kind)].label),
    "day": lambda one: f"{clock.moment(one.at):%Y-%m-%d}",
    "time": lambda one: f"{clock.moment(one.at):%H:%M}",
    "moment": lambda one: f"{clock.moment(one.at):%Y-%m-%d %H:%M}",
    "means": lambda one: str(_MEANS.get(decode(one.content).means, "")),
}
"""What can be asked of any entry."""
NOT_REPORTED = Text("未报", "not reported")
NOT_ASKED = Text("未要求", "not asked")
UNKNOWN = Text("不掌握", "not known")


class Cells:
    """Answers for the cells of one form."""

    def __init__(
        self,
        form: Form,
        tree: Tree,
        within: Span,
        day: int,
        people: People,
        told: Told,
        *,
        node: Node,
        rows: Sequence[Row] = (),
    ) -> None:
        self._form = form
        self._tree = tree
        self._within = within
        self._day = day
        self._node = node
        self._areas = [area for area in dict.fromkeys(row.area for row in rows) if area != node.id]
        self._people = people
        self._told = told.about
        self._bodies: dict[int, Any] = {}
        self._officers: dict[str, str] = {}
        self._begun: tuple[Row | None, int] = None, 0
        """The row that was looked at last, and its first day: many columns ask for it."""
        self._linked = told.linked
        self._figures: dict[int, dict[Asked, Value]] = {}
        self._wanted = [
            (column.source.name, column.source.member, column.window)
            for column in form.columns
            if column.source.word == "figure"
        ]

    def row(self, number: int, row: Row) -> list[Cell]:
        """The cells of a row, in the order of the columns."""
        return [self._cell(number, row, column) for column in self._form.columns]

    def totals(self, node: Node) -> list[Cell]:
        """The cells of the row of totals: the figures of the whole area, which need not be the sum of its parts."""
        whole = Row(area=node.id)
        return [self._figure(whole, column) if column.source.word == "figure" else "" for column in self._form.columns]

    def _cell(self, number: int, row: Row, column: Column) -> Cell:
        source, own = column.source, row.entry
        answers: dict[str, Callable[[], Cell]] = {
            "number": lambda: number,
            "area": lambda: self._area(row.area, source.name),
            "identity": lambda: self._people.part(row.subject, source.name),
            "figure": lambda: self._figure(row, column),
            "entry": lambda: self._of_entry(self._latest(row, column), source),
            "body": lambda: self._of_entry(own, source),
        }
        if source.word in answers:
            return answers[source.word]()
        return "" if own is None else self._envelope(own, source.word)

    def _area(self, area: int, level: str) -> str:
        node = self._tree.by_id(area, self._within.end)
        if not level:
            return str(node.name)
        above = [*self._tree.ancestors(area, self._within.end), node]
        return next((str(one.name) for one in reversed(above) if one.level == level), "")

    def _figure(self, row: Row, column: Column) -> Cell:
        if row.area not in self._figures:
            self._figures |= self._ask_all() if row.area in self._areas else {row.area: self._ask(row.area)}
        value = self._figures[row.area][column.source.name, column.source.member, column.window]
        if value.nothing in ("missing", "not_asked", "not_knowable"):
            return str({"missing": NOT_REPORTED, "not_asked": NOT_ASKED, "not_knowable": UNKNOWN}[value.nothing])
        return _plain(Decimal(value.value or 0).scaleb(-value.scale))

    def _ask_all(self) -> dict[int, dict[Asked, Value]]:
        """The figures of every row's area at once."""
        now, then = self._spread(self._pairs(), self._within.end), self._spread(self._pairs("new"), self._cut_before)
        return {area: self._windows(now[area], then[area]) for area in self._areas}

    def _ask(self, area: int) -> dict[Asked, Value]:
        """The figures of one area."""
        now = values(self._pairs(), area=area, as_of=self._within.end)
        fresh = self._pairs("new")
        return self._windows(now, values(fresh, area=area, as_of=self._cut_before) if fresh else ())

    @property
    def _cut_before(self) -> int:
        return cut_of(self._form, self._day - 1)

    def _pairs(self, *windows: str) -> list[Pair]:
        """What the columns ask for, or those of one window."""
        asked = [(name, member) for name, member, window in self._wanted if not windows or window in windows]
        return list(dict.fromkeys(asked))

    def _windows(self, now: Sequence[Value], then: Sequence[Value]) -> dict[Asked, Value]:
        """The values by what was asked for: those of the day are the present ones without what stood before."""
        stands = {(value.name, value.member): value for value in now}
        before = {(value.name, value.member): value for value in then}
        return {
            (name, member, window): _since(stands[name, member], before[name, member] if window == "new" else None)
            for name, member, window in self._wanted
        }

    def _spread(self, pairs: Sequence[Pair], as_of: int) -> Mapping[int, Sequence[Value]]:
        if not pairs:
            return dict.fromkeys(self._areas, ())
        return spread(pairs, below=self._node.id, areas=self._areas, scope=Scope(self._node.id, as_of), on=self._tree)

    def _latest(self, row: Row, column: Column) -> Stored | None:
        if row.entry is not None and column.source.kind in self._form.kinds:
            return row.entry if kind_name(row.entry.kind) == column.source.kind else None
        keys = [row.subject] if row.entry is None else [key_of("entry", row.entry.chain), row.subject]
        found = [one for key in keys if key is not None for one in self._told.get(key, ())]
        return next((one for one in reversed(found) if self._meets(one, row, column)), None)

    def _meets(self, one: Stored, row: Row, column: Column) -> bool:
        if kind_name(one.kind) != column.source.kind:
            return False
        if column.day and clock.day_of(one.at) != self._begins(row) + column.day - 1:
            return False
        told = self._body(one)
        return all(answers(told, name, (value,)) for name, value in column.where.items())

    def _begins(self, row: Row) -> int:
        """The first day of a row, found once while its cells are filled."""
        if self._begun[0] is not row:
            self._begun = row, self._first_day(row)
        return self._begun[1]

    def _first_day(self, row: Row) -> int:
        """The day from which a row's repeated columns count; far away for a row that has none."""
        since = self._form.since
        found = None if since is None else self._latest(row, Column(label=Text("", ""), source=since))
        value = None if found is None or since is None else getattr(self._body(found), since.name, None)
        return clock.day_number(value) if isinstance(value, date) else -(10**6)

    def _of_entry(self, one: Stored | None, source: Source) -> Cell:
        if one is None:
            return ""
        return self._envelope(one, source.name) if source.name in MOMENTS else self._field(one, source)

    def _envelope(self, one: Stored, word: str) -> str:
        return self._officer(decode(one.content).by) if word == "officer" else _ENVELOPE[word](one)

    def _officer(self, by: str) -> str:
        """The name of whoever did it; an office that is no account is called as the entry calls it."""
        if by not in self._officers:
            account = Account.objects.filter(username=by).first() if by else None
            self._officers[by] = by if account is None else str(account.name)
        return self._officers[by]

    def _field(self, one: Stored, source: Source) -> Cell:
        kind = CATALOGUE.kinds[kind_name(one.kind)]
        shape = next((shape for shape in shapes_of(kind) if shape.name == source.name), None)
        if shape is None:
            return ""
        value = getattr(self._body(one), shape.attribute)
        if source.inner:
            return self._inner(value, source)
        if shape.field.personal and f"{kind.name}.{shape.name}" in protected():
            return str(SEALED) if value else ""
        if shape.field.personal:
            return self._people.text(one.subject, value, f"{one.uuid}:{shape.name}".encode()) if value else ""
        if shape.type in ("whole", "number") and not shape.many:
            return "" if value is None else _plain(Decimal(value))
        return "" if value in (None, "", ()) else str(said(shape, value, naming=self._naming))

    def _inner(self, value: Any, source: Source) -> Cell:
        """What the entry says to which a field of the row's own refers."""
        known = isinstance(value, Ref) and value.kind == "entry" and value.id.isdecimal()
        found = self._linked.get(int(value.id)) if known else None
        if found is None:
            return ""
        if source.part:
            return self._people.part(found.subject, source.part)
        if source.inner not in {shape.name for shape in shapes_of(CATALOGUE.kinds[kind_name(found.kind)])}:
            return ""
        return self._field(found, Source("body", name=source.inner))

    def _body(self, one: Stored) -> Any:
        if one.position not in self._bodies:
            self._bodies[one.position] = body(one)
        return self._bodies[one.position]

    def _naming(self, ref: Ref) -> Text:
        if ref.kind in ("area", "place") and ref.id.isdecimal() and int(ref.id) in self._tree:
            return self._tree.by_id(int(ref.id), self._within.end).name
        if ref.id.isdecimal() and ref.kind != "entry":
            line = masked([int(ref.id)]).get(int(ref.id), "")
            return Text(line, line)
        return Text(ref.ref or ref.id, ref.ref or ref.id)


def _since(value: Value, before: Value | None) -> Value:
    """What has been added since `before`."""
    if before is None or value.value is None:
        return value
    return msgspec.structs.replace(value, value=value.value - (before.value or 0))


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()
