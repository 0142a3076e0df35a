"""What is personal is sealed: the same way each time, for one place only, and never in clear in the database."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from gridward.kit.errors import Refusal
from gridward.kit.rows import execute, rows
from gridward.roll.sealing import seal, seal_many, seal_node, unseal, unseal_many, unseal_node

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]

TEXT = st.text(max_size=300)


def test_a_text_comes_back_and_sealing_it_again_gives_the_same_bytes(roll: Any) -> None:
    one, other = roll.number("person", ref="张三"), roll.number("person", ref="李四")

    @given(TEXT, st.binary(max_size=40))
    @settings(max_examples=150, deadline=None)
    def holds(text: str, context: bytes) -> None:
        sealed = seal(one, text, context)
        assert sealed.startswith("~1:")
        assert sealed.isascii()
        assert sealed == seal(one, text, context)
        assert unseal(one, sealed, context) == text
        assert seal(other, text, context) != sealed
        assert seal(one, text, context + b"x") != sealed
        assert unseal_node(seal_node(text, context), context) == text

    holds()


def test_a_sealed_text_opens_in_its_place_only(roll: Any) -> None:
    one, other = roll.number("person", ref="张三"), roll.number("person", ref="李四")
    sealed = seal(one, "发热,独居", b"entry 1 note")
    middle = "A" if sealed[20] != "A" else "B"
    for thing, text, context in (
        (one, sealed, b"entry 2 note"),
        (other, sealed, b"entry 1 note"),
        (one, sealed[:20] + middle + sealed[21:], b"entry 1 note"),
        (one, sealed[:-4], b"entry 1 note"),
        (one, "~1:", b"entry 1 note"),
        (one, "~1:不是", b"entry 1 note"),
    ):
        with pytest.raises(Refusal) as refused:
            unseal(thing, text, context)
        assert refused.value.reasons[0].code == "unreadable"
    with pytest.raises(Refusal):
        unseal_node(seal_node("x", b"a"), b"b")


def test_many_at_once_are_as_one_by_one(roll: Any) -> None:
    things = [roll.number("person", ref=name) for name in "甲乙丙"]
    items = [(thing, f"备注 {thing}", b"note") for thing in things * 2]
    sealed = seal_many(items)
    assert sealed == [seal(*item) for item in items]
    back = [(thing, text, b"note") for (thing, _, _), text in zip(items, sealed, strict=True)]
    assert unseal_many(back) == [text for _, text, _ in items]
    assert seal_many([]) == unseal_many([]) == []


def test_a_text_that_was_never_sealed_is_itself(roll: Any) -> None:
    assert unseal(roll.number("person", ref="x"), "plain", b"") == "plain"


def test_a_number_that_was_never_given_is_an_error() -> None:
    with pytest.raises(LookupError):
        seal(12345, "x", b"")


def test_a_key_moved_to_another_row_opens_nothing(roll: Any) -> None:
    one, other = roll.number("person", ref="张三"), roll.number("person", ref="李四")
    execute("UPDATE roll_thing SET key = (SELECT key FROM roll_thing WHERE id = %s) WHERE id = %s", (one, other))
    with pytest.raises(Refusal):
        seal(other, "x", b"")


SECRETS = ("王小明测试", "371681199001011239", "13800009999", "鲁M98765", "长山镇一号院测试", "ref-secret-text")


@pytest.mark.django_db(transaction=True)
def test_the_database_holds_nothing_personal_in_clear(roll: Any) -> None:
    name, id_no, phone, plate, address, text = SECRETS
    roll.register("person", str(uuid4()), name=name, id_no=id_no, phone=phone, address=address)
    roll.register("vehicle", str(uuid4()), plate=plate)
    number = roll.number("household", ref=text)
    sealed = seal(number, address, b"note")
    held = seal_node(name)
    stored = [sealed.encode(), held.encode(), *_everything()]
    assert len(stored) > 20
    for secret in SECRETS:
        for form in {secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode()}:
            assert not [value for value in stored if form in value], secret


def _everything() -> list[bytes]:
    """Every value of every column of every table, and on SQLite the files themselves."""
    found: list[bytes] = []
    for table in connection.introspection.table_names():
        for row in rows(f'SELECT * FROM "{table}"'):
            found += [value if isinstance(value, bytes) else str(value).encode() for value in row if value is not None]
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        found += [file.read_bytes() for file in name.parent.glob(f"{name.name}*")]
    return found
