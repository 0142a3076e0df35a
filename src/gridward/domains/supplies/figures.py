"""The figures of stores (figures.md; coverage.md F1, F14, Q51-Q53)."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.supplies import rules
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, Member, line, steps
from gridward.plug.kind import Entry
from gridward.policy.items import items

MOVES = ("supplies.receipt", "supplies.issue", "supplies.stocktake")
ITEMS = tuple(
    Member(code=item.code, label=item.label, unit=item.unit, scale=item.scale, parent=item.parent)
    for item in items().values()
)
STATES = {
    "requested": Text("已申请", "Requested"),
    "committed": Text("已承诺", "Committed"),
    "in_transit": Text("在途", "In transit"),
    "fulfilled": Text("已到货", "Fulfilled"),
}
ASKED = STATES | {"unpromised": Text("未承诺", "Not promised")}
"""What a request is asked about: how far its goods have come, and what nobody has promised yet (Q53)."""


def on_hand(entries: Sequence[Entry]) -> Iterable[Line]:
    """What each entry changed in the book of its store."""
    return [line(entry, change, member=item) for entry, item, change in rules.movements(entries) if change]


def issued(entries: Sequence[Entry]) -> Iterable[Line]:
    """Goods handed out; what was destroyed went out but was not issued."""
    return [
        line(entry, rules.in_base(entry.body, entry.body.quantity), member=entry.body.item)
        for entry in entries
        if not entry.body.destroyed
    ]


def sent(entries: Sequence[Entry]) -> Iterable[Line]:
    """What issues and slips say was sent."""
    return _moved(entries, lambda sent, _: sent)


def received(entries: Sequence[Entry]) -> Iterable[Line]:
    """What came of what was sent."""
    return _moved(entries, lambda _, received: received)


def differences(entries: Sequence[Entry]) -> Iterable[Line]:
    """What was sent, less what came."""
    return _moved(entries, lambda sent, received: sent - received)


def _moved(entries: Sequence[Entry], what: Callable[[int, int], int]) -> Iterable[Line]:
    for one, area, sent, received in rules.sent_and_received(entries):
        amount = what(sent, received)
        if amount:
            yield Line(one.position, area, one.at, amount, one.body.item)


def allocated(entries: Sequence[Entry]) -> Iterable[Line]:
    """What was promised of each item."""
    return [line(one, rules.in_base(one.body, one.body.quantity), member=one.body.item) for one in entries]


def stores(entries: Sequence[Entry]) -> Iterable[Line]:
    """The store, for every entry in its book."""
    return [line(entry, key=rules.store_of(entry)) for entry in entries]


def daily_use(entries: Sequence[Entry]) -> Iterable[Line]:
    """What units say they use in a day at full load."""
    for points in rules.daily_use(entries):
        yield from steps(points)


def cover_target(entries: Sequence[Entry]) -> Iterable[Line]:
    """What stores should hold so that they last for the days that the pack asks for."""
    for points in rules.needed(entries):
        yield from steps(points)


def shortfall(entries: Sequence[Entry]) -> Iterable[Line]:
    """What should be held, less what is."""
    yield from cover_target([entry for entry in entries if entry.kind == "supplies.target"])
    for one in on_hand([entry for entry in entries if entry.kind in MOVES]):
        yield one._replace(value=-one.value)


def dispatched(*, in_time: bool) -> Callable[[Sequence[Entry]], Iterable[Line]]:
    """Receipts whose goods should have been handed on, or were in time."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        return [line(entry, at=at) for entry, at, good in rules.dispatches(entries) if good or not in_time]

    return lines


def requested(entries: Sequence[Entry]) -> Iterable[Line]:
    """By state: how many lines were asked for, promised or not, under way and received; and of each item how much."""
    for request in (one for one in entries if one.kind == "supplies.request"):
        for state, item, amount in rules.request_amounts(request):
            yield line(request, member=state)
            yield line(request, amount, member=f"{state}.{item}")
        standing: dict[tuple[str, str], int] = {}
        for one, state, item, change in rules.underway(request, [one for one in entries if one is not request]):
            before = standing.get((state, item), 0)
            after = standing[state, item] = before + change
            at = max(one.at, request.at)
            if bool(after) != bool(before):
                yield Line(one.position, request.area, at, 1 if after else -1, state)
            yield Line(one.position, request.area, at, change, f"{state}.{item}")


