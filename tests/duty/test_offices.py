"""Offices that must be held: a vacancy is a duty of who appoints, an unsigned letter one of who holds."""

from itertools import permutations

import pytest

from gridward.account.models import Account
from gridward.duty.listed import Listed, Reader
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.duty.state import State
from gridward.duty.vacant import vacant
from gridward.grid.roles import roles
from gridward.grid.tree import tree
from gridward.kit.clock import iso, standing_at
from gridward.kit.rows import rows
from gridward.policy.packs import packs
from gridward.policy.vocabulary import Office
from tests.duty.test_any_order import Wire, response
from tests.toy.node import EAST, NOW, TOWN, at, entry, example, opening, send

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    """The pack, from the second of February, and three accounts."""
    for name in ("li", "wang", "zhao"):
        Account.objects.create_user(name, name_zh=name)
    (receipt,) = send(response(10, "offices", "2020-02-02"))
    assert receipt.outcome == "accepted"


def holds(
    number: int, who: str, begin: str, end: str | None = None, *, role: str = "village_lead", area: str = EAST
) -> Wire:
    body = {"office": role, "holder": who, "from": begin, "to": end}
    return entry(number, "grid.appointment", area, at(1), body)


def letter(number: int, signed: str, when: int, area: str = EAST) -> Wire:
    body = {
        "signer": {"kind": "person", "ref": "made up"}, "counter_signer": {"kind": "person", "ref": "another"},
        "office": "village_lead", "responsibility": "territorial", "text_version": "1", "signed_on": signed,
    }  # fmt: skip
    return entry(number, "command.pledge", area, when, body, subject={"kind": "area", "ref": area})


def good(*wires: Wire) -> None:
    receipts = send(*wires)
    assert {one.outcome for one in receipts} <= {"accepted", "flagged"}, receipts


def owed(clause: str, area: str = EAST, moment: int = NOW) -> list[tuple[str, State]]:
    """The duties of a clause in an area: when each opened, and how it stands at a moment."""
    return [(iso(one.opens)[5:16], one.state) for one in _listed(moment) if one.name == clause and _at(one, area)]


def _listed(moment: int) -> list[Listed]:
    with standing_at(NOW):
        catch_up()
        assert check() == []
    with standing_at(moment):
        return Reader(moment)._read("state <> 2 ORDER BY opens", ())


def _at(one: Listed, area: str) -> bool:
    return one.area == tree().need(area).id


def test_nobody_in_office_is_missing_at_once_and_who_appoints_owes_it() -> None:
    assert owed("office.secretary") == [("02-02T00:00", State.MISSED)]
    (one,) = [one for one in _listed(NOW) if one.name == "office.secretary" and _at(one, EAST)]
    assert one.duty is not None
    assert one.duty.who == "office_clerk"
    assert owed("pledge.secretary") == []


def test_pages_read_who_is_missing_and_whose_letter() -> None:
    good(holds(20, "li", "2020-02-05"))
    _listed(NOW)
    with standing_at(NOW):
        found = vacant(("area = %s", [tree().need(EAST).id]), Reader(NOW))
    assert ("village_lead", True, 1) in {(one.role, one.letter, one.missing) for one in found}
    assert ("village_lead", False, 1) not in {(one.role, one.letter, one.missing) for one in found}


def test_an_appointment_settles_it_and_asks_for_the_letter_at_once() -> None:
    good(holds(20, "li", "2020-02-05"))
    assert owed("office.secretary") == [("02-02T00:00", State.DONE_LATE)]
    assert owed("pledge.secretary") == [("02-05T00:00", State.MISSED)]
    good(letter(21, "2020-02-07", at(7, 10)))
    assert owed("pledge.secretary") == [("02-05T00:00", State.DONE_LATE)]
    assert owed("pledge.secretary", moment=at(6)) == [("02-05T00:00", State.MISSED)]


def test_the_end_of_an_office_opens_a_vacancy_and_closes_the_letter() -> None:
    good(holds(20, "li", "2020-02-01", "2020-02-10"))
    assert owed("office.secretary") == [("02-10T00:00", State.MISSED)]
    assert owed("pledge.secretary") == []  # withdrawn with the office
    good(letter(21, "2020-02-03", at(3, 10)))
    assert owed("pledge.secretary") == [("02-02T00:00", State.DONE_LATE)]  # signed ones stay


