"""The key file: made once, readable by its owner only, never replaced behind the back of sealed data."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from gridward.kit.errors import Refusal
from gridward.roll import keys as module
from gridward.roll.keys import add_wrapping, file, keys

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_it_is_made_on_first_use_for_its_owner_alone(home: Path) -> None:
    first = keys()
    assert stat.S_IMODE(file().stat().st_mode) == 0o600
    assert file().parent == home
    assert keys() is first
    assert [one.name for one in home.iterdir()] == ["roll.keys"]


def test_processes_that_start_together_agree(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "rows", lambda *_: [])
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(module._make, file()) for _ in range(8)]:
            done.result()
    assert [one.name for one in home.iterdir()] == ["roll.keys"]


def test_a_process_sees_at_once_that_the_file_was_replaced() -> None:
    before = keys()
    number = add_wrapping()
    assert keys().newest == number != before.newest
    assert keys().index == before.index


def test_a_lost_file_is_not_made_anew_over_sealed_identities(roll: Any) -> None:
    roll.number("person", ref="张三")
    file().unlink()
    with pytest.raises(Refusal) as refused:
        keys()
    assert refused.value.reasons[0].code == "keys_missing"
    assert not file().exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff", b'{"root":"zz","newest":1,"wrapping":{"1":"00"}}', b'{"root":"00","newest":2,"wrapping":{}}'],
)
def test_a_damaged_file_is_named(content: bytes) -> None:
    file().write_bytes(content)
    with pytest.raises(Refusal) as refused:
        keys()
    assert refused.value.reasons[0].code == "keys_damaged"
    assert refused.value.reasons[0].field == "roll.keys"


def test_keys_of_another_node_open_nothing(roll: Any, tmp_path: Path, settings: Any) -> None:
    number = roll.number("person", ref="张三")
    mine = file().read_bytes()
    file().write_bytes(mine.replace(mine.split(b'"1":"')[1][:64], b"0" * 64))
    with pytest.raises(Refusal) as refused:
        roll.register("person", "张三", name="x")
    assert refused.value.reasons[0].code == "unreadable"
    file().write_bytes(mine)
    assert roll.number("person", ref="张三") == number
