"""The board of what is missing: what is due and not done, counted four ways that add up, and a page of its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gridward.console.answering import Answerable
from gridward.console.duty_sight import DutySight
from gridward.console.duty_words import RESPONSIBILITIES, duty_label, responsibility, role_label
from gridward.console.missing_rows import MissingRow, missing_rows
from gridward.console.sight import Sight
from gridward.console.standing import Standing
from gridward.duty.grouped import BY_DUE, Lot, both, lacking, latest_day, lots, lots_apart, over, some, without
from gridward.grid.tree import Node
from gridward.kit.text import Text

SIZE = 50
FIRST = 8
"""As many lines of a count as stand open; the others are folded."""
FILTERS = ("below", "clause", "who", "kind", "tried")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a count, and the address that narrows the board to it. `vacant`: nobody holds the office."""

    label: Text
    also: Text
    number: int
    width: int
    href: str
    here: bool
    vacant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One way of counting what is missing; its lines add up to the total."""

    label: Text
    lines: tuple[Line, ...]
    more: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter that is on, and the address without it."""

    label: Text
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The board. `now` and `earlier` count what can be shown; `total` is what the filters leave of the one that is."""

    node: Node
    now: int
    earlier: int
    tried: int
    vacant: int
    total: int
    show_earlier: bool
    hrefs: tuple[str, str]
    counts: tuple[Count, ...]
    filters: tuple[Filter, ...]
    tried_href: str
    rows: tuple[MissingRow, ...]
    page: int
    pages: int
    before: str
    after: str


class Asked:
    """What an address asks of the board."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.given = {name: query[name] for name in ("area", "as_of", "show", *FILTERS) if query.get(name)}
        self.earlier = query.get("show") == "earlier"
        page = query.get("page", "1")
        self.page = int(page) if page.isascii() and page.isdecimal() and len(page) < 8 else 1

    def href(self, **more: str) -> str:
        """The address of the board with something changed."""
        found = {name: value for name, value in {**self.given, **more}.items() if value}
        return reverse("console:missing") + (f"?{urlencode(found)}" if found else "")

    def keeps(self, lot: Lot, field: str, key: str) -> bool:
        """Whether a lot passes a filter."""
        return self.given.get(field, key) == key


def holder_key(lot: Lot) -> str:
    """Whose a lot is, as it stands in an address: the offices, or the role that nobody holds."""
    if lot.who:
        return ".".join(str(one.office) for one in lot.who)
    return f"-{lot.role}"


def clause_key(lot: Lot) -> str:
    """The clause of a lot, as it stands in an address."""
    return f"{lot.disease}:{lot.name}"


def keys_of(sight: DutySight) -> dict[str, Callable[[Lot], str]]:
    """By what lots are counted and filtered."""
    return {
        "below": lambda lot: str(sight.child_of(lot.path)),
        "clause": clause_key,
        "who": holder_key,
        "kind": lambda lot: responsibility(lot.duty),
    }


