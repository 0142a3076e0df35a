"""Risk areas by date: who has been in one is found, whatever came first, and whatever becomes of the list later."""

from itertools import permutations
from typing import Any

import pytest

from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.duty.risks import Spot, lies_in
from gridward.kit.clock import DAY, iso, standing_at
from gridward.kit.rows import rows
from gridward.roll.models import Thing
from tests.duty.test_any_order import Wire, person, response
from tests.duty.told import day
from tests.toy.node import COUNTY, EAST, NOW, START, WEST, entry, example, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]


SELF = {"source": "self"}


def january(number: int, hour: float = 12) -> int:
    """A moment of January 2020."""
    return START - (32 - number) * DAY + int(hour * DAY / 24)


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    (receipt,) = send(response(10, "risks", "2020-01-20"))
    assert receipt.outcome == "accepted"


def arrival(number: int, when: int, origin: str, ref: str = "p1", **more: Any) -> Wire:
    body = {
        "direction": "in", "stage": "actual", "journey_id": f"j{number}", "purpose": "return_home",
        "origin_area": origin, "destination": "made up", "arrive_at": iso(when), **more,
    }  # fmt: skip
    return entry(number, "screening.travel_entry", EAST, when, body, subject=person(ref))


def listed(number: int, when: int, area: str, first: str, last: str | None = None, **more: Any) -> Wire:
    body = {"area": area, "level": "key", "from": first, "to": last, "source_document": "made up", **more}
    return entry(number, "command.risk_area", COUNTY, when, body)


def good(*wires: Wire) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts


def under() -> dict[int, tuple[str, str, str]]:
    """Who is under what, by the order in which people became known, from which to which day."""
    with standing_at(NOW):
        catch_up()
        assert check() == []
    people = sorted(Thing.objects.filter(kind="person").values_list("id", flat=True))
    found = rows("SELECT subject, name, first_day, last_day FROM duty_standing ORDER BY begins")
    return {people.index(key // 16) + 1: (name, day(first), day(last)) for key, name, first, last in found}


def test_the_day_from_which_an_area_is_listed_decides() -> None:
    good(
        arrival(20, january(23), "湖北省武汉市", "p1"),
        arrival(21, january(25), "湖北省武汉市", "p2"),
        arrival(22, january(25), "山东省济南市", "p3"),
        listed(30, january(26), "湖北省", "2020-01-24"),
    )
    assert under() == {2: ("risk_history", "01-26", "02-08")}
    assert len(rows("SELECT 1 FROM duty_duty WHERE state = 0")) == 1


def test_taken_off_later_ends_nothing_and_a_corrected_day_does() -> None:
    told = listed(30, january(24), "420000", "2020-01-24")
    good(told, arrival(20, january(25), "武汉市", "p1"))
    assert under() == {}  # 武汉市 alone does not say that it lies in 湖北: its code or full name does
    good(arrival(21, january(25), "420100", "p2"))
    assert under() == {2: ("risk_history", "01-25", "02-08")}
    good(listed(31, january(28), "420000", "2020-01-24", "2020-01-27"))
    assert under() == {2: ("risk_history", "01-25", "02-08")}
    good(
        {**listed(32, january(29), "420000", "2020-01-26"), "replaces": told["id"]},
        listed(33, january(30), "420000", "2020-01-26"),
    )
    assert under() == {2: ("risk_history", "01-28", "02-08")}  # only the statement of the 28th lists the 25th now


def test_a_correction_that_takes_an_area_off_ends_nothing() -> None:
    told = listed(30, january(24), "湖北省", "2020-01-24")
    good(told, arrival(20, january(25), "湖北省武汉市"), arrival(21, january(29), "湖北省武汉市", "p2"))
    assert len(under()) == 2
    good({**listed(31, january(30), "湖北省", "2020-01-24", "2020-01-27"), "replaces": told["id"]})
    assert under() == {1: ("risk_history", "01-25", "02-08")}


def test_a_listing_taken_back_leaves_nobody_under_it() -> None:
    told = listed(30, january(24), "湖北省", "2020-01-24")
    good(told, arrival(20, january(25), "湖北省黄冈市"))
    assert under() != {}
    good(entry(31, "command.risk_area", COUNTY, january(28), None, replaces=told["id"]))
    assert under() == {}


def test_a_day_to_come_counts_nobody_before_it() -> None:
    good(listed(30, january(24), "湖北省", "2020-02-20"), arrival(20, january(25), "湖北省武汉市"))
    assert under() == {}


def test_overlapping_listings_make_one_standing() -> None:
    good(
        listed(30, january(24), "湖北省", "2020-01-24"), listed(31, january(24), "武汉市", "2020-01-20"),
        arrival(20, january(25), "湖北省武汉市"),
    )  # fmt: skip
    assert under() == {1: ("risk_history", "01-25", "02-08")}


def test_a_lower_level_from_a_day_on_replaces_the_one_before() -> None:
    good(
        listed(30, january(24), "湖北省", "2020-01-24"), listed(31, january(26), "湖北省", "2020-01-27", level="low"),
        arrival(20, january(26), "湖北省武汉市", "p1"), arrival(21, january(28), "湖北省武汉市", "p2"),
    )  # fmt: skip
    assert under() == {1: ("risk_history", "01-26", "02-09")}


def test_companions_and_stays_count_too() -> None:
    good(
        arrival(20, january(25), "湖北省武汉市", "p1", companions=[person("p2")]),
        entry(
            21, "tracing.stay", EAST, january(28),
            {"place": {"kind": "area", "ref": WEST}, "from": iso(january(22)), "to": iso(january(26)), **SELF},
            subject=person("p3"),
        ),
        listed(30, january(29), "湖北省", "2020-01-24"),
        listed(31, january(29), WEST, "2020-01-20", "2020-01-24", look_back_days=20),
    )  # fmt: skip
    assert sorted(under().values()) == [
        ("risk_history", "01-29", "02-08"), ("risk_history", "01-29", "02-08"), ("risk_history", "01-29", "02-13"),
    ]  # fmt: skip


def test_who_becomes_known_after_the_days_is_under_nothing() -> None:
    good(listed(30, START + 20 * DAY, "湖北省", "2020-01-24"), arrival(20, january(25), "湖北省武汉市"))
    assert under() == {}


def test_any_order_finds_the_same_people() -> None:
    wires = (
        listed(30, january(24), "湖北省", "2020-01-24"), listed(31, january(28), "湖北省", "2020-01-24", "2020-01-27"),
        arrival(20, january(25), "湖北省武汉市", "p1"), arrival(21, january(28), "湖北省武汉市", "p2"),
    )  # fmt: skip
    found = set()
    for order in permutations(wires):
        with example():
            for one in order:
                good(one)
            found.add(tuple(sorted(under().values())))
    assert found == {(("risk_history", "01-25", "02-08"),)}


@pytest.mark.parametrize(
    ("names", "area", "lies"),
    [
        ("湖北省武汉市", "湖北省", True),
        ("湖北武汉", "湖北省", True),
        ("湖北武汉", "武汉市", True),
        ("吉林省长春市", "吉林市", False),
        ("吉林省吉林市", "吉林市", True),
        ("河北省邢台市南宫市", "南宫市", True),
        ("山东省济南市", "湖北省", False),
        ("", "湖北省", False),
        ("湖北省", "", False),
        ("湖北省武汉市", "420000", True),
        ("湖北省武汉市", "999999", False),
    ],
)
def test_names_and_codes(names: str, area: str, lies: bool) -> None:
    called = {"420000": "湖北省"}
    assert lies_in(Spot((), names), area, lambda code: called.get(code, "")) is lies
