"""Rings in metres: who lies in which, without positions, across towns, and whatever comes or moves when."""

from itertools import permutations

import pytest

from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.grid.tree import tree
from gridward.intake.wire import Receipt
from gridward.kit.clock import iso, standing_at
from gridward.kit.rows import rows
from gridward.roll.homes import homes
from gridward.roll.models import House, Thing
from tests.duty.test_any_order import Wire, person, response
from tests.duty.told import day
from tests.toy.node import COUNTY, EAST, FAR, NOW, TOWN, WEST, at, entry, example, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

HERE = ("36.800000", "117.800000")
NEXT = ("36.800000", "117.801000")
"""89 m to the east."""
FURTHER = ("36.840000", "117.800000")
"""4.4 km to the north."""
OUTSIDE = ("36.900000", "117.800000")
"""11 km to the north."""


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    """The pack with a core of 100 m and an alert zone of 5 km around a case."""
    (receipt,) = send(response(10, "keeping", "2020-02-01"))
    assert receipt.outcome == "accepted"


def lies(number: int, code: str, spot: tuple[str, str], when: int = at(1)) -> Wire:
    """An area is told where it lies."""
    body = {"code": code, "action": "change", "latitude": spot[0], "longitude": spot[1]}
    return entry(number, "grid.area", COUNTY, when, body)


def case(number: int, when: int, area: str, ref: str = "p1", classification: str = "confirmed") -> Wire:
    body = {"classification": classification, "found_at": iso(when)}
    return entry(number, "clinic.case", area, when, body, subject=person(ref))


def under(code: str) -> list[tuple[str, str, str]]:
    """The zones in which an area is, with first and last day; planning from scratch says the same."""
    with standing_at(NOW):
        catch_up()
        assert check() == []
    found = rows(
        "SELECT name, first_day, last_day FROM duty_standing WHERE area = %s ORDER BY begins", (tree().need(code).id,)
    )
    return [(name, day(first), day(last)) for name, first, last in found]


def good(*wires: Wire) -> list[Receipt]:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts
    return receipts


def test_distance_decides_and_not_the_town() -> None:
    good(lies(20, EAST, HERE), lies(21, WEST, OUTSIDE), lies(22, FAR, FURTHER), case(30, at(3, 9), EAST))
    assert under(EAST) == [("core", "02-03", "02-06")]
    assert under(FAR) == [("alert", "02-03", "02-08")]  # another town
    assert under(WEST) == []  # the same town, too far away


def test_a_neighbour_within_the_core_is_in_the_core() -> None:
    good(lies(20, EAST, HERE), lies(21, FAR, NEXT), case(30, at(3, 9), EAST))
    assert under(FAR) == [("core", "02-03", "02-06")]


def test_without_positions_the_town_stands_for_the_ring() -> None:
    good(lies(20, EAST, HERE), case(30, at(3, 9), EAST))
    assert under(EAST) == [("core", "02-03", "02-06")]
    assert under(WEST) == [("alert", "02-03", "02-08")]
    assert under(FAR) == []


def test_the_inner_ring_wins_while_it_holds_and_the_outer_one_comes_back() -> None:
    good(lies(20, EAST, HERE), lies(21, FAR, FURTHER), case(30, at(3, 9), EAST), case(31, at(5, 9), FAR, "p2"))
    assert under(EAST) == [("core", "02-03", "02-06"), ("alert", "02-07", "02-10")]
    assert under(FAR) == [("alert", "02-03", "02-10"), ("core", "02-05", "02-08"), ("alert", "02-09", "02-10")]


def test_a_further_case_out_of_reach_restarts_nothing() -> None:
    good(lies(20, EAST, HERE), lies(21, WEST, OUTSIDE), case(30, at(3, 9), EAST), case(31, at(5, 9), WEST, "p2"))
    assert under(EAST) == [("core", "02-03", "02-06")]
    good(case(32, at(5, 10), EAST, "p3", "suspect"))  # any case begins the count again, as the pack says
    assert under(EAST) == [("core", "02-03", "02-08")]


def test_a_position_told_later_holds_from_the_beginning() -> None:
    good(case(30, at(3, 9), EAST))
    assert under(WEST) == [("alert", "02-03", "02-08")]
    good(lies(20, EAST, HERE, at(10)), lies(21, WEST, OUTSIDE, at(10)))
    assert under(WEST) == []
    assert under(EAST) == [("core", "02-03", "02-06")]


