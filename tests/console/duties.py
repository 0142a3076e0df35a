"""A node on which something is asked: made-up rules are in force from 1 February, and it is the fifth, 20:30.

East has two households and somebody at home under an order; Chen leads it, Fang leads Far; nobody is its doctor.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gridward.duty import planner
from gridward.kit import clock
from gridward.policy import packs, shelf
from tests.console.cast import Cast, gather
from tests.duty.conftest import forget_packs
from tests.toy.node import COUNTY, EAST, FAR, at, entry, send

MADE_UP = Path(__file__).parent / "packs"
NOW = at(5, 20.5)
ILL = {"kind": "person", "ref": "Zhao of East"}
ORDER = 205


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The packs beside these tests are the only ones."""
    for path in (*shelf.folder().glob("*.toml"), *MADE_UP.glob("*.toml")):
        if path.parent == MADE_UP or "effective_from" not in path.read_text(encoding="utf-8"):
            shutil.copy(path, tmp_path)
    monkeypatch.setattr(packs, "folder", lambda: tmp_path)
    forget_packs()
    yield
    monkeypatch.undo()
    forget_packs()


@pytest.fixture
def asked(rules: None, toy: None) -> Iterator[Cast]:
    """The node and who works on it."""
    forget_packs()
    with clock.standing_at(NOW):
        found = gather()
        send(*begun(), when=NOW)
        planner.catch_up()
        yield found


def begun() -> list[dict[str, Any]]:
    """The response, households of East and Far, an order in East."""
    home = {
        "measure": "home_quarantine", "clock": "order", "clock_start": "2020-02-02",
        "place": {"kind": "area", "id": EAST},
    }  # fmt: skip
    return [
        entry(200, "policy.response", COUNTY, at(1), {"pack": "board", "from": "2020-02-01"}),
        entry(201, "roll.household", EAST, at(1, 1), {"status": "lived_in"}, subject=house("1")),
        entry(202, "roll.household", EAST, at(1, 2), {"status": "lived_in"}, subject=house("2")),
        entry(203, "roll.household", FAR, at(1, 3), {"status": "lived_in"}, subject=house("3")),
        entry(ORDER, "followup.order", EAST, at(2, 1), home, subject=ILL),
    ]


def house(door: str) -> dict[str, str]:
    """A household."""
    return {"kind": "household", "ref": f"door {door}"}


def reading(number: int, when: int, **body: Any) -> dict[str, Any]:
    """A visit to who is under the order."""
    said = {"slot": "AM", "status": "cooperative", "method": "in_person", "temperature": 36.5} | body
    return entry(number, "followup.reading", EAST, when, said, subject=ILL)


def report(number: int, area: str, when: int, *, nil: bool = True) -> dict[str, Any]:
    """A village's report."""
    body = {"template": "daily", "date": f"{clock.moment(when):%Y-%m-%d}", "nil": nil, "confirmed_by": "x"}
    return entry(number, "reporting.daily", area, when, body)
