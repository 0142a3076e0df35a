"""The commands for sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gridward.exchange.sheet.workbook import sheets
from gridward.kit.clock import standing_at
from tests.cli.conftest import Ran
from tests.exchange.books import book
from tests.toy.node import EAST, NOW

pytestmark = pytest.mark.usefixtures("toy")
Command = Callable[..., Ran]


def test_a_template_is_written(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "cars.xlsx"
    assert command("sheet", "template", "toy.cars", "-o", str(path)).status == 0
    (first, *_) = sheets(path.read_bytes())
    assert "count*" in first.rows[0]


def test_a_file_is_looked_at_taken_in_and_answered(command: Command, tmp_path: Path) -> None:
    path, back = tmp_path / "cars.xlsx", tmp_path / "answer.xlsx"
    path.write_bytes(book([["日期", "村", "count", "extra"], ["2月5日", EAST, 12], ["2月5日", EAST, "many"]]))
    with standing_at(NOW):
        looked = command("sheet", "import", str(path), "--kind", "toy.cars", "--dry-run", "--json")
        assert looked.json()["verdicts"] == {"mend": 1, "new": 1}
        assert looked.json()["unknown"] == ["extra"]
        done = command("sheet", "import", str(path), "--kind", "toy.cars", "--answer", str(back), "--json")
        assert (done.status, done.json()["verdicts"]) == (1, {"accepted": 1, "mend": 1})
        again = command("sheet", "import", str(path), "--kind", "toy.cars")
        assert "此前已接收" in again.out + again.err
    (sheet,) = sheets(back.read_bytes())
    assert sheet.rows[0][-1] == "导入结果"


def test_a_heading_without_rows_says_so(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "cars.xlsx"
    path.write_bytes(book([["日期", "村", "count"]]))
    ran = command("sheet", "import", str(path), "--kind", "toy.cars")
    assert ran.status == 0
    assert "没有数据行" in ran.out + ran.err


def test_a_heading_is_matched_by_hand_and_remembered(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "cars.xlsx"
    path.write_bytes(book([["日期", "村", "辆数"], ["2月5日", EAST, 12]]))
    with standing_at(NOW):
        first = command(
            "sheet", "import", str(path), "--kind", "toy.cars", "--match", "辆数=count", "--dry-run", "--json"
        )
        assert first.json()["verdicts"] == {"new": 1}
        assert command("sheet", "import", str(path), "--kind", "toy.cars", "--json").json()["verdicts"] == {
            "accepted": 1
        }


def test_an_export_comes_in_again(command: Command, tmp_path: Path) -> None:
    path, out = tmp_path / "cars.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(book([["日期", "村", "count"], ["2月5日", EAST, 12]]))
    with standing_at(NOW):
        command("sheet", "import", str(path), "--kind", "toy.cars")
        assert command("sheet", "export", "toy.cars", "--area", EAST, "-o", str(out)).status == 0
        assert command("sheet", "import", str(out), "--json").json()["verdicts"] == {"same": 1}


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "toy.nothing"),
        ("template", "ledger.released"),
        ("import", "nowhere.xlsx"),
        ("export", "toy.cars", "--by", "nobody"),
        ("export", "toy.cars", "-o", "/nowhere/at/all.xlsx"),
    ],
)
def test_mistakes_are_told(command: Command, arguments: tuple[str, ...]) -> None:
    ran = command("sheet", *arguments)
    assert ran.status == 2
    assert " / " in ran.err


@pytest.mark.parametrize(("option", "said"), [("--area", "zz"), ("--date", "x")])
def test_what_holds_for_rows_is_looked_at_though_they_bring_their_own(
    command: Command, tmp_path: Path, option: str, said: str
) -> None:
    path = tmp_path / "cars.xlsx"
    path.write_bytes(book([["日期", "村", "count"], ["2月5日", EAST, 12]]))
    with standing_at(NOW):
        ran = command("sheet", "import", str(path), "--kind", "toy.cars", option, said)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert option in ran.err


def test_a_file_that_is_none_is_refused(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "cars.csv"
    path.write_text("a,b\n")
    ran = command("sheet", "import", str(path))
    assert ran.status == 2
    assert "CSV" in ran.err