def test_what_moves_away_later_stays_in_the_ring_in_which_it_was() -> None:
    good(lies(20, EAST, HERE), lies(21, FAR, NEXT), lies(22, FAR, OUTSIDE, at(5)), case(30, at(3, 9), EAST))
    assert under(FAR) == [("core", "02-03", "02-06")]
    good(case(31, at(6, 9), EAST, "p2"))
    assert under(FAR) == [("core", "02-03", "02-06")]


def test_a_corrected_position_of_the_case_draws_the_ring_anew() -> None:
    told = lies(20, EAST, OUTSIDE)
    good(told, lies(21, FAR, NEXT), case(30, at(3, 9), EAST))
    assert under(FAR) == []
    good({**lies(40, EAST, HERE), "replaces": told["id"]})
    assert under(FAR) == [("core", "02-03", "02-06")]
    good({**lies(41, EAST, OUTSIDE), "replaces": told["id"]})
    assert under(FAR) == []


def test_any_order_draws_the_same_rings() -> None:
    wires = (
        lies(20, EAST, HERE), lies(21, FAR, FURTHER), case(30, at(3, 9), EAST), case(31, at(5, 9), FAR, "p2"),
        lies(22, WEST, NEXT, at(4)),
    )  # fmt: skip
    found = set()
    for order in list(permutations(wires))[::17]:
        with example():
            for one in order:
                good(one)
            found.add(tuple((code, *under(code)) for code in (EAST, WEST, FAR)))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        ("117.8", "36.8", "swapped"),
        ("51.500000", "-0.120000", "outside China"),
        ("36.8", None, "go together"),
        ("NaN", "117.8", ""),
        ("1e30", "117.8", ""),
        ("Infinity", "117.8", ""),
        ("here", "117.8", ""),
    ],
)
def test_a_position_that_cannot_be_is_held_with_its_reason(latitude: str, longitude: str | None, said: str) -> None:
    wire = lies(20, EAST, (latitude, "0"))
    wire["body"]["longitude"] = longitude
    if longitude is None:
        del wire["body"]["longitude"]
    (receipt,) = send(wire)
    assert receipt.outcome == "held", receipt
    assert said in " ".join(reason.text.en for reason in receipt.reasons)
    assert tree().position(tree().need(EAST).id, NOW) is None


def test_a_case_told_at_the_town_has_no_point() -> None:
    good(lies(20, TOWN, HERE), lies(21, EAST, NEXT), lies(22, FAR, NEXT), case(30, at(3, 9), TOWN))
    assert under(EAST) == [("alert", "02-03", "02-08")]
    assert under(FAR) == []


def household(number: int, position: str, area: str = FAR) -> Wire:
    body = {"status": "lived_in", "position": position}
    return entry(number, "roll.household", area, at(1), body, subject={"kind": "household", "ref": "made-up house"})


def lives_there(ref: str = "p1") -> None:
    """The person of that case belongs to the made-up household."""
    house = Thing.objects.get(kind="household")
    Thing.objects.filter(kind="person").update(holder=house.id)


def test_a_case_seen_at_a_clinic_draws_its_rings_around_the_home() -> None:
    good(lies(20, EAST, HERE), lies(21, FAR, NEXT), lies(22, WEST, OUTSIDE), household(25, "36.8, 117.8009", EAST))
    good(entry(26, "screening.visit", EAST, at(1), {"purpose": "round", "result": "cooperative"}, subject=person("p1")))
    lives_there()
    good(case(30, at(3, 9), WEST))
    assert under(EAST) == [("core", "02-03", "02-06")]
    assert under(FAR) == [("core", "02-03", "02-06")]
    assert under(WEST) == []


def test_a_household_may_say_later_where_it_lies_and_the_text_is_sealed() -> None:
    good(lies(20, EAST, HERE), lies(21, FAR, NEXT), lies(22, WEST, OUTSIDE), household(25, "", WEST))
    good(case(30, at(3, 9), WEST))
    lives_there()
    good(household(26, "36.8,117.8009", WEST))
    assert under(FAR) == [("core", "02-03", "02-06")]
    assert "117.8009" not in House.objects.get().position
    house = Thing.objects.get(kind="household").id
    assert homes([house])[house].position is not None
    Thing.objects.filter(id=house).update(key=None, identity=None, uuid=None, erased_at=NOW)
    assert homes([house])[house].position is None  # gone with its key


@pytest.mark.parametrize(
    "position", ["117.8, 36.8", "51.5,-0.1", "here", "NaN,117.8", "36.8", "36.8,117.8,5", "1e3,117"]
)
def test_a_position_of_a_household_that_cannot_be_is_held(position: str) -> None:
    (receipt,) = send(household(25, position))
    assert receipt.outcome == "held"
    assert receipt.reasons[0].field == "body.position"
