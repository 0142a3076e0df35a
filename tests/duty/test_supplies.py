"""Stores that must last: full-load use × days is the target, what is short must be asked for or filled up."""

from itertools import permutations
from typing import Any

import pytest

from gridward.duty.listed import Reader
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.duty.supplies import Cover, cover
from gridward.duty.supply_book import read
from gridward.grid.tree import tree
from gridward.kit.clock import iso, standing_at
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from tests.duty.test_any_order import Wire, response
from tests.toy.node import EAST, NOW, TOWN, at, entry, example, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

STORE: Wire = {"kind": "place", "ref": "made-up store"}


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    (receipt,) = send(response(10, "supplies", "2020-02-02"))
    assert receipt.outcome == "accepted"


def counts(number: int, when: int, counted: str, item: str = "mask") -> Wire:
    body = {"item": item, "counted": counted, "unit": "只"}
    return entry(number, "supplies.stocktake", EAST, when, body, subject=STORE)


def uses(number: int, first: str, use: str, subject: Wire = STORE, area: str = EAST, item: str = "mask") -> Wire:
    body = {"item": item, "daily_use": use, "unit": "只", "from": first}
    return entry(number, "supplies.target", area, at(1), body, subject=subject)


def asks(number: int, when: int, item: str = "mask") -> Wire:
    body = {"to_unit": "made up", "lines": [{"item": item, "qty": "10", "unit": "只"}]}
    return entry(number, "supplies.request", EAST, when, body, subject=STORE)


def good(*wires: Wire) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts


def owed(moment: int = NOW) -> list[tuple[str, State]]:
    """The duties of stores: when each opened, and how it stands."""
    with standing_at(NOW):
        catch_up()
        assert check() == []
    with standing_at(moment):
        found = Reader(moment)._read("state <> 2 ORDER BY opens", ())
    return [(iso(one.opens)[5:16], one.state) for one in found if one.name == "supply.masks"]


def covers(spot: str = "", moment: int = NOW) -> list[Cover]:
    area = tree().need(spot).id if spot else next(node.id for node in tree().nodes(None, "place"))
    return cover(read(area, Places(tree()), stand().position), moment)


def test_thirty_days_are_enough_and_one_mask_less_is_not() -> None:
    good(uses(20, "2020-02-01", "100"), counts(21, at(1, 9), "3000"))
    assert owed() == []
    assert [one.short(30) for one in covers()] == [0]
    good(counts(22, at(5, 9), "2999"))
    assert owed() == [("02-05T09:00", State.MISSED)]
    assert [(one.tenths, one.short(30), one.target(30)) for one in covers()] == [(299, 1, 3000)]


def test_without_a_stated_use_nothing_is_known() -> None:
    good(counts(21, at(1, 9), "5"))
    assert owed() == []
    assert covers() == []


def test_a_request_settles_it_and_filling_up_does_too() -> None:
    good(uses(20, "2020-02-01", "100"), counts(21, at(1, 9), "10"))
    assert owed() == [("02-02T00:00", State.MISSED)]
    good(asks(22, at(2, 8)))
    assert owed() == [("02-02T00:00", State.HEARD_LATE)]
    good(counts(23, at(6, 8), "5000"), counts(24, at(8, 8), "10"))  # short once more: asked for anew
    assert owed() == [("02-02T00:00", State.HEARD_LATE), ("02-08T08:00", State.MISSED)]
    good(counts(25, at(9, 8), "3000"))
    assert owed() == [("02-02T00:00", State.HEARD_LATE), ("02-08T08:00", State.DONE_LATE)]


def test_asking_before_it_is_short_settles_nothing() -> None:
    good(uses(20, "2020-02-01", "100"), counts(21, at(1, 9), "3000"), asks(22, at(3, 9)), counts(23, at(4, 9), "100"))
    assert owed() == [("02-04T09:00", State.MISSED)]


def test_a_town_is_covered_by_the_stores_in_it() -> None:
    good(uses(20, "2020-02-01", "100", {"kind": "area", "ref": TOWN}, TOWN), counts(21, at(1, 9), "3000"))
    assert owed() == []
    assert [one.on_hand for one in covers(TOWN)] == [3000]
    good(counts(22, at(5, 9), "10"))
    assert owed() == [("02-05T09:00", State.MISSED)]


def test_kinds_of_an_item_count_for_it() -> None:
    good(uses(20, "2020-02-01", "100"), counts(21, at(1, 9), "3000", "mask_n95"))
    assert owed() == []


def test_use_from_a_day_to_come_asks_from_then_on() -> None:
    good(uses(20, "2020-02-20", "100"), counts(21, at(1, 9), "10"))
    assert owed() == [("02-20T00:00", State.MISSED)]


def test_a_clause_that_names_nobody_asks_nobody() -> None:
    good(uses(20, "2020-02-01", "100", item="mask"), counts(21, at(1, 9), "3000"))
    with standing_at(NOW):
        catch_up()
        assert all(one.name != "supply.medicine" for one in Reader(NOW)._read("1 = 1", ()))


def test_a_use_taken_back_asks_for_nothing() -> None:
    told = uses(20, "2020-02-01", "100")
    good(told, counts(21, at(1, 9), "10"))
    assert len(owed()) == 1
    good(entry(22, "supplies.target", EAST, at(1), None, replaces=told["id"], subject=STORE))
    assert owed() == []


def test_any_order_makes_the_same_duties() -> None:
    wires: tuple[dict[str, Any], ...] = (
        uses(20, "2020-02-01", "100"), counts(21, at(3, 9), "10"), asks(22, at(3, 12)), counts(23, at(9, 9), "3000"),
    )  # fmt: skip
    found = set()
    for order in permutations(wires):
        with example():
            for one in order:
                good(one)
            found.add(tuple(owed()))
    assert len(found) == 1
