"""Excusing a duty and answering a hand-over are decisions: who says so must be who it is, and allowed to."""

from typing import Any

import pytest

from gridward.account import devices
from gridward.account.models import Account
from gridward.intake.receive import receive
from gridward.intake.wire import Receipt
from gridward.kit.clock import HOUR, iso, standing_at
from tests.toy.node import EAST, NOW, TOWN, WEST, at, entry, raw, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]


@pytest.fixture(autouse=True)
def officers(node: None) -> None:
    """Bao leads East, Cai leads West, Dou measures temperatures in East, Lin leads the town."""
    posts = (("bao", "village_lead", EAST), ("cai", "village_lead", WEST), ("dou", "village_doctor", EAST),
             ("lin", "leader", TOWN))  # fmt: skip
    for number, (name, role, area) in enumerate(posts, 11):
        Account.objects.create(username=name)
        send(entry(number, "grid.appointment", area, at(1), {"office": role, "holder": name, "from": "2020-02-01"}))


def phone(of: str) -> str:
    return devices.add(f"phone of {of}", Account.objects.get(username=of))[0].name


def from_device(device: str, wire: Wire) -> Receipt:
    with standing_at(NOW):
        return receive(raw([wire]), device=device, trusted=False)[0]


def excuse(number: int, by: str | None, **more: Any) -> Wire:
    body = {"duty": "reading", "from": iso(at(2)), "to": iso(at(3)), "reason": "not_at_home", "approved_by": "made up"}
    return entry(number, "duty.waiver", EAST, NOW - HOUR, body, by=by, **more)


def offer(number: int, by: str) -> Wire:
    body = {"to": WEST, "reason": "made up"}
    return entry(number, "duty.handover", EAST, NOW - 2 * HOUR, body, by=by, subject={"kind": "person", "ref": "p1"})


def answer(number: int, by: str | None, **more: Any) -> Wire:
    return entry(number, "duty.handover_answer", WEST, NOW - HOUR, {"answer": "accepted"}, by=by,
                 subject={"kind": "entry", "id": str(uuid(20))}, **more)  # fmt: skip


def told(receipt: Receipt) -> tuple[str, set[str]]:
    return receipt.outcome, {one.code for one in receipt.reasons}


def test_who_may_excuses_and_who_may_not_does_not() -> None:
    assert send(excuse(30, "bao"))[0].outcome == "accepted"
    assert told(send(excuse(31, "dou"))[0]) == ("held", {"not_for_role"})
    assert send(excuse(32, "bao", entered_by="lin"))[0].outcome == "accepted"
    assert told(send(excuse(33, "bao", entered_by="dou"))[0]) == ("held", {"not_for_role"})


def test_a_device_excuses_for_nobody_but_whose_it_is() -> None:
    devices.add("a system")
    assert told(from_device("a system", excuse(30, "bao"))) == ("held", {"not_in_person"})
    assert told(from_device("a system", excuse(31, None))) == ("held", {"not_in_person"})
    assert from_device(phone("dou"), excuse(32, "bao")).outcome == "held"
    assert from_device(phone("bao"), excuse(33, "bao")).outcome == "accepted"
    assert from_device(phone("lin"), excuse(34, "bao")).outcome == "accepted"


def test_who_excuses_themselves_is_listed() -> None:
    send(entry(10, "policy.response", TOWN, at(1), {"pack": "first", "from": "2020-02-01"}))
    to_themselves = excuse(30, "lin")
    to_themselves["body"]["approved_by"] = "lin"
    assert told(send(to_themselves)[0]) == ("flagged", {"own_duty"})
    own = excuse(31, "bao")
    own["body"]["duty"] = "daily_report"
    assert told(send(own)[0]) == ("flagged", {"own_duty"})
    other = excuse(32, "cai") | {"area": WEST}
    assert send(other)[0].outcome == "accepted"


def test_taking_an_excuse_back_is_a_decision_too() -> None:
    send(excuse(30, "bao"))
    void = excuse(31, "bao") | {"body": None, "replaces": str(uuid(30))}
    assert from_device(phone("dou"), void).outcome == "held"


def test_whoever_gives_does_not_take_in_anothers_name() -> None:
    send(offer(20, "lin"))
    assert told(from_device(phone("lin"), answer(30, "cai"))) == ("held", {"not_in_person"})
    assert told(send(answer(31, "cai", entered_by="lin"))[0]) == ("held", {"not_in_person"})
    assert from_device(phone("dou"), answer(32, "cai")).outcome == "held"
    assert from_device(phone("cai"), answer(33, "cai")).outcome == "accepted"
    assert from_device("phone of cai", answer(34, f"village_lead@{WEST}")).outcome == "accepted"
    assert send(answer(35, "cai"))[0].outcome == "accepted"


def test_what_an_officer_is_asked_by_name_a_device_answers_for_nobody_else() -> None:
    directive = {"text": "x", "to": [{"kind": "account", "id": "bao"}], "deadline": "2020-03-14T12:00:00+08:00",
                 "requires": ["feedback"]}  # fmt: skip
    send(entry(20, "command.directive", TOWN, NOW - HOUR, directive, by="lin"))
    said = entry(30, "command.feedback", EAST, NOW, {"stage": "done"}, by="bao",
                 subject={"kind": "entry", "id": str(uuid(20))})  # fmt: skip
    assert "not_in_person" in told(from_device(phone("dou"), said))[1]
    assert told(from_device(phone("bao"), said | {"id": str(uuid(31))})) == ("accepted", set())
