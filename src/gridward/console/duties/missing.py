"""The board of what is missing: what is due and not done, counted four ways that add up, and a page of its rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gridward.console.duties.answering import Answerable
from gridward.console.duties.missing_rows import MissingRow, missing_rows
from gridward.console.duties.sight import DutySight
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.words.duties import RESPONSIBILITIES, duty_label, responsibility, role_label
from gridward.duty.grouped import Lot, answered, lots, lots_apart, some
from gridward.duty.where import BY_DUE, both, lacking, latest_day, over, without
from gridward.grid.tree import Node
from gridward.kit.text import Text

FIRST = 8
"""As many lines of a count as stand open; the others are folded."""
MOST = 40
"""As many lines as are told one by one; narrowed to an area or a duty, the board tells the others too."""
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
    """One way of counting what is missing; its lines and the `rest`, which so many lines would have, make the total."""

    label: Text
    lines: tuple[Line, ...]
    more: tuple[Line, ...]
    others: int = 0
    rest: int = 0


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

    def keeps(self, lot: Lot, keys: Mapping[str, Callable[[Lot], str]]) -> bool:
        """Whether a lot passes the filters that are on."""
        return all(key(lot) == self.given[field] for field, key in keys.items() if field in self.given)


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
    below = cache(sight.child_of)  # many lots of one path
    return {
        "below": lambda lot: str(below(lot.path)),
        "clause": clause_key,
        "who": holder_key,
        "kind": lambda lot: responsibility(lot.duty),
    }


def missing(query: Mapping[str, str], node: Node, seen: Sight, standing: Standing) -> Missing:
    """The board of an area at the moment of a page."""
    asked, sight = Asked(query), DutySight(seen, node, standing.as_of)
    keys = keys_of(sight)
    missed = [both(sight.within, one) for one in lacking(sight.at, live=sight.live)]
    past = over(sight.at)
    every = lots_apart(sight.reader, missed, past)
    both_ways = [sight.shown(found) for found in every]
    both_ways[asked.earlier] = answered(sight.reader, both_ways[asked.earlier])
    wheres = [both(one, past if asked.earlier else without(past)) for one in missed]
    if asked.given.get("tried"):
        wheres = [both(one, ("tried > 0", [])) for one in wheres]
    kept = [
        one._replace(number=one.tried) if asked.given.get("tried") else one
        for one in both_ways[asked.earlier]
        if asked.keeps(one, keys)
    ]
    kept = [one for one in kept if one.number]
    total = sum(one.number for one in kept)
    pages = max(1, -(-total // SIZE))
    page = min(max(1, asked.page), pages)
    order = BY_DUE if asked.earlier else latest_day(sight.at)
    whole = total == sum(one.tried if asked.given.get("tried") else one.number for one in every[asked.earlier])
    chosen = some(kept, wheres, order, first=(page - 1) * SIZE, size=SIZE, every=whole)
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
    present = without(over(sight.at))
    wheres = [both(sight.within, one, present) for one in lacking(sight.at, live=sight.live)]
    found = sight.shown(lots(sight.reader, *wheres))
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
    numbers: dict[str, Counter[str]] = {field: Counter() for field in LABELS}
    by_line: dict[tuple[str, str], Lot] = {}
    for one in kept:
        for field, number in numbers.items():
            key = keys[field](one)
            number[key] += one.number
            by_line[field, key] = one
    told = {field: sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) for field, found in numbers.items()}
    shown = [(field, key) for field, found in told.items() for key, _ in found[:MOST]]
    called = _Called({line: by_line[line] for line in shown}, sight)
    return [
        Count(
            label=label,
            lines=tuple(_lines(field, told[field][:FIRST], numbers[field], asked, called)),
            more=tuple(_lines(field, told[field][FIRST:MOST], numbers[field], asked, called)),
            others=len(told[field][MOST:]),
            rest=sum(number for _, number in told[field][MOST:]),
        )
        for field, label in LABELS.items()
    ]


def _lines(
    field: str, told: Iterable[tuple[str, int]], numbers: Counter[str], asked: Asked, called: "_Called"
) -> Iterator[Line]:
    most = max(numbers.values(), default=1)
    for key, number in told:
        here = asked.given.get(field) == key
        yield Line(
            number=number,
            width=round(number * 100 / most),
            href=asked.href(**{field: "" if here else key}, page=""),
            here=here,
            vacant=field == "who" and key.startswith("-"),
            **called(field, key),
        )


class _Called:
    """What lines of the counts are called, by one lot of each."""

    def __init__(self, by_line: Mapping[tuple[str, str], Lot], sight: DutySight) -> None:
        self._sight = sight
        self._lots = by_line
        held = {each for (field, _), one in self._lots.items() if field == "who" for each in one.who}
        self._answers = Answerable(sight.seen, held)

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
    chosen = {field: key for field in FILTERS if (key := asked.given.get(field))}
    counted = {field: key for field, key in chosen.items() if field in keys}
    found_by = {(field, key): one for field, key in counted.items() for one in every if keys[field](one) == key}
    called = _Called(found_by, sight)
    found = []
    for field, key in chosen.items():
        label = Text("已尝试未果", "Tried in vain")
        if field in counted:
            label = called(field, key)["label"]
        found.append(Filter(label=label, href=asked.href(**{field: ""}, page="")))
    return found
