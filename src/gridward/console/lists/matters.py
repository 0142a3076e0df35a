"""The lists of a domain as tables: from the rows of its states, each row opening to what it is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from gridward.console.lists.listed import ANSWER, Listed, answered, labels, listed, met, rows_of
from gridward.console.numbers.mosaic import Choice
from gridward.console.numbers.number import written
from gridward.console.reader import address
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.words.naming import Names, ref_of
from gridward.grid.tree import Node
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.ledger.listing import latest
from gridward.plug.domain import Domain, State
from gridward.plug.kind import Ref
from gridward.plug.listing import Column, Listing

NO_ONE = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column as its heading shows it; `sorted` is "", "ascending" or "descending"."""

    name: str
    label: Text
    href: str
    right: bool
    sorted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: what it is about and where that opens, where it lies, its cells."""

    href: str
    about: Text
    area: Text
    area_href: str
    cells: tuple[Text, ...]
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A column by whose answers the rows can be chosen."""

    post: str
    label: Text
    chosen: str
    options: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the domain's lists, with how many rows are open and how many of these are late."""

    href: str
    label: Text
    word: Text
    open: int
    late: int
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """A page of a list, and the way to the others."""

    label: Text
    tabs: tuple[Tab, ...]
    shows: tuple[Choice, ...]
    filters: tuple[Filter, ...]
    kept: tuple[tuple[str, str], ...]
    filtered: bool
    clear: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int
    before: str
    after: str
    matter: bool


