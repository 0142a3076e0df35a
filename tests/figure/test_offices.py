"""Offices held of offices needed, and categories switched on: figures of what the kernel's own entries tell."""

from collections.abc import Sequence
from typing import Any

import pytest

from gridward.domains.screening.figures import CATEGORIES
from gridward.figure import kernel
from gridward.intake.kernel import KINDS as KERNEL
from gridward.kit.clock import parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from gridward.policy.packs import packs
from tests.domains.entries import by_time, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database

KINDS = {kind.name: kind for kind in KERNEL}
NEEDED, HELD = (
    next(one for one in kernel.FIGURES if one.name == f"grid.{name}") for name in ("offices_needed", "offices")
)


def said(figure: Figure, entries: Sequence[Entry], at: str, member: str = "") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def grid(number: int, level: str, action: str = "open", day: str = "2020-01-20", position: int = 0) -> Entry:
    told = {"code": f"g{number}", "action": action} | ({"level": level} if action == "open" else {})
    at = f"{day}T08:00:00+08:00"
    return written(
        KINDS["grid.area"], at, told, subject=("area", number), area=number, position=position or 1000 + number
    )


def leader(position: int, area: int, day: str, to: str = "", level: str = "grid_small", role: str = "leader") -> Entry:
    told: dict[str, Any] = {"office": role, "holder": f"h{position}", "from": day} | ({"to": to} if to else {})
    at = f"{day}T09:00:00+08:00"
    return written(KINDS["grid.appointment"], at, told, area=area, place=(level, level), position=position)


def test_every_grid_has_a_leader_until_one_leaves() -> None:
    levels = ["grid_large"] * 3 + ["grid_medium"] * 15 + ["grid_small"] * 36
    entries = [grid(number, level) for number, level in enumerate(levels, 1)]
    held = [leader(number, number, "2020-01-21", level=level) for number, level in enumerate(levels, 1)]
    held[53] = leader(54, 54, "2020-01-21", to="2020-02-04T12:00:00+08:00")
    days = ("2020-02-03", "2020-02-04")
    assert [said(NEEDED, entries, day, "leader") for day in days] == [54, 54]
    assert [said(HELD, held, day, "leader") for day in days] == [54, 53]
    closed = [*entries, grid(7, "", "close", "2020-02-04", 2000)]
    assert said(NEEDED, closed, "2020-02-05", "leader") == 53


def test_two_holders_are_one_office_and_an_office_nobody_needs_is_none() -> None:
    two = [leader(1, 9, "2020-01-21", to="2020-02-01"), leader(2, 9, "2020-01-25", to="2020-02-03")]
    days = ("2020-01-20", "2020-01-21", "2020-01-31", "2020-02-02", "2020-02-03")
    assert [said(HELD, two, day, "leader") for day in days] == [0, 1, 1, 1, 0]
    assert said(HELD, [leader(3, 9, "2020-01-21", level="town")], "2020-02-01") == 0
    assert said(HELD, [leader(4, 9, "2020-01-21", role="supervisor")], "2020-02-01") == 0


def test_the_response_in_force_says_how_many_categories_there_are() -> None:
    def response(position: int, pack: str, day: str, to: str = "") -> Entry:
        told = {"pack": pack, "from": day} | ({"to": to} if to else {})
        return written(KINDS["policy.response"], f"{day}T08:00:00+08:00", told, area=1, position=position)

    known = packs()["cn-covid-e4"].options("category")
    tops = len([one for one in known if one.parent not in {other.code for other in known}])
    entries = [response(1, "cn-covid-e4", "2020-02-07", "2020-02-09")]
    days = ("2020-02-06", "2020-02-07", "2020-02-09", "2020-02-10")
    assert [said(CATEGORIES, entries, day) for day in days] == [0, tops, tops, 0]
    assert said(CATEGORIES, [response(2, "no-such-pack", "2020-02-07")], "2020-02-08") == 0
    assert CATALOGUE.figures["screening.categories"] is CATEGORIES
