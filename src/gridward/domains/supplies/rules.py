"""The book of a store: on hand = in − out ± stock-take. Plain Python."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from gridward.kit.clock import HOUR, day_number, day_of, first_moment
from gridward.plug.kind import Entry, Ref, key_of
from gridward.plug.stock import Amount
from gridward.policy.items import to_base
from gridward.policy.norms import norm

_RANK = {"supplies.receipt": 0, "supplies.issue": 1, "supplies.stocktake": 2}
"""At one moment goods come in before they go out, and a stock-take sees both."""

STATES = ("requested", "committed", "in_transit", "fulfilled")


class Movement(NamedTuple):
    """How an entry changed the book of an item, in whole 10**-scale of its unit."""

    entry: Entry
    item: str
    change: int


def item_of(body: Any) -> str:
    """The item that a body of a store is about."""
    return str(body.item)


def in_base(body: Any, quantity: Decimal) -> int:
    """A quantity of the body's item and unit, counted in the item's own unit."""
    return to_base(body.item, quantity, body.unit)


def movements(entries: Iterable[Entry]) -> Iterator[Movement]:
    """The book of one store, by time and whatever the order of arrival.

    A stock-take books counted − book at its moment: goods that went out before it but were entered later change what
    the stock-take booked, not what is on hand.
    """
    book: dict[str, int] = {}
    for entry in sorted(entries, key=lambda one: (one.at, _RANK[one.kind], one.id.int)):
        body = entry.body
        if entry.kind == "supplies.stocktake":
            change = in_base(body, body.counted) - book.get(body.item, 0)
        else:
            change = in_base(body, body.quantity) * (1 if entry.kind == "supplies.receipt" else -1)
        book[body.item] = book.get(body.item, 0) + change
        yield Movement(entry, body.item, change)


def on_hand(entries: Iterable[Entry]) -> dict[str, int]:
    """What the book of one store says of each item."""
    book: dict[str, int] = {}
    for _, item, change in movements(entries):
        book[item] = book.get(item, 0) + change
    return book


def below_zero(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether the item's book is below zero at the entry or after it, up to the next stock-take."""
    book, seen, item = 0, False, item_of(entry.body)
    for moved, _, change in movements(one for one in timeline if item_of(one.body) == item):
        if seen and moved.kind == "supplies.stocktake":
            return False
        book += change
        seen = seen or moved.id == entry.id
        if seen and book < 0:
            return True
    return False


def free(item: str, entries: Sequence[Entry]) -> int:
    """What the book of a store says of an item, less what is promised and has not been handed out yet."""
    moved = [one for one in entries if one.kind in _RANK]
    open_promises: dict[Any, int] = {}
    for one in entries:
        if one.body.item != item:
            continue
        if one.kind == "supplies.allocation":
            key = one.body.request
            open_promises[key] = open_promises.get(key, 0) + in_base(one.body, one.body.quantity)
    for one in moved:
        key = one.body.request_line if one.kind == "supplies.issue" else None
        if key in open_promises and one.body.item == item:
            open_promises[key] -= in_base(one.body, one.body.quantity)
    return on_hand(moved).get(item, 0) - sum(max(0, promised) for promised in open_promises.values())


def store_of(entry: Entry) -> int:
    """The key of the store: the place the entry is about, or its area."""
    return entry.subject.key if entry.subject is not None else key_of("area", entry.area)


def request_amounts(entry: Entry) -> Iterator[tuple[str, str, int]]:
    """What a request says itself: (state, item, amount in base units). Promises count for the line they name."""
    body = entry.body
    for number, line in enumerate(body.lines, start=1):
        yield "requested", line.item, to_base(line.item, line.qty, line.unit)
        lacking = line.qty - sum(promise.qty for promise in body.commitments if promise.line == number)
        if lacking > 0:
            yield "unpromised", line.item, to_base(line.item, lacking, line.unit)
    for promise in body.commitments:
        if promise.line <= len(body.lines):
            line = body.lines[promise.line - 1]
            yield "committed", line.item, to_base(line.item, promise.qty, line.unit)


