"""A second person takes back what they agreed to: from then on nobody is restricted by it."""

from typing import Any

import pytest

from gridward.duty.book import STANDING
from gridward.duty.rebuild import check as duties_check
from gridward.intake.restricted import arrived_since, restrictions
from gridward.kit.clock import DAY, HOUR, date_of, day_of, iso
from gridward.kit.ids import repeatable
from gridward.kit.rows import rows
from gridward.ledger.head import stand
from gridward.ledger.names import kind_number
from gridward.ledger.stored import by_position
from tests.duty.test_prolonged import BEYOND, changed
from tests.duty.test_second_person import approval, contact, counts, officers, order
from tests.toy.node import EAST, NOW, entry, send, uuid

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


def node_says() -> Wire:
    """The end that the node recorded."""
    (number,) = rows("SELECT MAX(position) FROM ledger_entry WHERE kind = %s", (kind_number("followup.release"),))[0]
    (found,) = by_position([number])
    return {"id": str(found.uuid), "reasons": found.reasons or ""}


def undone(number: int, body: Wire | None, by: str | None = "doctor") -> Wire:
    """The end that the node recorded is said never to have been, or to have been otherwise."""
    end = entry(number, "followup.release", EAST, NOW, body, subject={"kind": "person", "ref": "p1"}, by=by)
    return end | {"replaces": node_says()["id"]}


LATER = {"order": {"kind": "entry", "id": str(uuid(20))}, "outcome": "cancelled", "effective_at": iso(NOW + 90 * DAY)}


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize("body", [None, LATER])
@pytest.mark.parametrize("by", ["doctor", "leader"])
def test_nobody_alone_undoes_what_the_node_ended(body: Wire | None, by: str) -> None:
    send(taken_back(31, 30), when=NOW + HOUR)
    send(undone(50, body, by), when=NOW + 2 * HOUR)
    assert not counts(50)
    assert ends() == [NOW + HOUR]
    for number, second in ((51, by), (52, "colleague")):
        send(approval(number, 50, second), when=NOW + 3 * HOUR)
        assert not counts(50)


@pytest.mark.usefixtures("in_force")
def test_with_a_second_person_it_is_in_force_again() -> None:
    send(taken_back(31, 30), when=NOW + HOUR)
    send(undone(50, None), when=NOW + 2 * HOUR)
    send(approval(51, 50, "leader"), when=NOW + 3 * HOUR)
    assert counts(50)
    assert last_days() == ["2020-03-15"]


def test_a_shortening_by_the_node_is_not_undone_either() -> None:
    send(contact(19, "p1"), changed(20, "p1", new_end=BEYOND), approval(30, 20, "leader"))
    send(taken_back(31, 30), when=NOW + HOUR)
    send(undone(50, None), when=NOW + 2 * HOUR)
    assert not counts(50)
    assert last_days()[0] == "2020-03-15"


@pytest.mark.usefixtures("in_force")
def test_whoever_takes_the_nodes_ids_beforehand_prevents_nothing() -> None:
    """They follow from the order's id, which its author knows; those of other notes from their position."""
    name = f"agreement_taken_back:{uuid(20)}"
    visit = {"slot": "AM", "status": "cooperative", "method": "phone"}
    for number, text in enumerate((name, f"{name}:1"), start=60):
        wire = entry(number, "followup.reading", EAST, NOW, visit, subject={"kind": "person", "ref": "p1"}, by="doctor")
        send(wire | {"id": str(repeatable(text))})
    send(taken_back(31, 30), when=NOW + HOUR)
    assert ends() == [NOW + HOUR]
    assert "agreement_taken_back" in node_says()["reasons"]


def test_whoever_takes_the_ids_of_notes_beforehand_stops_nothing() -> None:
    last, visit = stand().position, {"purpose": "round", "result": "cooperative"}

    def visited(number: int) -> Wire:
        return entry(number, "screening.visit", EAST, NOW, visit, subject={"kind": "household", "ref": "h"})

    ids = [str(repeatable(f"ledger.released:{last + 40 + n}")) for n in range(60)]
    send(*(visited(100 + n) | {"id": taken} for n, taken in enumerate(ids)))
    send(facility(20, "p1"))
    while stand().position < last + 70:
        send(visited(200 + stand().position))
    send(approval(30, 20, "leader"))
    assert counts(20)
