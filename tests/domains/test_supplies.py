"""Stores: on hand = in − out ± stock-take, whatever the order of arrival."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.domains.supplies import entries as kinds
from gridward.domains.supplies import figures
from gridward.domains.supplies.rules import on_hand, stock_row
from gridward.kit.clock import parse
from gridward.plug.kind import Entry
from tests.domains.entries import TOWN, VILLAGE, by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def moved(
    what: str, hour: int, quantity: float, position: int, *, item: str = "mask", store: int = 7, **more: Any
) -> Entry:
    kind = {"in": kinds.RECEIPT, "out": kinds.ISSUE, "take": kinds.STOCKTAKE}[what]
    unit = {"mask": "只", "alcohol_75": "升"}[item]
    body: dict[str, Any] = {"item": item, "unit": unit}
    body |= {"counted": quantity} if what == "take" else {"quantity": quantity}
    body |= {"source": "purchase"} if what == "in" else {}
    body |= {"to": ref("area", VILLAGE), "purpose": "卡口"} if what == "out" else {}
    at = f"2020-02-{1 + hour // 24:02}T{hour % 24:02}:00:00+08:00"
    return written(kind, at, body | more, subject=("place", store), area=store, position=position)


def test_the_wire_form_is_read() -> None:
    raw = b"""{"item":"mask","quantity":2.5,"unit":"\xe7\xae\xb1","source":"worthy","unit_price":1.25}"""
    assert msgspec.json.decode(raw, type=kinds.Receipt).quantity == Decimal("2.5")
    raw = (
        b'{"to_unit":"county","lines":[{"item":"mask","qty":100,"unit":"x"}],"commitments":[{"qty":40,"by":"county"}]}'
    )
    assert msgspec.json.decode(raw, type=kinds.Request).lines[0].qty == 100
    raw = b'{"item":"mask","daily_use":50,"unit":"x","from":"2020-02-01"}'
    assert msgspec.json.decode(raw, type=kinds.Target).from_.isoformat() == "2020-02-01"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (kinds.Receipt, b'{"item":"mask","quantity":"many","unit":"x","source":"purchase"}'),
        (kinds.Receipt, b'{"item":"mask","quantity":1,"unit":"x","source":"theft"}'),
        (kinds.Issue, b'{"item":"mask","quantity":1,"unit":"x","purpose":"gate"}'),
        (kinds.Request, b'{"to_unit":"county","lines":[{"item":"mask"}]}'),
    ],
)
def test_a_bad_body_is_an_error(kind: Any, raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=kind)


def test_what_cannot_be_counted_keeps_the_entry_from_counting() -> None:
    body = msgspec.json.decode('{"item":"maks","quantity":1,"unit":"只","source":"purchase"}', type=kinds.Receipt)
    assert kinds.RECEIPT.needs is not None
    assert [reason.code for reason in kinds.RECEIPT.needs(body)] == ["unknown_item"]


def test_a_late_issue_changes_the_take_and_not_the_total() -> None:
    early = [moved("in", 1, 100, 1), moved("take", 9, 90, 2)]
    late = [*early, moved("out", 5, 8, 3)]
    for entries, booked in ((early, -10), (late, -2)):
        found = lines(figures.ON_HAND, by_time(entries))
        assert value(figures.ON_HAND, found, "mask", parse("2020-02-02")) == 90
        assert [line.value for line in found if line.source == 2] == [booked]


STEPS = st.lists(
    st.tuples(st.sampled_from(["in", "out", "take"]), st.integers(0, 40), st.integers(0, 500)), max_size=14
)


@given(STEPS, st.randoms())
def test_on_hand_is_in_less_out_and_take_in_any_order_of_arrival(
    steps: list[tuple[str, int, int]], random: Any
) -> None:
    entries = [moved(what, hour, amount, number) for number, (what, hour, amount) in enumerate(steps, 1)]
    ranks = {"supplies.receipt": 0, "supplies.issue": 1, "supplies.stocktake": 2}
    book = 0
    for entry in sorted(entries, key=lambda one: (one.at, ranks[one.kind], one.id.bytes)):
        if entry.kind == "supplies.stocktake":
            book = int(entry.body.counted)
        else:
            book += int(entry.body.quantity) * (1 if entry.kind == "supplies.receipt" else -1)
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert on_hand(shuffled).get("mask", 0) == book
    found = lines(figures.ON_HAND, shuffled)
    assert sum(line.value for line in found) == book


def test_of_twenty_issues_from_a_stock_of_ten_ten_are_flagged() -> None:
    stock = [moved("in", 1, 10, 1)]
    flagged = 0
    for position in range(2, 22):
        issue = moved("out", 5, 1, position)
        stock.append(issue)
        flagged += bool(kinds.overdrawn(issue, by_time(stock)))
    assert flagged == 10
    assert on_hand(stock)["mask"] == -10


def test_a_take_ends_the_shortage() -> None:
    issue = moved("out", 5, 5, 1)
    assert kinds.overdrawn(issue, [issue])
    before = [moved("take", 3, 9, 2), issue]
    assert not kinds.overdrawn(issue, by_time(before))


def test_items_have_their_own_units_and_parents_sum() -> None:
    entries = [
        moved("in", 1, 2, 1, unit="箱"),
        moved("in", 1, 1453, 2, item="alcohol_75"),
        written(
            kinds.RECEIPT,
            "2020-02-01T03:00:00+08:00",
            {"item": "mask_n95", "quantity": 1, "unit": "盒", "source": "donation"},
            subject=("place", 7),
            position=3,
        ),
    ]
    found = lines(figures.ON_HAND_OWN, by_time(entries))
    at = parse("2020-02-02")
    assert value(figures.ON_HAND_OWN, found, "mask", at) == 4_020
    assert value(figures.ON_HAND_OWN, found, "mask_n95", at) == 20
    assert value(figures.ON_HAND_OWN, found, "alcohol_75", at) == 1_453_000
    assert figures.ON_HAND_OWN.own
    assert not figures.ON_HAND.own


def test_destroyed_goods_are_out_but_not_issued() -> None:
    entries = [moved("in", 1, 50, 1), moved("out", 2, 10, 2), moved("out", 3, 5, 3, destroyed=True)]
    at = parse("2020-02-02")
    assert value(figures.ON_HAND, lines(figures.ON_HAND, entries), "mask", at) == 35
    assert value(figures.ISSUED, lines(figures.ISSUED, entries), "mask", at) == 10


def test_what_came_otherwise_than_sent_stays_visible_until_the_rest_comes() -> None:
    short = moved("in", 9, 8, 1, source="transfer", sent=10)
    entries = [short, moved("in", 10, 5, 2, source="transfer", sent=5), moved("in", 11, 3, 3)]
    told = figures.SENT, figures.RECEIVED, figures.DIFFERENCES

    def said_of(found: list[Entry]) -> list[int]:
        return [value(figure, lines(figure, by_time(found)), "mask", parse("2020-02-05")) for figure in told]

    assert said_of(entries) == [15, 13, 2]
    assert [[one.code for one in kinds.differing(entry, [entry])] for entry in entries] == [["not_as_sent"], [], []]
    row = stock_row(by_time(entries))
    assert row is not None
    assert row["differing"] == ["mask"]
    rest = [*entries, moved("in", 30, 2, 4, source="transfer", sent=0)]
    assert said_of(rest) == [15, 15, 0]
    assert kinds.differing(rest[-1], rest) == ()
    settled = stock_row(by_time(rest))
    assert settled is not None
    assert settled["differing"] == []


def test_stores_counted_of_stores() -> None:
    entries = [moved("in", 1, 5, 1), moved("in", 1, 5, 2, store=8), moved("take", 9, 5, 3), moved("take", 30, 5, 4)]
    at = parse("2020-02-05")
    assert value(figures.STORES, lines(figures.STORES, entries), "", at) == 2
    assert value(figures.COUNTED, lines(figures.COUNTED, entries), "", at) == 1
    row = stock_row(by_time(entries[:1] + entries[2:]))
    assert row is not None
    assert (row["on_hand"], row["short"]) == ({"mask": 5}, [])


def test_a_hundred_asked_and_forty_promised_leave_sixty_visible() -> None:
    asked = {"to_unit": "county", "lines": [{"item": "mask", "qty": 100, "unit": "只"}], "in_transit": 30}
    asked |= {"commitments": [{"qty": 40, "by": "county"}]}
    request = written(kinds.REQUEST, "2020-02-01T08:00:00+08:00", asked, subject=("area", TOWN), position=1)
    came = moved("in", 30, 10, 2, source="upper_allocation", source_entry=ref("entry", 1))
    gift = moved("in", 31, 10, 3, source="donation", source_entry=ref("entry", 1))
    entries = [request, came, gift]
    assert asked_for(entries) == ([100, 40, 20, 10], [1, 1, 1, 1])
    found, at = lines(figures.REQUESTED, by_time(entries)), parse("2020-02-05")
    assert [value(figures.REQUESTED, found, f"unpromised{item}", at) for item in (".mask", "")] == [60, 1]
    other = moved("in", 32, 20, 4, item="alcohol_75", source="upper_allocation", request_line=ref("entry", 1))
    rest = moved("in", 33, 25, 5, source="purchase", request_line=ref("entry", 1))
    assert asked_for([*entries, other]) == ([100, 40, 20, 10], [1, 1, 1, 2])
    assert asked_for([*entries, rest]) == ([100, 40, 0, 35], [1, 1, 0, 1])


def asked_for(entries: list[Entry]) -> tuple[list[int], list[int]]:
    """The masks, and the lines, of each state of requests."""
    found, at = lines(figures.REQUESTED, by_time(entries)), parse("2020-02-05")
    masks = [value(figures.REQUESTED, found, f"{state}.mask", at) for state in figures.STATES]
    return masks, [value(figures.REQUESTED, found, state, at) for state in figures.STATES]


def test_what_a_store_sends_off_for_a_request_is_under_way_until_it_is_received() -> None:
    asked = {"to_unit": "town", "lines": [{"item": "mask", "qty": 100, "unit": "只"}]}
    request = written(kinds.REQUEST, "2020-02-01T08:00:00+08:00", asked, subject=("area", VILLAGE), position=1)
    off = moved("out", 30, 60, 2, request_line=ref("entry", 1))
    came = moved(
        "in", 40, 25, 3, store=8, source="transfer", request_line=ref("entry", 1), source_entry=ref("entry", 2)
    )
    assert asked_for([request, off]) == ([100, 0, 60, 0], [1, 0, 1, 0])
    assert asked_for([request, off, came]) == ([100, 0, 35, 25], [1, 0, 1, 1])


@pytest.mark.parametrize(
    ("receipts", "told"),
    [
        ([], [10, 0, 10]),
        ([{"quantity": 8}], [10, 8, 2]),
        ([{"quantity": 8, "sent": 10}], [10, 8, 2]),
        ([{"quantity": 8, "sent": 9}], [10, 8, 2]),
        ([{"quantity": 8}, {"quantity": 2, "sent": 0}], [10, 10, 0]),
        ([{"quantity": 11}], [10, 11, -1]),
    ],
)
def test_what_is_sent_to_a_post_differs_until_the_post_says_what_came(
    receipts: list[dict[str, int]], told: list[int]
) -> None:
    sent = moved("out", 9, 10, 1, to=ref("place", 8))
    came = [
        moved(
            "in", number, said.pop("quantity"), number, store=8, source="transfer", source_entry=ref("entry", 1), **said
        )
        for number, said in enumerate(map(dict, receipts), 10)
    ]
    for areas in (None, {8}):
        found = [
            value(figure, lines(figure, by_time([sent, *came])), "mask", parse("2020-02-05"), areas)
            for figure in (figures.SENT, figures.RECEIVED, figures.DIFFERENCES)
        ]
        assert found == told


@pytest.mark.parametrize("more", [{"received_by": "某"}, {"to": ref("person", 9)}, {"destroyed": True}])
def test_what_was_signed_for_or_went_nowhere_is_not_waited_for(more: dict[str, Any]) -> None:
    sent = moved("out", 9, 10, 1, **more)
    assert lines(figures.DIFFERENCES, [sent]) == []


@pytest.mark.parametrize(
    ("promised", "in_transit", "field"),
    [
        ([{"qty": 40, "line": 1}], 30, None),
        ([{"qty": 60, "line": 1}, {"qty": 41, "line": 1}], None, "body.commitments"),
        ([{"qty": 40, "line": 1}], 41, "body.in_transit"),
        ([{"qty": 900, "line": 2}], None, "body.commitments"),
        ([], 1, "body.in_transit"),
    ],
)
def test_more_promised_than_asked_or_under_way_than_promised_is_flagged(
    promised: list[dict[str, int]], in_transit: int | None, field: str | None
) -> None:
    line = [{"item": "mask", "qty": 100, "unit": "只"}, {"item": "water", "qty": 10, "unit": "箱"}]
    asked = {"to_unit": "county", "lines": line, "commitments": promised, "in_transit": in_transit}
    request = written(kinds.REQUEST, "2020-02-01T08:00:00+08:00", asked, subject=("area", TOWN))
    assert [one.field for one in kinds.overpromised(request, [request])] == ([field] if field else [])


def test_the_daily_use_at_full_load_is_what_was_said_last() -> None:
    def said(position: int, use: int, start: str) -> Entry:
        body = {"item": "mask", "daily_use": use, "unit": "只", "from": start}
        return written(kinds.TARGET, f"{start}T09:00:00+08:00", body, subject=("area", TOWN), position=position)

    found = lines(figures.DAILY_USE, [said(1, 500, "2020-02-01"), said(2, 700, "2020-02-04")])
    days = ("2020-01-31", "2020-02-03", "2020-02-04")
    assert [value(figures.DAILY_USE, found, "mask", parse(day)) for day in days] == [0, 500, 700]


def target(position: int, day: int, use: float, item: str = "mask") -> Entry:
    body = {"item": item, "daily_use": use, "unit": "只", "from": f"2020-02-{day:02}"}
    at = f"2020-02-{day:02}T09:00:00+08:00"
    return written(kinds.TARGET, at, body, subject=("area", TOWN), area=TOWN, position=position)


def said(figure: Any, entries: list[Entry], day: int, member: str = "mask") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(f"2020-02-{day:02}"))


def test_cover_is_what_is_held_against_the_days_of_full_load() -> None:
    entries = [moved("in", 1, 2_999, 1), target(2, 1, 100), moved("in", 26, 11, 3)]
    assert [said(figures.COVER_TARGET, entries, day) for day in (1, 2)] == [3_000, 3_000]
    assert [said(figures.DAYS_OF_COVER, entries, day) for day in (1, 2)] == [2_999, 3_010]
    assert [said(figures.SHORTFALL, entries, day) for day in (1, 2)] == [1, -10]
    assert figures.DAYS_OF_COVER.expected == figures.COVER_TARGET.name


def test_goods_are_handed_on_in_time_with_the_first_issue_within_the_hours() -> None:
    entries = [
        moved("in", 8, 100, 1),
        moved("out", 10, 5, 2),
        moved("in", 12, 100, 3, item="alcohol_75"),
        moved("out", 40, 5, 4, item="alcohol_75"),
        moved("in", 20, 100, 5, source="transfer"),
    ]
    assert [said(figures.DISPATCH_DUE, entries, day, "") for day in (1, 2)] == [1, 2]
    assert [said(figures.DISPATCH_HOURS, entries, day, "") for day in (1, 2)] == [1, 1]
