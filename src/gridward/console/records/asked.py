"""What a reader asks of the ledger: the filters of a list, read from its address, and the same list's next page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from gridward.console.reader.sight import Sight
from gridward.exchange.form import listed_of
from gridward.exchange.shape import Option, Shape, shapes_of
from gridward.grid.tree import Node
from gridward.intake.second import MISSING
from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.text import Text
from gridward.ledger.listing import Cursor, Wanted
from gridward.ledger.outcome import Outcome
from gridward.plug.kind import EntryKind

YES_NO = (Option("true", Text("是", "Yes")), Option("false", Text("否", "No")))
SECOND = "second_person"
"""What `waits` says in the address of the held list that shows only what waits for a second person."""
ANSWER = "is."
"""Prefix of a filter on a body field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A body field with a closed list of answers."""

    name: str
    label: Text
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters as they stand, in words of the address."""

    kind: EntryKind | None
    node: Node | None
    wanted: Wanted
    sort: str
    rising: bool
    start: Cursor | None
    backwards: bool
    page: int
    given: Mapping[str, str]
    filters: tuple[Filter, ...]

    def query(self, **changes: str) -> str:
        """The query of the same list with something changed; a change of the list begins at its first page."""
        kept = {name: text for name, text in self.given.items() if name not in ("after", "before", "page")}
        found = {name: text for name, text in {**kept, **changes}.items() if text}
        return "?" + urlencode(found)

    def sorted_by(self, column: str) -> str:
        """The query that sorts by a column: newest first, and the other way round when it is already."""
        down = self.sort == column and not self.rising
        return self.query(sort=column, order="up" if down else "")

    @property
    def filtered(self) -> bool:
        """Whether anything but the kind narrows the list."""
        return any(
            self.given.get(name) for name in self.given if name not in ("sort", "order", "page", "after", "before")
        )


def asked(query: Mapping[str, str], *, kind: EntryKind | None, seen: Sight, held: bool = False) -> Asked:
    """Read the filters; raises Refusal for a day or place to go on that cannot be read, Http404 for an unseen area."""
    given = {name: text.strip() for name, text in query.items() if text.strip()}
    node = seen.node(given["area"]) if "area" in given else None
    filters = tuple(_filters(kind, given)) if kind else ()
    wanted = Wanted(
        kinds=(kind.name,) if kind else seen.only_kinds,
        areas=_areas(node, seen),
        first_day=_day(given, "from"),
        last_day=_day(given, "to"),
        outcomes=tuple(outcome.value for outcome in Outcome if outcome.wire == given.get("outcome")),
        held=held,
        reason=MISSING if held and given.get("waits") == SECOND else "",
        by=given.get("by", ""),
        answers={one.name: one.chosen for one in filters if one.chosen},
    )
    page = given.get("page", "")
    return Asked(
        kind=kind,
        node=node,
        wanted=wanted,
        sort="at" if given.get("sort") == "at" else "position",
        rising=given.get("order") == "up",
        start=_cursor(given.get("after") or given.get("before")),
        backwards="before" in given and "after" not in given,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1,
        given=given,
        filters=filters,
    )


def _areas(node: Node | None, seen: Sight) -> frozenset[int] | None:
    if node is not None:
        return seen.areas_below(node)
    if seen.whole:
        return None
    return frozenset[int]().union(*(seen.areas_below(home) or () for home in seen.homes))


def _filters(kind: EntryKind, given: Mapping[str, str]) -> list[Filter]:
    return [
        Filter(
            name=shape.name, label=shape.label, options=listed, chosen=_chosen(given.get(ANSWER + shape.name), listed)
        )
        for shape in shapes_of(kind)
        if not shape.many and (listed := _listed(shape))
    ]


def _listed(shape: Shape) -> tuple[Option, ...]:
    return YES_NO if shape.type == "yes_no" else listed_of(shape)


def _chosen(text: str | None, listed: tuple[Option, ...]) -> str:
    return text if text is not None and any(option.code == text for option in listed) else ""


def _day(given: Mapping[str, str], name: str) -> int | None:
    if name not in given:
        return None
    try:
        return clock.day_number(date.fromisoformat(given[name]))
    except ValueError:
        raise refuse(
            "not_a_date",
            field=name,
            zh=f"{name}:“{given[name][:40]}”不是日期，请写成 2020-02-10。",
            en=f"{name}: “{given[name][:40]}” is not a date; write 2020-02-10.",
        ) from None


def _cursor(text: str | None) -> Cursor | None:
    if not text:
        return None
    value, _dash, position = text.partition("-")
    if value.isascii() and value.isdecimal() and position.isascii() and position.isdecimal() and len(text) < 40:
        return Cursor(int(value), int(position))
    raise refuse(
        "not_a_page",
        field="after",
        zh="页码无效，请回到列表第一页。",
        en="This is no place to go on from; go back to the first page of the list.",
    )


def written(cursor: Cursor | None) -> str:
    """A place to go on, as it stands in an address."""
    return "" if cursor is None else f"{cursor.value}-{cursor.position}"