def missing(query: Mapping[str, str], node: Node, seen: Sight, standing: Standing) -> Missing:
    """The board of an area at the moment of a page."""
    asked, sight = Asked(query), DutySight(seen, node, standing.as_of)
    keys = keys_of(sight)
    missed, past = both(sight.within, lacking(sight.at, live=sight.live)), over(sight.at)
    both_ways = [sight.shown(found) for found in lots_apart(sight.reader, missed, past)]
    where = both(missed, past if asked.earlier else without(past))
    if asked.given.get("tried"):
        where = both(where, ("tried > 0", []))
    kept = [
        one._replace(number=one.tried) if asked.given.get("tried") else one
        for one in both_ways[asked.earlier]
        if all(asked.keeps(one, field, key(one)) for field, key in keys.items())
    ]
    kept = [one for one in kept if one.number]
    total = sum(one.number for one in kept)
    pages = max(1, -(-total // SIZE))
    page = min(max(1, asked.page), pages)
    order = BY_DUE if asked.earlier else latest_day(sight.at)
    chosen = some(kept, where, order, first=(page - 1) * SIZE, size=SIZE)
    return Missing(
        node=node,
        now=sum(one.number for one in both_ways[0]),
        earlier=sum(one.number for one in both_ways[1]),
        tried=sum(one.tried for one in kept),
        vacant=sum(one.number for one in kept if not one.who),
        total=total,
        show_earlier=asked.earlier,
        hrefs=(asked.href(show="", page=""), asked.href(show="earlier", page="")),
        counts=tuple(counts(kept, keys, asked, sight)),
        filters=tuple(_filters(both_ways[asked.earlier], keys, asked, sight)),
        tried_href="" if asked.given.get("tried") else asked.href(tried="1", page=""),
        rows=tuple(missing_rows(sight.reader.of_ids(chosen), sight, standing)),
        page=page,
        pages=pages,
        before=asked.href(page=str(page - 1)) if page > 1 else "",
        after=asked.href(page=str(page + 1)) if page < pages else "",
    )


def missing_now(sight: DutySight) -> tuple[int, int]:
    """How many are missing in an area and can still be done, and how many of them have nobody who answers."""
    where = both(sight.within, lacking(sight.at, live=sight.live), without(over(sight.at)))
    found = sight.shown(lots(sight.reader, where))
    return sum(one.number for one in found), sum(one.number for one in found if not one.who)


LABELS = {
    "below": Text("按区域", "By area"),
    "who": Text("按责任人", "By who answers"),
    "clause": Text("按任务", "By duty"),
    "kind": Text("按责任类别", "By responsibility"),
}


def counts(
    kept: Sequence[Lot], keys: Mapping[str, Callable[[Lot], str]], asked: Asked, sight: DutySight
) -> list[Count]:
    """Each way of counting; all have the same sum."""
    called = _Called(kept, keys, sight)
    found = []
    for field, label in LABELS.items():
        numbers: dict[str, int] = {}
        for one in kept:
            key = keys[field](one)
            numbers[key] = numbers.get(key, 0) + one.number
        most = max(numbers.values(), default=1)
        lines = [
            Line(
                number=number,
                width=round(number * 100 / most),
                href=asked.href(**{field: "" if asked.given.get(field) == key else key}, page=""),
                here=asked.given.get(field) == key,
                vacant=field == "who" and key.startswith("-"),
                **called(field, key),
            )
            for key, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        found.append(Count(label=label, lines=tuple(lines[:FIRST]), more=tuple(lines[FIRST:])))
    return found


class _Called:
    """What the lines of the counts are called."""

    def __init__(self, kept: Sequence[Lot], keys: Mapping[str, Callable[[Lot], str]], sight: DutySight) -> None:
        self._sight = sight
        self._lots = {(field, key(one)): one for one in kept for field, key in keys.items()}
        self._answers = Answerable(sight.seen, {held for one in kept for held in one.who})

    def __call__(self, field: str, key: str) -> dict[str, Text]:
        """The label of a line and what stands beside it."""
        label, also = getattr(self, f"_{field}")(self._lots.get((field, key)), key)
        return {"label": label, "also": also}

    def _below(self, _lot: Lot | None, key: str) -> tuple[Text, Text]:
        tree, number = self._sight.seen.tree, int(key) if key.isdecimal() else 0
        name = tree.by_id(number).name if number in tree and self._sight.seen.covers(number) else Text("?", "?")
        own = number == self._sight.node.id
        return name, Text("本级", "itself") if own else Text("", "")

    def _clause(self, lot: Lot | None, key: str) -> tuple[Text, Text]:
        name = key.partition(":")[2]
        return duty_label(lot.duty if lot else None, name), Text("", "")

    def _kind(self, _lot: Lot | None, key: str) -> tuple[Text, Text]:
        return RESPONSIBILITIES.get(key, Text(key, key)), Text("", "")

    def _who(self, lot: Lot | None, key: str) -> tuple[Text, Text]:
        if lot is None or not lot.who:
            role = role_label(key[1:]) if key[1:] else Text("无条款", "no clause")
            return Text(f"{role.zh}空缺", f"No {role.en}"), Text("无人负责", "nobody answers")
        answers = [self._answers(one) for one in lot.who]
        names = [one.name for one in answers]
        where = answers[0].area
        role = answers[0].role
        also = Text(f"{role.zh} · {where.zh}", f"{role.en} · {where.en}") if where is not None else role
        return Text("、".join(names), ", ".join(names)), also


def _filters(every: Sequence[Lot], keys: Mapping[str, Any], asked: Asked, sight: DutySight) -> list[Filter]:
    called = _Called(every, keys, sight)
    found = []
    for field in FILTERS:
        key = asked.given.get(field)
        if not key:
            continue
        label = Text("已尝试未果", "Tried in vain") if field == "tried" else called(field, key)["label"]
        found.append(Filter(label=label, href=asked.href(**{field: ""}, page="")))
    return found
