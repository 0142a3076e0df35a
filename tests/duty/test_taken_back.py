"""A second person takes back what they agreed to: from then on nobody is restricted by it."""

from typing import Any

import pytest

from gridward.duty.book import STANDING
from gridward.duty.rebuild import check as duties_check
from gridward.intake.restricted import arrived_since, restrictions
from gridward.kit.clock import DAY, HOUR, date_of, day_of
from gridward.kit.rows import rows
from gridward.ledger.head import stand
from tests.duty.test_prolonged import BEYOND, changed
from tests.duty.test_second_person import approval, contact, counts, officers, order
from tests.toy.node import NOW, send, uuid

__all__ = ["officers"]

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]


def facility(number: int, ref: str) -> Wire:
    wire = order(number, ref)
    wire["body"]["measure"] = "facility_quarantine"
    return wire


def taken_back(number: int, of: int, by: str = "leader", verdict: str | None = None) -> Wire:
    wire = approval(number, 20, by)
    wire["body"] = None if verdict is None else {"verdict": verdict, "evidence": "made up"}
    return wire | {"replaces": str(uuid(of))}


def ends() -> list[int]:
    return [ends for (ends,) in rows(f"SELECT ends FROM {STANDING.name} ORDER BY begins", ())]


def last_days() -> list[str]:
    return [date_of(day_of(one - 1)).isoformat() for one in ends()]


@pytest.fixture
def in_force() -> None:
    send(facility(20, "p1"), approval(30, 20, "leader"))
    assert counts(20)
    assert last_days() == ["2020-03-15"]


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize("verdict", [None, "refused"])
def test_from_then_on_the_order_is_out_of_force(verdict: str | None) -> None:
    before = stand().position
    send(taken_back(31, 30, verdict=verdict), when=NOW + HOUR)
    assert ends() == [NOW + HOUR]
    (found,) = restrictions(None)
    assert found.fate == "withdrawn"
    assert [one.position for one in arrived_since(before)] != []
    assert [one for one in duties_check() if one.subject.startswith("person")] == []


@pytest.mark.usefixtures("in_force")
def test_while_somebody_else_agrees_it_stays() -> None:
    send(approval(32, 20, "leader"), when=NOW + HOUR)
    send(taken_back(31, 30), when=NOW + HOUR)
    assert last_days() == ["2020-03-15"]
    send(taken_back(33, 32), when=NOW + 2 * HOUR)
    assert ends() == [NOW + 2 * HOUR]


@pytest.mark.usefixtures("in_force")
def test_it_is_ended_once() -> None:
    send(taken_back(31, 30), when=NOW + HOUR)
    before = stand().position
    send(taken_back(32, 31), when=NOW + 2 * HOUR)
    assert ends() == [NOW + HOUR]
    assert stand().position == before + 1


@pytest.mark.usefixtures("in_force")
def test_whom_a_rule_entitles_to_restrict_by_now_stays_under_it() -> None:
    send(contact(21, "p1"), when=NOW + HOUR)
    send(taken_back(31, 30), when=NOW + 2 * HOUR)
    assert NOW + 2 * HOUR not in ends()


def test_an_extension_goes_back_to_the_days_of_the_rule() -> None:
    send(contact(19, "p1"), changed(20, "p1", new_end=BEYOND), approval(30, 20, "leader"))
    assert counts(20)
    assert last_days()[0] == BEYOND
    send(taken_back(31, 30), when=NOW + HOUR)
    assert last_days()[0] == "2020-03-15"


def test_an_extension_that_has_outlasted_the_rule_ends_that_day() -> None:
    send(contact(19, "p1"), changed(20, "p1", new_end=BEYOND), approval(30, 20, "leader"))
    send(taken_back(31, 30), when=NOW + 20 * DAY)
    assert last_days()[0] == "2020-03-22"


def test_an_agreement_that_nothing_hung_on_ends_nothing() -> None:
    send(contact(19, "p1"), facility(20, "p1"), approval(30, 20, "leader"))
    before = ends()
    send(taken_back(31, 30), when=NOW + HOUR)
    assert ends() == before