def underway(request: Entry, others: Iterable[Entry]) -> Iterator[tuple[Entry, str, str, int]]:
    """How what was sent off for a request becomes what came: (because of which entry, state, item, amount changed).

    Sent off is what the request says of its first line or what issues for it say, whichever is more; what came is taken
    off, and never more than was sent off.
    """
    said: dict[str, int] = {}
    if request.body.in_transit and request.body.lines:
        first = request.body.lines[0]
        said[first.item] = to_base(first.item, request.body.in_transit, first.unit)
    issued, came, standing = dict[str, int](), dict[str, int](), dict[str, int]()
    for one in (request, *others):
        item = request.body.lines[0].item if one is request and request.body.lines else getattr(one.body, "item", "")
        if one.kind == "supplies.issue" and not one.body.destroyed:
            issued[item] = issued.get(item, 0) + in_base(one.body, one.body.quantity)
        elif one.kind == "supplies.receipt" and fulfils(one, request):
            amount = in_base(one.body, one.body.quantity)
            came[item] = came.get(item, 0) + amount
            yield one, "fulfilled", item, amount
        now = max(0, max(said.get(item, 0), issued.get(item, 0)) - came.get(item, 0))
        if now != standing.get(item, 0):
            yield one, "in_transit", item, now - standing.get(item, 0)
            standing[item] = now


def uneven(body: Any) -> str:
    """The field of a request that says more than it may: promised is at most what was asked, under way what was
    promised; empty when all is in order.
    """
    promised: dict[int, Decimal] = {}
    for promise in body.commitments:
        promised[promise.line] = promised.get(promise.line, Decimal(0)) + promise.qty
    if any(qty > body.lines[line - 1].qty for line, qty in promised.items() if line <= len(body.lines)):
        return "commitments"
    return "in_transit" if body.in_transit and body.in_transit > promised.get(1, Decimal(0)) else ""


def fulfils(receipt: Entry, request: Entry) -> bool:
    """Whether goods in answer a request: they name it as such, or as where they come from, which no gift does."""
    body = receipt.body
    if _names(body.request_line, request):
        return True
    return _names(body.source_entry, request) and body.source.value in ("upper_allocation", "transfer")


def unsigned(issue: Entry) -> bool:
    """Whether goods out went off to a place: nobody signed for them, so that it is for the place to say what came."""
    body = issue.body
    return isinstance(body.to, Ref) and body.to.kind != "person" and not body.received_by and not body.destroyed


def sent_and_received(entries: Sequence[Entry]) -> Iterator[tuple[Entry, int, int, int]]:
    """Of goods out to a place and what came of them: (entry, area, sent, received), in base units.

    What came without a slip is received here; what had one says both itself, so that only what no slip tells is left of
    what was sent. Alone, a receipt tells what its slip says.
    """
    issue = next((one for one in entries if one.kind == "supplies.issue"), None)
    if issue is None:
        for one in entries:
            if one.body.sent is not None:
                yield one, one.area, in_base(one.body, one.body.sent), in_base(one.body, one.body.quantity)
    elif unsigned(issue):
        place = int(issue.body.to.id)
        yield issue, place, in_base(issue.body, issue.body.quantity), 0
        for one in entries:
            if one.kind != "supplies.issue" and one.body.item == issue.body.item:
                slip = one.body.sent
                yield (
                    one,
                    place,
                    *((0, in_base(one.body, one.body.quantity)) if slip is None else (-in_base(one.body, slip), 0)),
                )


def _names(link: Any, entry: Entry) -> bool:
    return isinstance(link, Ref) and link.key == entry.key


def slip_difference(body: Any) -> int:
    """What a receipt's slip says was sent, less what came, in base units; nothing where there was no slip."""
    return 0 if body.sent is None else in_base(body, body.sent) - in_base(body, body.quantity)