FROM_MOVES = Text(
    "由每批入库和出库的时间而定：请写 supplies.received、supplies.issued",
    "follows from when goods came and went out: state supplies.received and supplies.issued",
)
ON_HAND = Figure(
    name="supplies.on_hand",
    label=Text("物资库存", "Supplies on hand"),
    unit="",
    kind="stock",
    of=MOVES,
    lines=on_hand,
    members=ITEMS,
    total=False,
)
ALLOCATED = Figure(
    name="supplies.allocated",
    label=Text("已分配物资", "Supplies promised"),
    unit="",
    of=("supplies.allocation",),
    lines=allocated,
    members=ITEMS,
    total=False,
)
ON_HAND_OWN = Figure(
    name="supplies.on_hand_own",
    label=Text("本级储备", "Supplies in own stores"),
    unit="",
    kind="stock",
    of=MOVES,
    lines=on_hand,
    members=ITEMS,
    own=True,
    total=False,
    at_most="supplies.on_hand",
)
ISSUED = Figure(
    name="supplies.issued",
    label=Text("发放物资", "Supplies issued"),
    unit="",
    of=("supplies.issue",),
    lines=issued,
    members=ITEMS,
    total=False,
)
SENT = Figure(
    name="supplies.sent",
    label=Text("发出物资（出库单、随货单）", "Supplies sent, as issues and slips say"),
    unit="",
    kind="stock",
    matter=True,
    of=("supplies.issue", "supplies.receipt"),
    lines=sent,
    members=ITEMS,
    total=False,
)
RECEIVED = Figure(
    name="supplies.received",
    label=Text("发出物资中已收", "Supplies received of those sent"),
    unit="",
    kind="stock",
    matter=True,
    of=("supplies.issue", "supplies.receipt"),
    lines=received,
    members=ITEMS,
    total=False,
    expected="supplies.sent",
    share=True,
)
DIFFERENCES = Figure(
    name="supplies.differences",
    label=Text("发出未收到物资（负数为多收）", "Sent and not received (below zero: more came)"),
    unit="",
    kind="stock",
    matter=True,
    of=("supplies.issue", "supplies.receipt"),
    lines=differences,
    members=ITEMS,
    total=False,
)
STORES = Figure(
    name="supplies.stores",
    label=Text("储备点", "Stores"),
    unit="个",
    of=MOVES,
    lines=stores,
    distinct=True,
)
COUNTED = Figure(
    name="supplies.counted",
    label=Text("已盘点储备点", "Stores counted"),
    unit="个",
    of=("supplies.stocktake",),
    lines=stores,
    distinct=True,
    at_most="supplies.stores",
    expected="supplies.stores",
    share=True,
    headline=40,
)
REQUESTED = Figure(
    name="supplies.requested",
    label=Text("物资申请", "Supplies requested"),
    unit="项",
    kind="stock",
    matter=True,
    of=("supplies.request", "supplies.issue", "supplies.receipt"),
    begun_by=("supplies.request",),
    lines=requested,
    members=(
        *(Member(code=code, label=label, unit="项") for code, label in ASKED.items()),
        *(
            Member(
                code=f"{code}.{item.code}",
                label=Text(f"{label.zh}{item.label.zh}", f"{label.en}: {item.label.en}"),
                unit=item.unit,
                scale=item.scale,
                parent=f"{code}.{item.parent}" if item.parent else "",
            )
            for code, label in ASKED.items()
            for item in items().values()
        ),
    ),
    total=False,
)
DAILY_USE = Figure(
    name="supplies.daily_use",
    label=Text("满负荷日用量", "Daily use at full load"),
    unit="",
    kind="stock",
    of=("supplies.target",),
    lines=daily_use,
    members=ITEMS,
    total=False,
)
COVER_TARGET = Figure(
    name="supplies.cover_target",
    label=Text("满负荷保障需要量", "Needed for the days of full load"),
    unit="",
    follows=Text(
        "是日用量与应保障天数之积：请写 supplies.daily_use", "is the daily use times the days: state supplies.daily_use"
    ),
    kind="stock",
    of=("supplies.target",),
    lines=cover_target,
    members=ITEMS,
    total=False,
)
DAYS_OF_COVER = Figure(
    name="supplies.days_of_cover",
    label=Text("满负荷保障程度", "Cover of the days of full load"),
    unit="",
    kind="stock",
    of=MOVES,
    lines=on_hand,
    members=ITEMS,
    total=False,
    expected="supplies.cover_target",
    share=True,
)
SHORTFALL = Figure(
    name="supplies.shortfall",
    label=Text("储备缺口（负数为结余）", "Short of what is needed (below zero: to spare)"),
    unit="",
    kind="stock",
    of=(*MOVES, "supplies.target"),
    lines=shortfall,
    members=ITEMS,
    total=False,
)
DISPATCH_DUE = Figure(
    name="supplies.dispatch_due",
    label=Text("应发放到货", "Receipts due to be handed on"),
    unit="批",
    follows=Text(
        "由每批入库和出库的时间而定：请写 supplies.received、supplies.issued",
        "follows from when goods came and went out: state supplies.received and supplies.issued",
    ),
    kind="stock",
    of=MOVES,
    lines=dispatched(in_time=False),
)
DISPATCH_HOURS = Figure(
    name="supplies.dispatch_hours",
    label=Text("时限内发放到货", "Receipts handed on within the hours set"),
    unit="批",
    follows=Text(
        "由每批入库和出库的时间而定：请写 supplies.received、supplies.issued",
        "follows from when goods came and went out: state supplies.received and supplies.issued",
    ),
    kind="stock",
    of=MOVES,
    lines=dispatched(in_time=True),
    at_most="supplies.dispatch_due",
    expected="supplies.dispatch_due",
    share=True,
    headline=41,
)
FIGURES = (
    ON_HAND,
    ON_HAND_OWN,
    ALLOCATED,
    ISSUED,
    SENT,
    RECEIVED,
    DIFFERENCES,
    STORES,
    COUNTED,
    REQUESTED,
    DAILY_USE,
    COVER_TARGET,
    DAYS_OF_COVER,
    SHORTFALL,
    DISPATCH_DUE,
    DISPATCH_HOURS,
)