def matters(query: Mapping[str, str], domain: Domain, node: Node, seen: Sight, standing: Standing) -> Matters | None:
    """The list of a domain that was asked for; None where the reader may look at none."""
    states = [state for state in domain.states if state.listing is not None and _open_to(seen, state, domain)]
    asked = listed(query, states)
    if asked is None:
        return None
    found = _found(asked, domain, node, seen, standing)
    tabs = [_tab(state, asked, domain, node, seen, standing) for state in states]
    plain = not asked.answers and not asked.every
    total = next(tab.open for tab in tabs if tab.here) if plain else found.count()
    pages = max(1, -(-total // SIZE))
    page = min(max(asked.page, 1), pages)
    first = (page - 1) * SIZE
    shown = list(found[first : first + SIZE])
    return Matters(
        label=asked.listing.label,
        tabs=tuple(tabs),
        shows=_shows(asked),
        filters=tuple(_filters(asked)),
        kept=tuple((name, text) for name, text in asked.given.items()),
        filtered=bool(asked.answers),
        clear=asked.query(**{ANSWER + name: "" for name in asked.answers}),
        heads=tuple(_head(column, asked) for column in asked.listing.columns),
        rows=tuple(_rows(shown, asked, seen, standing)),
        total=total,
        page=page,
        pages=pages,
        before=asked.query(page=str(page - 1)) if page > 1 else "",
        after=asked.query(page=str(page + 1)) if page < pages else "",
        matter=asked.state.matter,
    )


def _open_to(seen: Sight, state: State, domain: Domain) -> bool:
    """Whether the reader may look at every kind of the domain that a state is made from."""
    return all(seen.sees_kind(kind) for kind in own_kinds(state, domain))


def own_kinds(state: State, domain: Domain) -> tuple[str, ...]:
    """The kinds of a state that its own domain declares; of others a state tells no more than that they were."""
    mine = {kind.name for kind in domain.kinds}
    return tuple(kind for kind in state.of if kind in mine)


def _found(asked: Listed, domain: Domain, node: Node, seen: Sight, standing: Standing) -> Any:
    rows = rows_of(asked.state, seen.areas_for(node, own_kinds(asked.state, domain))).filter(answered(asked))
    if not asked.every:
        rows = rows.filter(met(asked.listing.open, standing))
    return rows.order_by(asked.sort, "subject")


def _tab(state: State, asked: Listed, domain: Domain, node: Node, seen: Sight, standing: Standing) -> Tab:
    listing = _listing(state)
    rows = rows_of(state, seen.areas_for(node, own_kinds(state, domain)))
    late = {"late": Count("subject", filter=met(listing.late, standing))} if listing.late else {}
    still = rows.filter(met(listing.open, standing)).aggregate(open=Count("*"), **late)
    return Tab(
        href=asked.other(listing.name),
        label=listing.label,
        word=listing.open_label if listing.open else NO_ONE,
        open=still["open"],
        late=still.get("late", 0),
        here=state is asked.state,
    )


def _listing(state: State) -> Listing:
    if state.listing is None:
        raise TypeError(f"{state.model.__name__} has no listing")
    return state.listing


def _shows(asked: Listed) -> tuple[Choice, ...]:
    """Open rows or all; nothing to choose where no row is ever open."""
    if not asked.listing.open:
        return ()
    return (
        Choice(href=asked.query(show=""), label=str(asked.listing.open_label), here=not asked.every),
        Choice(href=asked.query(show="all"), label=_("All"), here=asked.every),
    )


def _filters(asked: Listed) -> list[Filter]:
    return [
        Filter(
            post=ANSWER + column.name,
            label=column.label,
            chosen=asked.answers.get(column.name, ""),
            options=tuple(labels(column).items()),
        )
        for column in asked.listing.columns
        if column.filtered
    ]


def _head(column: Column, asked: Listed) -> Head:
    direction = {column.name: "ascending", f"-{column.name}": "descending"}.get(asked.sort, "")
    return Head(
        name=column.name,
        label=column.label,
        href=asked.sorted_by(column.name) if column.drawn != "choices" else "",
        right=column.drawn == "whole",
        sorted=direction,
    )


def _rows(shown: Sequence[Any], asked: Listed, seen: Sight, standing: Standing) -> list[Row]:
    about = {row.subject: ref_of(row.subject) for row in shown}
    names = Names(seen, standing, [ref for ref in about.values() if ref is not None])
    late = _late(shown, asked, standing)
    where = {row.subject: _around(row.area, about[row.subject], seen) for row in shown}
    unknown = [key for key, ref in about.items() if ref is not None and not names.href(ref)]
    last = latest(unknown, asked.state.of) if unknown else {}
    drawn = [(column.name, DRAWN[column.drawn], labels(column)) for column in asked.listing.columns]
    return [
        Row(
            href=_href(about[row.subject], names)
            or (address.entry(last[row.subject].uuid) if row.subject in last else ""),
            about=_called(about[row.subject], names),
            area=names.area(where[row.subject]),
            area_href=names.area_href(where[row.subject]),
            cells=tuple(draw(getattr(row, name), known) for name, draw, known in drawn),
            late=row.subject in late,
        )
        for row in shown
    ]


def _around(area: int, about: Ref | None, seen: Sight) -> int:
    """Where a row lies: of a place or area that is itself what the row is about, in what it lies."""
    if about is None or about.kind not in ("area", "place") or int(about.id) != area or area not in seen.tree:
        return area
    above = seen.tree.parent(area, seen.now)
    return above.id if above is not None and seen.covers(above.id) else area


def _late(shown: Sequence[Any], asked: Listed, standing: Standing) -> set[int]:
    if not asked.listing.late or not shown:
        return set()
    tests = met((*asked.listing.open, *asked.listing.late), standing)
    found = asked.state.model.objects.filter(tests, subject__in=[row.subject for row in shown])
    return set(found.values_list("subject", flat=True))


def _href(ref: Ref | None, names: Names) -> str:
    return "" if ref is None else names.href(ref)


def _called(ref: Ref | None, names: Names) -> Text:
    return NO_ONE if ref is None else names(ref)


def _text(value: Any, known: Mapping[str, Text]) -> Text:
    said = "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return Text(said, said)


def _choice(value: Any, known: Mapping[str, Text]) -> Text:
    return known.get(value, Text(str(value or ""), str(value or "")))


def _choices(value: Any, known: Mapping[str, Text]) -> Text:
    told = [known.get(one, Text(str(one), str(one))) for one in value or ()]
    return Text("、".join(one.zh for one in told), ", ".join(one.en for one in told))


def _moment(value: Any, known: Mapping[str, Text]) -> Text:
    said = "" if value is None else f"{clock.moment(value):%m-%d %H:%M}"
    return Text(said, said)


def _until(value: Any, known: Mapping[str, Text]) -> Text:
    ends = value is not None and clock.first_moment(clock.day_of(value)) == value
    said = f"{clock.moment(value - 1):%m-%d}" if ends else _moment(value, known).zh
    return Text(said, said)


def _day(value: Any, known: Mapping[str, Text]) -> Text:
    said = value.isoformat() if isinstance(value, date) else ""
    return Text(said, said)


def _whole(value: Any, known: Mapping[str, Text]) -> Text:
    said = "" if value is None else written(value)
    return Text(said, said)


def _yes_no(value: Any, known: Mapping[str, Text]) -> Text:
    return NO_ONE if value is None else known["true" if value else "false"]


DRAWN: Mapping[str, Callable[[Any, Mapping[str, Text]], Text]] = {
    "text": _text,
    "choice": _choice,
    "choices": _choices,
    "moment": _moment,
    "day": _day,
    "whole": _whole,
    "yes_no": _yes_no,
    "until": _until,
}
"""How the values of a column are written."""
