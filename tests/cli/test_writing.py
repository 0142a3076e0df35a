"""Commands that write: entries from a file whatever its lines hold, the map, a whole scenario."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gridward.account.models import Account
from gridward.figure.series import series_number
from gridward.grid.tree import tree
from gridward.kit.rows import execute
from gridward.ledger.head import stand
from tests.cli.conftest import Ran
from tests.scenario.imagined import FACTS, TINY, imagining
from tests.toy.node import COUNTY, EAST, OTHER, TOWN

Command = Callable[..., Ran]


def lines(*rows: bytes | dict[str, object]) -> bytes:
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows) + b"\n"


CAR = {"kind": "toy.cars", "area": EAST, "happened_at": "2020-02-03T08:00:00+08:00", "body": {"count": 3}}
POISON = [
    b"not json at all",
    b'{"kind": "toy.cars"',
    b"\xff\xfe\x00bytes",
    b'{"kind": "toy.cars", "area": "%s", "happened_at": "2020-02-03", "body": {"count": NaN}}' % EAST.encode(),
    b'{"kind": "toy.cars", "area": "371681102203", "happened_at": "2020-02-03", "body": {"count": 1, "x": "\\u0000"}}',
    b'{"kind": "toy.cars", "body": {"count": 1}, "area": "' + b"x" * 1_000_000 + b'"}',
    b"[" * 5000,
    b"null",
    b"1",
]


def test_a_file_is_taken_line_by_line_whatever_the_lines_hold(toy: None, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    good = [CAR | {"body": {"count": number}} for number in range(1, 8)]
    file.write_bytes(lines(*good, *POISON, good[0] | {"kind": "toy.trams"}) + b"\n\r\n")
    ran = command("ledger", "append", str(file), "--json")
    assert ran.status == 0
    found = ran.json()
    assert found["entries"] == len(good) + len(POISON) + 1
    assert found["outcomes"] == {"accepted": len(good), "held": len(POISON) + 1}
    assert [receipt["outcome"] for receipt in found["receipts"][: len(good)]] == ["accepted"] * len(good)
    assert all(receipt["reasons"] for receipt in found["receipts"][len(good) :])
    assert found["position"] == stand().position
    value = command("figures", "toy.passages", "--area", TOWN, "--as-of", "2020-02-03", "--json").json()
    assert value["figures"][0]["value"] == len(good)


def test_the_same_file_again_is_all_duplicates(toy: None, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(CAR, CAR | {"body": {"count": 9}}))
    assert command("ledger", "append", str(file)).out == "accepted\t2\n"
    assert command("ledger", "append", str(file)).out == "duplicate\t2\n"


def test_what_does_not_count_is_named(toy: None, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(CAR | {"area": "9"}))
    ran = command("ledger", "append", str(file))
    assert (ran.status, ran.out) == (0, "held\t1\n")
    assert "area" in ran.err


def test_the_ledger_and_its_figures_are_verified(toy: None, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(CAR))
    command("ledger", "append", str(file))
    assert command("ledger", "verify", "--json").json()["holds"]
    assert command("ledger", "rebuild", "--check", "--json").json()["differences"] == []
    execute("UPDATE figure_posting SET value = 5 WHERE series = %s", (series_number("toy.passages", ""),))
    ran = command("ledger", "rebuild", "--check", "--json")
    assert ran.status == 1
    assert "toy.passages" in {row["figure"] for row in ran.json()["differences"]}
    assert command("ledger", "rebuild").status == 0
    assert command("ledger", "rebuild", "--check").status == 0
    head = stand()
    seal = f"{head.seal[:8]}…{head.seal[-8:]}"
    assert command("ledger", "verify", "--printed", f"{head.position}:{seal}").status == 0
    ran = command("ledger", "verify", "--printed", f"{head.position - 1}:{seal}")
    assert (ran.status, ran.out.split("\t")[0]) == (1, str(head.position - 1))
    for told in ("81604", "x:0123abcd…89ef4567", "5:", "5:zzzzzzzzzzzzzzzz", "9" * 40 + ":0123abcd…89ef4567"):
        assert command("ledger", "verify", "--printed", told).status == 2
    execute("UPDATE ledger_entry SET at = at + 1 WHERE position = 3")
    ran = command("ledger", "verify")
    assert ran.status == 1
    assert ran.out.startswith("3\t")


def test_official_areas_are_put_on_an_empty_map(toy_bare: None, command: Command) -> None:
    assert command("grid", "import", "620402102").status == 0
    assert len(tree().children(tree().need("620402102").id)) == 11
    assert command("grid", "import", "620402102").status == 0
    assert command("grid", "import", "371681101").status == 2
    assert command("grid", "import", "62").status == 2
    nowhere = command("grid", "import", "620402103", "--parent", "zz")
    assert (nowhere.status, len(nowhere.err.splitlines())) == (2, 1)
    assert "--parent" in nowhere.err


def test_an_area_is_moved_from_a_day_on(toy: None, command: Command) -> None:
    ran = command("grid", "move", EAST, "--to", OTHER, "--from", "2020-02-10")
    assert ran.status == 0, ran.err
    before, after = (
        command("grid", "show", EAST, "--at", day, "--json").json() for day in ("2020-02-09", "2020-02-11")
    )
    assert [row["code"] for row in before["above"]] == [COUNTY, TOWN]
    assert [row["code"] for row in after["above"]] == [COUNTY, OTHER]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny scenario, whose packs are those of the installation."""
    place = tmp_path / "tiny"
    place.mkdir()
    text = (TINY + FACTS).replace('"one"', '"cn-covid-e2"').replace('"two"', '"cn-covid-e3"')
    (place / "scenario.toml").write_text(text, encoding="utf-8")
    return place


