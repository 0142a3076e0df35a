"""A pack whose tables have no shape is told so in one line, and what builds on it is left alone."""

import shutil
from pathlib import Path

import pytest

from gridward.kit.errors import Refusal
from gridward.plug.catalogue import CATALOGUE
from gridward.policy import every, shelf
from gridward.policy.every import every_fault
from gridward.policy.packs import load

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).resolve().parents[2]

HEAD = """id = "cn-broken"
jurisdiction = "CN"
effective_from = 2020-01-01
source = "s"
verified = true
label = { zh = "甲", en = "a" }
"""
BROKEN = [
    ("duty = 3", "duty"),
    ("measure = [5]", "measure"),
    ("duty = [{ name = [1] }]", "duty[1].name"),
    ('value = "x"', "value"),
    ("value = [{ name = [1], value = 3 }]", "value[1].name"),
    ("list = [3]", "list"),
    ('list = [{ name = "category", codes = 3 }]', "list[category].codes"),
    ('list = [{ name = "category", codes = ["vulnerable"], code = 3 }]', "list[category].code"),
    ("drops = 3", "drops"),
    ("checks = 5", "checks"),
    ("gate = 7", "gate"),
    ("gate = { row = [{ if = 3 }] }", "gate"),
    ("extends = 3", "extends"),
]


@pytest.mark.parametrize(("line", "field"), BROKEN)
def test_a_pack_without_its_tables_is_one_fault(
    line: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "packs", tmp_path / "packs")
    file = tmp_path / "packs" / "cn-broken.toml"
    file.write_text(HEAD + line, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load(file)
    assert [reason.field for reason in refused.value.reasons] == [field]
    monkeypatch.setattr(every, "folder", lambda: tmp_path / "packs")
    assert shelf.folder() != tmp_path / "packs"
    (only,) = every_fault(CATALOGUE)
    assert (only.field, only.text.zh[:16]) == (field, "cn-broken.toml:" + field[0])
