"""Rosters in and out, and people erased, by command."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gridward.roll.models import ErasureRegister, Thing
from tests.cli.conftest import Ran
from tests.toy.node import EAST

pytestmark = pytest.mark.usefixtures("toy_live")

Command = Callable[..., Ran]
TEXT = f"姓名,身份证号,村(社区),门牌\n测试甲,11010519491231002X,{EAST},1号\n测试乙,3.71E+17,{EAST},2号\n"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "roster.csv"
    file.write_text(TEXT)
    return file


def test_a_roster_is_looked_at_taken_in_answered_and_may_come_again(command: Command, roster: Path) -> None:
    looked = command("roster", "import", str(roster), "--dry-run", "--json")
    assert looked.json()["verdicts"] == {"mend": 1, "ready": 1}
    assert not Thing.objects.exists()
    answer = roster.with_name("answer.xlsx")
    taken = command("roster", "import", str(roster), "--answer", str(answer), "--json")
    assert (taken.status, taken.json()["verdicts"]) == (1, {"mend": 1, "new": 1})
    assert taken.json()["reasons"] == {"digits_lost": 1}
    again = command("roster", "import", str(answer), "--json")
    assert again.json()["verdicts"] == {"mend": 1, "same": 1}
    out = roster.with_name("out.xlsx")
    assert command("roster", "export", "--area", EAST, "-o", str(out)).status == 0
    assert out.exists()


@pytest.mark.parametrize(
    "arguments",
    [("import", "nothing.xlsx"), ("import", "FILE", "--by", "nobody"), ("import", "FILE", "--date", "soon")],
)
def test_mistakes_are_said_in_a_line(command: Command, roster: Path, arguments: tuple[str, ...]) -> None:
    ran = command("roster", *(str(roster) if one == "FILE" else one for one in arguments))
    assert ran.status == 2
    assert ran.err.count("\n") == 1


def test_a_person_is_erased_with_a_reason_and_keys_are_rotated(command: Command, roster: Path) -> None:
    command("roster", "import", str(roster))
    number = Thing.objects.get(kind="person").id
    assert command("person", "erase", str(number)).status == 2
    assert command("person", "erase", "999999", "--reason", "x", "--yes").status == 2
    done = command("person", "erase", str(number), "--reason", "保存期满", "--yes", "--by", "", "--json")
    assert [one["number"] for one in done.json()["erased"]] == [number]
    assert ErasureRegister.objects.get().thing == number
    assert command("keys", "rotate").status == 0
    assert command("person", "replay").status == 0
    assert command("ledger", "verify").status == 0
    assert command("ledger", "rebuild", "--check").status == 0