def test_a_scenario_is_loaded_and_verified(db: None, command: Command, folder: Path, home: Path) -> None:
    with imagining():
        ran = command("scenario", "load", str(folder), "--json")
        assert ran.status == 0, ran.err
        loaded = ran.json()
        assert (loaded["scenario"], loaded["area"]) == ("tiny-2020", "371681102203")
        assert loaded["entries"] == sum(loaded["outcomes"].values())
        found = command("scenario", "verify", str(folder), "--json")
        assert (found.status, found.json()["holds"]) == (0, True)
        assert {row["holds"] for row in found.json()["facts"]} == {True}
        assert "toy.passages" in command("scenario", "verify", str(folder)).out
        assert ((home / "sign-ins").stat().st_mode & 0o777) == 0o600
        assert "village_lead-1\t" in (home / "sign-ins").read_text()
        kept = [line.split("\t")[0] for line in (home / "sign-ins").read_text().splitlines()]
        assert set(Account.objects.filter(demonstration=True).values_list("username", flat=True)) == set(kept)
        assert command("scenario", "load", str(folder)).status == 0
        extra = folder / "more.jsonl"
        extra.write_bytes(lines(*(CAR | {"area": "371681101203", "body": {"count": n}} for n in range(5))))
        command("ledger", "append", str(extra))
        ran = command("scenario", "verify", str(folder), "--json")
        assert (ran.status, ran.json()["holds"]) == (1, False)


def test_a_scenario_with_mistakes_is_refused_with_a_line_for_each(db: None, command: Command, folder: Path) -> None:
    with imagining():
        file = folder / "scenario.toml"
        file.write_text(file.read_text().replace("population = 40", "population = -4").replace("toy.met", "toy.mett"))
        ran = command("scenario", "load", str(folder))
        assert (ran.status, ran.out) == (1, "")
        told = [line for line in ran.err.splitlines() if line.strip()]
        assert len(told) == 2
        assert stand().position == 0


def test_a_second_scenario_is_refused(db: None, command: Command, folder: Path) -> None:
    with imagining():
        command("scenario", "load", str(folder))
        file = folder / "scenario.toml"
        file.write_text(file.read_text().replace("tiny-2020", "tiny-2021"))
        ran = command("scenario", "load", str(folder))
        assert ran.status == 1
        assert "tiny-2020" in ran.err


def test_the_scenarios_that_come_with_the_node_can_be_read(command: Command) -> None:
    listed = {row["name"]: row for row in command("scenario", "list", "--json").json()}
    assert listed["changshan"]["facts"] > 0, listed["changshan"]["title"]


def test_a_wrong_day_is_named_once(toy: None, command: Command) -> None:
    told = command("grid", "import", "620402102", "--from", "yesterday")
    assert told.status == 2
    assert told.err.count("--from") == 2  # once in each language
