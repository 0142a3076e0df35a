"""Hand-overs, vouched figures, crossings and restrictions at the command line: one JSON document each."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran
from tests.duty.conftest import made_up, node
from tests.duty.test_any_order import contact, response
from tests.duty.test_crosses import inspection
from tests.duty.test_handover import answer, offer
from tests.toy.node import EAST, TOWN, WEST, at, entry, send

__all__ = ["made_up", "node"]
pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.sqlite_only]

Command = Callable[..., Ran]
ON = response(10, "first", "2020-02-01", "2020-02-20")
NOON = "2020-02-12T12:00:00+08:00"


def test_a_hand_over_that_is_not_accepted_is_told_with_whose_it_is(command: Command) -> None:
    send(ON, contact(20, at(10, 9), "p1", "2020-02-10"), offer(30))
    told = command("duties", "--area", TOWN, "--at", NOON, "--json").json()
    assert [(one["from"], one["to"], one["state"]) for one in told["handovers"]] == [(EAST, WEST, "offered")]
    send(answer(31, 30))
    told = command("duties", "--area", TOWN, "--at", NOON, "--json").json()
    assert told["handovers"] == []
    readings = {(one["area"], one["state"]) for one in told["duties"] if one["clause"] == "reading"}
    assert {(EAST, "relieved"), (WEST, "missed")} <= readings


def test_figures_say_what_duties_vouch_for(command: Command) -> None:
    body = {"template": "daily", "date": "2020-02-04", "nil": True, "confirmed_by": "x"}
    send(response(10, "first", "2020-02-04", "2020-02-20"), entry(20, "reporting.daily", EAST, at(4, 9), body))
    command("duties", "--area", TOWN, "--json")
    asked = ("--area", TOWN, "--as-of", "2020-02-04T12:00:00+08:00")
    (told,) = command("figures", "clinic.fever", *asked, "--json").json()["figures"]
    assert (told["value"], told["reported"], told["expected"], told["nothing"]) == (0, 1, 2, "missing")
    assert "1/2" in command("figures", "clinic.fever", *asked).out


def test_checking_covers_what_crossed(command: Command) -> None:
    send(ON, inspection(20, "a", at(5, 8), 5))
    told = command("duties", "--area", TOWN, "--at", NOON, "--json").json()
    assert [one["state"] for one in told["duties"] if one["clause"] == "animals_looked_into"] == ["missed"]
    assert command("ledger", "rebuild", "--check").status == 0
    assert command("ledger", "rebuild").status == 0
    assert command("ledger", "rebuild", "--check").status == 0


def test_nobody_restricted_is_an_empty_list(command: Command) -> None:
    send(ON)
    assert command("restrictions", "--area", TOWN, "--json").json() == {
        "area": TOWN, "all": False, "restrictions": [],
    }  # fmt: skip
    assert command("restrictions", "--area", "nowhere").status != 0