def daily_use(entries: Sequence[Entry]) -> Iterator[Iterator[tuple[int, Entry, Mapping[str, int]]]]:
    """For each item what full load uses in a day, from the day that a statement names on."""
    by_item: dict[str, dict[int, Entry]] = {}
    for entry in entries:
        by_item.setdefault(entry.body.item, {})[day_number(entry.body.from_)] = entry
    for item, told in by_item.items():
        yield (
            (first_moment(day), told[day], {item: in_base(told[day].body, told[day].body.daily_use)})
            for day in sorted(told)
        )


def needed(entries: Sequence[Entry]) -> Iterator[Iterator[tuple[int, Entry, Mapping[str, int]]]]:
    """For each item what full load uses in as many days as the pack asks stores to last (Q54)."""
    for points in daily_use(entries):
        yield (
            (at, entry, {item: use * (norm("cover_days", day_of(at)) or 0) for item, use in values.items()})
            for at, entry, values in points
        )


def moved(entries: Sequence[Entry]) -> Iterator[Amount]:
    """What each entry changed in the book of its store."""
    return (Amount(one.entry.at, one.item, one.change, one.entry) for one in movements(entries))


def used(entries: Sequence[Entry]) -> Iterator[Amount]:
    """What full load uses in a day, from the day that a statement names on."""
    for points in daily_use(entries):
        for at, entry, values in points:
            yield from (Amount(at, item, use, entry) for item, use in values.items())


def asked_for(request: Entry) -> tuple[str, ...]:
    """The items that a request is for."""
    return tuple(dict.fromkeys(line.item for line in request.body.lines))


def dispatches(entries: Sequence[Entry]) -> Iterator[tuple[Entry, int, bool]]:
    """Goods received whose time to be handed on has come: the receipt, when that was, and whether they were in time.

    Goods are handed on with the first issue of their item after they came; they are late when the hours of the pack
    pass without one (Q52). What was moved or given back did not come to be handed on.
    """
    issues: dict[str, list[int]] = {}
    for entry in entries:
        if entry.kind == "supplies.issue" and not entry.body.destroyed:
            issues.setdefault(entry.body.item, []).append(entry.at)
    for entry in entries:
        if entry.kind != "supplies.receipt" or entry.body.source.value in ("transfer", "return"):
            continue
        hours = norm("dispatch_hours", day_of(entry.at))
        if hours is not None:
            end = entry.at + hours * HOUR
            first = min((at for at in issues.get(entry.body.item, ()) if entry.at <= at <= end), default=None)
            yield entry, end if first is None else first, first is not None


def stock_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of stores: on hand by item, in base units, and the last count."""
    if not entries:
        return None
    takes = [entry.at for entry in entries if entry.kind == "supplies.stocktake"]
    book = on_hand(entries)
    return {
        "area": entries[-1].area,
        "on_hand": {item: amount for item, amount in sorted(book.items()) if amount},
        "short": sorted(item for item, amount in book.items() if amount < 0),
        "differing": sorted(item for item, amount in _differences(entries).items() if amount),
        "last_at": max(entry.at for entry in entries),
        "counted_at": max(takes) if takes else None,
    }


def _differences(entries: Iterable[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        if entry.kind == "supplies.receipt":
            found[entry.body.item] = found.get(entry.body.item, 0) + slip_difference(entry.body)
    return found


def request_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of requests: what was asked for, and the lines for which nobody promised anything."""
    request = next((entry for entry in entries if entry.kind == "supplies.request"), None)
    if request is None:
        return None
    body = request.body
    promised = {one.line for one in body.commitments if one.qty}
    return {
        "area": request.area,
        "to_unit": body.to_unit,
        "asked_at": request.at,
        "needed_by": body.needed_by,
        "items": list(dict.fromkeys(line.item for line in body.lines)),
        "lines": len(body.lines),
        "unpromised": sum(number not in promised for number, _ in enumerate(body.lines, start=1)),
        "status": body.status,
    }
