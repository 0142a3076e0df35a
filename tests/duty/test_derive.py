"""What the door hands over to duties is what reading the ledger gives: nothing is told otherwise later."""

import pytest
from msgspec.structs import replace

from gridward.account.models import Account
from gridward.duty import derive
from gridward.grid.tree import tree
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entry
from gridward.ledger.stored import between
from gridward.plug.kind import Entry
from tests.duty.test_any_order import contact, finding, inspection, rectified, response
from tests.duty.test_handover import offer
from tests.toy.node import EAST, TOWN, at, entry, send, uuid

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.kernel]


def test_the_door_hands_over_what_reading_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links, personal texts, authors and chains are the same; the place is left out."""
    taken: list[Entry] = []
    monkeypatch.setattr(derive, "remember", taken.extend)
    Account.objects.create(username="head")
    post = {"office": "command_head", "holder": "head", "from": "2020-02-01"}
    send(entry(11, "grid.appointment", TOWN, at(1), post))
    directive = {"text": "x", "requires": ["ack"], "to": [{"kind": "account", "id": "head"}]}
    send(response(10, "first", "2020-02-01"), contact(20, at(10, 9), "p1", "2020-02-10"), inspection(21, at(10, 9)))
    send(finding(22, at(10, 10), str(uuid(21))), rectified(23, at(11, 9), str(uuid(22)), "done"))
    send(entry(24, "command.directive", TOWN, at(11), directive))
    send(offer(25, by="head"))
    send(entry(26, "tracing.contact", EAST, at(11), None, replaces=str(uuid(20))))
    places, until = Places(tree()), stand().position
    stored = {one.position: one for one in between(1, until)}
    kinds = {one.kind for one in taken}
    assert {"tracing.contact", "supervision.rectification", "command.directive", "duty.handover"} <= kinds
    assert any(one.by for one in taken)
    for one in taken:
        assert replace(to_entry(stored[one.position], places, until), place=one.place) == one
