"""What was held, or clashed, names people too: it goes with them, and the ledger still verifies."""

from typing import Any

import pytest

from gridward.intake.keeping import unsealed
from gridward.intake.look import look
from gridward.intake.restricted import _held
from gridward.kit.clock import DAY
from gridward.kit.rows import rows
from gridward.ledger.stored import Stored, by_uuid, select
from gridward.ledger.verify import verify
from gridward.roll.erase import erase
from gridward.roll.sealing import Erased, seal_held, unseal_held
from tests.toy.node import EAST, LATE, NOW, TOWN, at, entry, opening, send, uuid

pytestmark = [pytest.mark.kernel, pytest.mark.usefixtures("toy")]

NAMED = "Zhang Erased 371681199001010011"


def stay(number: int, **more: Any) -> dict[str, Any]:
    return entry(number, "toy.stay", EAST, at(2), {"measure": "home"}, subject={"kind": "person", "ref": NAMED}, **more)


def number_of() -> int:
    (found,) = rows("SELECT id FROM roll_thing WHERE kind = 'person' ORDER BY id DESC LIMIT 1")
    return int(found[0])


def kept(number: int) -> Stored:
    (found,) = by_uuid([uuid(number)])
    return found


def test_a_held_entry_goes_with_whom_it_names() -> None:
    assert send(stay(30))[0].outcome == "accepted"
    assert send(stay(31, by="stranger"))[0].outcome == "held"
    held = kept(31)
    assert NAMED in unsealed(held.content, held.uuid).decode()
    erase(number_of(), "kept long enough", 0)
    held = kept(31)
    with pytest.raises(Erased):
        unsealed(held.content, held.uuid)
    assert verify() == []
    assert _held(held) is None


def test_what_waits_and_names_somebody_erased_goes_on_waiting() -> None:
    send(stay(30))
    waits = entry(31, "toy.stay", LATE, at(2), {"measure": "home"}, subject={"kind": "person", "ref": NAMED})
    assert send(waits)[0].outcome == "held"
    erase(number_of(), "kept long enough", 0)
    assert send(opening(32, LATE, "village", TOWN), when=NOW + DAY)[0].outcome == "accepted"
    assert kept(31).counts_from is None
    assert verify() == []


def test_a_clash_goes_with_whom_it_names() -> None:
    send(stay(30))
    clash = stay(30) | {"body": {"measure": "other"}}
    assert send(clash)[0].outcome == "conflict"
    erase(number_of(), "kept long enough", 0)
    (found,) = [one for one in select("position > %s", (0,)) if '"clash"' in one.content]
    assert '"sealed":"~h:' in found.content
    assert verify() == []


def test_one_of_several_is_enough() -> None:
    send(stay(30), entry(33, "toy.stay", EAST, at(2), {"measure": "home"}, subject={"kind": "person", "ref": "Li"}))
    one, other = (int(found[0]) for found in rows("SELECT id FROM roll_thing WHERE kind = 'person' ORDER BY id"))
    sealed = seal_held({one, other}, NAMED, b"c")
    assert unseal_held(sealed, b"c") == NAMED
    erase(other, "kept long enough", 0)
    with pytest.raises(Erased):
        unseal_held(sealed, b"c")


def test_what_makes_two_entries_the_same_cannot_be_guessed_without_the_nodes_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    raw = b'{"kind":"toy.stay","happened_at":"2020-02-02T00:00:00+08:00","body":{"measure":"home"}}'
    (here,), (again,) = look([raw], received=NOW), look([raw], received=NOW)
    assert here.print == again.print
    monkeypatch.setattr("gridward.roll.keys.file", lambda: tmp_path / "roll.keys")
    (elsewhere,) = look([raw], received=NOW)
    assert elsewhere.print != here.print
