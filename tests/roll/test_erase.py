"""Erasing destroys the key and all that leads to it, keeps the proof, and survives a restore and a rotation."""

import stat
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from gridward.kit.pen import Busy
from gridward.kit.rows import append, execute, rows
from gridward.kit.sqlite.turn import turn
from gridward.roll import rotation
from gridward.roll.erase import erase, file, replay
from gridward.roll.keys import file as key_file
from gridward.roll.models import Alias, ErasureRegister, Thing
from gridward.roll.rotation import rotate
from gridward.roll.sealing import WITHHELD, Erased, seal, seal_many, unseal, unseal_many
from gridward.roll.things import THING, Table

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_after_erasing_nothing_can_be_read_and_it_is_reported(roll: Any) -> None:
    made = str(uuid4())
    number = roll.register("person", made, name="测试甲", phone="13800000001").thing
    other = roll.number("person", ref="李四")
    sealed, others = seal(number, "独居", b"c"), seal(other, "独居", b"c")
    done = erase(number, "retention", 5)
    assert (done.thing, done.reason, done.who, done.aliases) == (number, "retention", 5, 2)
    with pytest.raises(Erased) as refused:
        unseal(number, sealed, b"c")
    assert str(number) in refused.value.reasons[0].text.zh
    assert unseal_many([(number, sealed, b"c"), (other, others, b"c")]) == [None, "独居"]
    row = Thing.objects.get(id=number)
    assert (row.key, row.identity, row.uuid, row.erased_at) == (None, None, None, done.at)
    assert not Alias.objects.filter(thing=number).exists()
    assert ErasureRegister.objects.get().thing == number
    assert file().read_text().count("\n") == 1
    assert stat.S_IMODE(file().stat().st_mode) == 0o600


def test_erasing_twice_is_one_erasure(roll: Any) -> None:
    number = roll.number("person", ref="张三")
    first = erase(number, "retention", 5)
    assert erase(number, "again", 6) == first
    assert ErasureRegister.objects.count() == 1
    with pytest.raises(LookupError):
        erase(99999, "retention", 5)


def test_what_comes_later_about_the_erased_is_withheld_and_a_new_meeting_is_a_new_thing(roll: Any) -> None:
    made = str(uuid4())
    number = roll.number("person", id=made)
    erase(number, "retention", 5)
    assert seal_many([(number, "迟到的备注", b"c")]) == [WITHHELD]
    with pytest.raises(Erased):
        unseal(number, WITHHELD, b"c")
    assert roll.number("person", id=made) != number


def test_a_restored_backup_does_not_bring_the_erased_back(roll: Any) -> None:
    number, other = roll.number("person", ref="张三"), roll.number("person", ref="李四")
    columns = (
        "id", "kind", "uuid", "area", "holder", "key", "identity", "provisional", "created_at", "erased_at",
    )  # fmt: skip
    backup = rows(f"SELECT {', '.join(columns)} FROM roll_thing ORDER BY id")
    table = Table(
        THING.name, columns, ("int8", "text", "uuid", "int4", "int8", "bytea", "bytea", "bool", "int8", "int8")
    )
    erase(number, "retention", 5)
    execute("DELETE FROM roll_alias")
    execute("DELETE FROM roll_erasureregister")
    execute("DELETE FROM roll_thing")
    append(table, backup)
    assert replay() == [number]
    assert replay() == []
    assert Thing.objects.get(id=number).key is None
    assert Thing.objects.get(id=other).key is not None
    assert ErasureRegister.objects.get().reason == "retention"
    assert file().read_text().count("\n") == 1


def test_the_register_does_not_erase_another_thing_that_got_the_number_after_a_restore(roll: Any) -> None:
    number = roll.number("person", ref="张三")
    erase(number, "retention", 5)
    execute("DELETE FROM roll_erasureregister")
    execute("DELETE FROM roll_thing")
    assert replay() == []
    assert roll.number("person", ref="王五") == number
    assert replay() == []
    assert Thing.objects.get(id=number).key is not None


def test_a_new_wrapping_key_opens_all_and_the_old_one_is_gone(roll: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "SLICE", 3)
    things = [roll.number("person", ref=f"p{number}") for number in range(8)]
    erase(things[0], "retention", 5)
    sealed = seal(things[4], "独居", b"c")
    old = key_file().read_bytes()
    backup = rows("SELECT key FROM roll_thing WHERE id = %s", (things[4],))[0][0]
    assert rotate() == 7
    assert unseal(things[4], sealed, b"c") == "独居"
    assert roll.number("person", ref="p4") == things[4]
    assert rows("SELECT key FROM roll_thing WHERE id = %s", (things[4],))[0][0] != backup
    new = key_file().read_bytes()
    secret = old.split(b'"1":"')[1][:64]
    assert secret not in new
    assert rotate() == 7
    assert unseal(things[4], sealed, b"c") == "独居"


def test_a_rotation_that_broke_off_is_done_by_the_next(roll: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "SLICE", 2)
    things = [roll.number("person", ref=f"p{number}") for number in range(5)]
    sealed = [seal(thing, "独居", b"c") for thing in things]
    with monkeypatch.context() as broken:
        wrapped = []

        def wrap(*args: Any) -> bytes:
            wrapped.append(args)
            if len(wrapped) > 3:
                raise OSError("power")
            return rotation_wrap(*args)

        rotation_wrap = rotation.wrap
        broken.setattr(rotation, "wrap", wrap)
        with pytest.raises(OSError, match="power"):
            rotate()
    assert unseal_many([(thing, text, b"c") for thing, text in zip(things, sealed, strict=True)]) == ["独居"] * 5
    roll.number("person", ref="between")
    assert rotate() == 6
    assert unseal_many([(thing, text, b"c") for thing, text in zip(things, sealed, strict=True)]) == ["独居"] * 5


def test_two_rotations_at_once_are_refused(roll: Any) -> None:
    with turn(key_file().with_suffix(".lock"), patience=1), pytest.raises(Busy):
        rotate()


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_the_wrapped_key_is_gone_from_the_database_files(roll: Any) -> None:
    number = roll.number("person", ref="张三")
    roll.numbers()
    wrapped = rows("SELECT key FROM roll_thing WHERE id = %s", (number,))[0][0]
    name = Path(str(connection.settings_dict["NAME"]))

    def there() -> bool:
        return any(wrapped in part.read_bytes() for part in name.parent.glob(f"{name.name}*"))

    assert there()
    erase(number, "retention", 5)
    assert not there()
    assert rows("PRAGMA secure_delete") == [(0,)]
