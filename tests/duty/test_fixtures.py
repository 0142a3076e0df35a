"""What must stand somewhere, while something holds or where an area is so: open posts, as offices that must be held."""

from itertools import permutations

import pytest

from gridward.account.models import Account
from gridward.duty.listed import Reader
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.grid.tree import tree
from gridward.kit.clock import iso, standing_at
from tests.duty.test_any_order import Wire, response
from tests.toy.node import EAST, NOW, TOWN, WEST, at, entry, example, opening, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

COMPOUND = f"{EAST}.compound1"


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    """The pack, from the second of February."""
    good(response(10, "fixtures", "2020-02-02"))


def good(*wires: Wire) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts


def closure(number: int, day: int, regime: str = "closed_off", area: str = EAST) -> Wire:
    body = {"regime": regime, "from": f"2020-02-{day:02}"}
    return entry(number, "checkpoint.closure", area, at(day, 8), body, subject={"kind": "area", "ref": area})


def post(
    number: int, day: int, opened: int, closed: int | None = None, *, name: str = "gate", area: str = EAST
) -> Wire:
    body = {"level": "village", "hours": "24h", "opened_on": f"2020-02-{opened:02}"}
    body |= {} if closed is None else {"closed_on": f"2020-02-{closed:02}"}
    return entry(number, "checkpoint.post", area, at(day, 10), body, subject={"kind": "place", "ref": name})


def owed(clause: str, area: str = EAST) -> list[tuple[str, State]]:
    with standing_at(NOW):
        catch_up()
        assert check() == []
        found = Reader(NOW)._read("state <> 2 ORDER BY opens", ())
    spot = tree().need(area).id
    return [(iso(one.opens)[5:16], one.state) for one in found if one.name == clause and one.area == spot]


def _done() -> list[int | None]:
    found = Reader(NOW)._read("state <> 2 ORDER BY opens", ())
    return [one.done_at for one in found if one.name == "fixture.post"]


def test_a_closed_village_without_an_open_post_is_missing_one_until_it_stands() -> None:
    good(closure(20, 5))
    assert owed("fixture.post") == [("02-05T08:00", State.MISSED)]
    assert owed("fixture.post", WEST) == []
    good(post(21, 7, 7))
    assert owed("fixture.post") == [("02-05T08:00", State.DONE_LATE)]
    good(post(22, 12, 7, 12))
    assert owed("fixture.post") == [("02-05T08:00", State.DONE_LATE), ("02-12T10:00", State.MISSED)]
    assert _done() == [at(7, 10), None]  # it stood from when that was said, not from the beginning of the day


def test_a_post_that_stood_before_is_enough_and_one_that_closed_before_is_not() -> None:
    good(post(20, 3, 1), closure(21, 5), post(22, 2, 1, 2, name="other", area=WEST), closure(23, 5, area=WEST))
    assert owed("fixture.post") == []
    assert owed("fixture.post", WEST) == [("02-05T08:00", State.MISSED)]


def test_one_of_two_posts_may_go_and_a_village_that_opens_needs_none() -> None:
    good(post(20, 3, 1), post(21, 3, 1, name="back"), closure(22, 5), post(23, 8, 1, 8))
    assert owed("fixture.post") == []
    good(closure(24, 10, "open"), post(25, 12, 1, 12, name="back"))
    assert owed("fixture.post") == []


def test_a_compound_marked_without_management_is_missing_a_post_and_one_marked_with_it_is_not() -> None:
    good(opening(30, COMPOUND, "compound", EAST, at(1)))
    assert owed("fixture.compound", COMPOUND) == []
    said = {"code": COMPOUND, "action": "change", "has_property_mgmt": False}
    good(entry(31, "grid.area", TOWN, at(6), said))
    assert owed("fixture.compound", COMPOUND) == [(iso(at(6))[5:16], State.MISSED)]  # not before it was told
    good(entry(32, "grid.area", TOWN, at(7), {**said, "has_property_mgmt": True}))
    assert owed("fixture.compound", COMPOUND) == []
    good(entry(33, "grid.area", TOWN, at(8), said), post(34, 9, 9, name="compound gate", area=COMPOUND))
    assert owed("fixture.compound", COMPOUND) == [(iso(at(8))[5:16], State.DONE_LATE)]


def test_a_compound_that_never_had_management_owes_a_post_from_the_day_of_the_rule() -> None:
    built = opening(30, COMPOUND, "compound", EAST, at(1))
    good(built | {"body": {**built["body"], "has_property_mgmt": False}})
    assert owed("fixture.compound", COMPOUND) == [("02-02T00:00", State.MISSED)]
    good(entry(31, "grid.area", TOWN, at(6), {"code": COMPOUND, "action": "change", "population": 300}))
    assert owed("fixture.compound", COMPOUND) == [("02-02T00:00", State.MISSED)]


def test_an_office_is_asked_for_only_while_the_clause_says_so() -> None:
    Account.objects.create_user("li", name_zh="li")
    assert owed("office.guard") == []
    good(closure(20, 5))
    assert owed("office.guard") == [("02-05T08:00", State.MISSED)]
    good(entry(21, "grid.appointment", EAST, at(6), {"office": "village_cadre", "holder": "li", "from": "2020-02-06"}))
    assert owed("office.guard") == [("02-05T08:00", State.DONE_LATE)]


def test_any_order_makes_the_same_duties() -> None:
    wires = (closure(20, 5), post(21, 7, 7), post(22, 12, 7, 12), closure(23, 20, "open"))
    found = set()
    for order in permutations(wires):
        with example():
            for one in order:
                good(one)
            found.add(tuple(owed("fixture.post")))
    assert found == {(("02-05T08:00", State.DONE_LATE), ("02-12T10:00", State.MISSED))}