def test_ended_and_appointed_again_the_same_day_is_no_vacancy() -> None:
    good(holds(20, "li", "2020-02-01", "2020-02-10"), holds(21, "wang", "2020-02-10"))
    assert owed("office.secretary") == []
    assert [opens for opens, _ in owed("pledge.secretary")] == ["02-10T00:00"]
    good(holds(22, "li", "2020-02-20T08:00:00+08:00", "2020-02-20T08:00:00+08:00"))  # ends when it begins: never was
    assert owed("office.secretary") == []


def test_an_appointment_from_a_day_to_come_settles_nothing_yet() -> None:
    good(holds(20, "li", "2020-04-01"))
    assert owed("office.secretary") == [("02-02T00:00", State.MISSED)]
    assert owed("pledge.secretary") == []


def test_two_must_hold_it_where_the_clause_says_two() -> None:
    good(holds(20, "li", "2020-02-02", role="leader", area=TOWN))
    assert owed("office.two_leaders", TOWN) == [("02-02T00:00", State.MISSED)]
    assert owed("office.two_leaders", TOWN, at(2, 12)) == [("02-02T00:00", State.OPEN)]  # a day is given
    good(holds(21, "wang", "2020-02-02T20:00:00+08:00", role="leader", area=TOWN))
    assert owed("office.two_leaders", TOWN) == [("02-02T00:00", State.HEARD_LATE)]


def test_an_appointment_taken_back_never_was() -> None:
    told = holds(20, "li", "2020-02-01")
    good(told, entry(21, "grid.appointment", EAST, at(1), None, replaces=told["id"]))
    assert owed("office.secretary") == [("02-02T00:00", State.MISSED)]


def test_a_village_that_opens_later_is_vacant_from_then_on_and_no_longer_once_it_closed() -> None:
    good(opening(30, "371681102299", "village", TOWN, at(9)))
    assert owed("office.secretary", "371681102299") == [("02-09T00:00", State.MISSED)]
    good(entry(31, "grid.area", TOWN, at(12), {"code": "371681102299", "action": "close"}))
    assert owed("office.secretary", "371681102299") == [("02-09T00:00", State.MISSED)]
    spot = tree().need("371681102299").id
    assert rows("SELECT closes FROM duty_duty WHERE area = %s AND state = 0", (spot,)) == [(at(12),)]


def test_the_end_of_the_response_ends_the_asking() -> None:
    good(response(40, "offices", "2020-02-02", "2020-02-03", area=TOWN))
    good(
        {**response(41, "offices", "2020-02-02", "2020-02-20"), "replaces": response(10, "offices", "2020-02-02")["id"]}
    )
    good(holds(20, "li", "2020-02-01", "2020-02-25"))
    assert owed("office.secretary") == []


def test_any_order_makes_the_same_duties() -> None:
    wires = (
        holds(20, "li", "2020-02-03", "2020-02-10"), holds(21, "wang", "2020-02-12"),
        letter(22, "2020-02-04", at(4, 9)),
        letter(23, "2020-02-13", at(13, 9)),
    )  # fmt: skip
    found = set()
    for order in permutations(wires):
        with example():
            for one in order:
                good(one)
            found.add((tuple(owed("office.secretary")), tuple(owed("pledge.secretary"))))
    assert found == {
        (
            (("02-02T00:00", State.DONE_LATE), ("02-10T00:00", State.DONE_LATE)),
            (("02-03T00:00", State.DONE_LATE), ("02-12T00:00", State.DONE_LATE)),
        )
    }


@pytest.mark.parametrize(
    "office",
    [one for pack in packs().values() for one in pack.clauses.get("office", {}).values()],
    ids=lambda one: one.name,
)
def test_whoever_owes_an_appointment_may_make_it(office: Office) -> None:
    assert roles()[office.who].gives(roles()[office.role])
    assert "assign" in roles()[office.who].verbs
