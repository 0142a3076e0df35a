"""Bodies of command: whoever sees to it owes the heads that are lacking, the heads owe a letter each."""

from typing import Any

import pytest

from gridward.duty.models import Duty
from gridward.duty.names import clause_name
from gridward.duty.planner import again, catch_up
from gridward.duty.rebuild import check
from gridward.kit.clock import iso, standing_at
from tests.duty.test_any_order import response
from tests.toy.node import NOW, TOWN, at, entry, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]

Wire = dict[str, Any]
GROUP: Wire = {"kind": "body", "ref": "group"}


@pytest.fixture(autouse=True)
def switched_on(node: None) -> None:
    send(response(10, "offices", "2020-02-02"))


def person(ref: str) -> Wire:
    return {"kind": "person", "ref": ref}


def body(number: int, when: int, *heads: str, kind: str = "leading_group", **more: Any) -> Wire:
    said = {"name_zh": "x", "type": kind, "heads": [person(one) for one in heads], "from": iso(when)[:10]} | more
    return entry(number, "command.body", TOWN, when, said, subject=GROUP)


def letter(number: int, when: int, signer: str) -> Wire:
    said = {"signer": person(signer), "counter_signer": person("x"), "office": "leader", "text_version": "1",
            "responsibility": "territorial", "signed_on": iso(when)[:10]}  # fmt: skip
    return entry(number, "command.pledge", TOWN, when, said, subject=GROUP)


def owed() -> list[tuple[str, str, str, int, int]]:
    """Each duty of the body: its clause, when it opened and was done, and how many of how many there are."""
    with standing_at(NOW):
        catch_up()
        assert check() == []
    found = Duty.objects.exclude(state=2).order_by("opens", "clause")
    told = ((clause_name(one.clause)[1], one) for one in found)
    return sorted(
        (name, iso(one.opens)[8:13], "" if one.done_at is None else iso(one.done_at)[8:13], one.done, one.needed)
        for name, one in told
        if name.endswith("two_heads")
    )


def test_a_group_with_one_head_lacks_one_until_it_names_another() -> None:
    send(body(20, at(4, 9), "a"))
    assert owed() == [("office.two_heads", "04T09", "", 1, 2), ("pledge.two_heads", "04T09", "", 0, 1)]
    send(body(21, at(5, 9), "a", "b"))
    assert owed() == [
        ("office.two_heads", "04T09", "05T09", 2, 2),
        ("pledge.two_heads", "04T09", "", 0, 1),
        ("pledge.two_heads", "05T09", "", 0, 1),
    ]
    send(letter(22, at(6, 9), "a"))
    assert [one[2] for one in owed()] == ["05T09", "06T09", ""]


def test_a_head_who_leaves_leaves_a_gap_and_an_ended_body_owes_nothing_more() -> None:
    send(body(20, at(4, 9), "a", "b"), body(21, at(8, 9), "b"))
    assert [one for one in owed() if one[0] == "office.two_heads"] == [("office.two_heads", "08T09", "", 1, 2)]
    ended = body(22, at(8, 9), "b", to="2020-02-09") | {"replaces": str(uuid(21))}
    send(ended)
    (gap,) = Duty.objects.exclude(state=2).filter(opens=at(8, 9), needed=2)
    assert gap.closes <= at(10)


def test_another_kind_of_body_is_asked_for_none() -> None:
    send(body(20, at(4, 9), kind="working_group"))
    assert owed() == []


def test_the_order_of_arrival_does_not_matter() -> None:
    wires = [body(20, at(4, 9), "a"), body(21, at(5, 9), "a", "b"), letter(22, at(6, 9), "a")]
    for wire in reversed(wires):
        send(wire)
    found = owed()
    with standing_at(NOW):
        again()
    assert owed() == found
    assert [one[2] for one in found] == ["05T09", "06T09", ""]
