"""Directives to officers: each has their own duty, on the board by name, settled by their own entry only."""

from typing import Any

import pytest

from gridward.account.models import Account
from gridward.duty.grouped import lots, some
from gridward.duty.listed import Listed, Reader
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.duty.where import below, both, lacking
from gridward.grid.tree import tree
from gridward.kit.clock import standing_at
from tests.duty.test_any_order import response
from tests.toy.node import COUNTY, EAST, NOW, TOWN, WEST, at, entry, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
LOOK = at(14, 20)


@pytest.fixture(autouse=True)
def officers(node: None) -> None:
    """Bao leads East, Cai leads West."""
    send(response(10, "first", "2020-02-01"))
    for number, (name, area) in enumerate((("bao", EAST), ("cai", WEST)), 11):
        Account.objects.create(username=name)
        post = {"office": "village_lead", "holder": name, "from": "2020-02-01"}
        send(entry(number, "grid.appointment", area, at(1), post))


def account(name: str) -> Wire:
    return {"kind": "account", "id": name}


def directive(number: int, *to: Any, when: int = at(11), **more: Any) -> Wire:
    body = {"text": "x", "to": list(to), "deadline": "2020-02-14T12:00:00+08:00", "requires": ["feedback"]}
    return entry(number, "command.directive", TOWN, when, body, **more)


def feedback(number: int, of: int, by: str, area: str, when: int = at(14, 8), **said: Any) -> Wire:
    return entry(number, "command.feedback", area, when, {"stage": "done"} | said, by=by,
                 subject={"kind": "entry", "id": str(uuid(of))})  # fmt: skip


def asked(when: int = LOOK) -> list[Listed]:
    with standing_at(when):
        catch_up()
        found = Reader(when).of_area(tree().need(COUNTY).id)
    return [one for one in found if one.name == "directive"]


def whose(when: int = LOOK) -> dict[str, str]:
    return {" ".join(held.username for held in one.who) or "?": one.state.value for one in asked(when)}


def test_each_officer_has_a_duty_of_their_own() -> None:
    send(directive(20, account("bao"), account("cai")))
    assert whose() == {"bao": "missed", "cai": "missed"}
    send(feedback(21, 20, "bao", EAST))
    assert whose() == {"bao": "heard_late", "cai": "missed"}


def test_nobody_answers_for_an_officer() -> None:
    send(directive(20, account("bao")))
    send(feedback(21, 20, "cai", WEST), feedback(22, 20, "cai", WEST, addressee=account("bao")))
    assert whose() == {"bao": "missed"}
    send(feedback(23, 20, "bao", EAST, addressee=account("bao")))
    assert whose() == {"bao": "heard_late"}


def test_an_answer_for_the_village_is_none_of_the_officers() -> None:
    send(directive(20, account("bao"), EAST))
    send(feedback(21, 20, "bao", EAST, addressee=EAST))
    assert sorted((one.role, one.state.value) for one in asked()) == [("", "missed"), ("village_lead", "heard_late")]


def test_an_answer_that_names_nobody_is_the_officers_and_the_villages() -> None:
    send(directive(20, account("bao"), EAST), feedback(21, 20, "bao", EAST))
    assert {one.state.value for one in asked()} == {"heard_late"}


def test_the_answer_may_come_before_the_directive() -> None:
    send(feedback(21, 20, "bao", EAST))
    send(directive(20, account("bao")))
    assert whose() == {"bao": "heard_late"}
    with standing_at(NOW):
        catch_up()
        assert check() == []


def test_corrected_to_other_addressees_the_first_owes_nothing() -> None:
    send(directive(20, account("bao")), feedback(21, 20, "bao", EAST))
    send(directive(22, account("cai"), replaces=str(uuid(20))))
    assert whose() == {"cai": "missed"}
    with standing_at(NOW):
        catch_up()
        assert check() == []


def test_who_is_no_officer_is_a_vacancy_and_not_a_fault() -> None:
    receipts = send(directive(20, account("nobody such")))
    assert receipts[0].outcome == "accepted"
    assert whose() == {"?": "missed"}


def test_on_the_board_they_are_counted_apart_and_found_again() -> None:
    send(directive(20, account("bao"), account("cai")), directive(23, account("bao"), TOWN, when=at(11, 1)))
    asked()
    with standing_at(LOOK):
        reader = Reader(LOOK)
        inside = below([reader.tree.path(tree().need(TOWN).id, LOOK)])
        wheres = [both(inside, one) for one in lacking(LOOK, live=False)]
        found = [one for one in lots(reader, *wheres) if one.name == "directive"]
        assert sorted((" ".join(held.username for held in one.who), one.number) for one in found) == [
            ("", 1), ("bao", 2), ("cai", 1),
        ]  # fmt: skip
        mine = [one for one in found if one.who and one.who[0].username == "bao"]
        listed = reader.of_ids(some(mine, wheres, ("due, id", []), first=0, size=10))
        assert {one.who[0].username for one in listed} == {"bao"}
        assert len(listed) == 2
