"""Vectors of towns, zones, schools and villages: what areas, places and people owe, and what of it is done."""

from typing import Any

import msgspec
import pytest

from gridward.duty.ground import Ground, settle_ground, windows_of
from gridward.duty.law import EVER, Law, Response
from gridward.duty.plan import plan
from gridward.duty.rings import Around, Lying, rings
from gridward.duty.settle import Settled
from gridward.duty.standing import Standing, standings
from gridward.grid.position import Position
from gridward.kit.clock import DAY, date_of, day_number, day_of, moment, parse
from gridward.kit.ids import shaped7
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Place, Subject, key_of
from gridward.policy.packs import packs
from tests.vectors.plans import FILES
from tests.vectors.test_plans import PEOPLE, cases

pytestmark = pytest.mark.no_database

CASES = cases(*(name for name in FILES if name not in PEOPLE))
MIDDLE = (23.0, 113.0)
Case = dict[str, Any]


def law_of(case: Case) -> Law:
    def response(number: int, pack: str, begin: str, end: str = "") -> Response:
        return Response(number, 1, pack, midnight(begin), midnight(end) if end else EVER)

    return Law([response(n, *one) for n, one in enumerate(case["packs"])], lambda area, at: f"1.{area}.")


def midnight(day: str) -> int:
    return parse(f"{day}T00:00:00+08:00")


def entries(case: Case) -> list[Entry]:
    found = [entry(number, one, case) for number, one in enumerate(case["entries"], start=1)]
    return sorted(found, key=lambda one: (one.at, one.id))


def entry(position: int, one: Case, case: Case) -> Entry:
    body = msgspec.convert(one["body"], CATALOGUE.kinds[one["kind"]].body, strict=False)
    subject, at = one["subject"] or case.get("subject", ""), parse(one["at"])
    about = Subject(subject.partition(":")[0], int(subject.partition(":")[2])) if subject else None
    level = case.get("ground", {}).get("level", "village")
    return Entry(
        position, shaped7(at + position, bytes(10)), one["kind"], 1, about, one["area"], Place(level, level), at, body
    )


def position(degrees: list[float] | tuple[float, float]) -> Position:
    return Position(*(round(one * 1_000_000) for one in degrees))


def of_ground(case: Case, law: Law, told: list[Entry]) -> tuple[list[Standing], list[Settled]]:
    asked = case["ground"]
    area = asked.get("area", 5)
    here = Ground(area, tuple(asked["names"]), asked["says"], 0, EVER)
    spots = {5: position(MIDDLE), area: position(asked.get("lies", MIDDLE))}
    lying = Lying(
        lambda one: Around(frozenset({1, one}), one, 1),
        lambda one, at: spots.get(one),
        lambda one: one.area,
        lambda one: None,
    )
    here_told = [one for one in told if one.area == area]
    under = [*standings(here_told, key_of("area", area), law), *rings(here, lying, told, law)]
    first, last = (day_number(date_of(day_of(midnight(one)))) for one in case["days"])
    windows = windows_of(here, range(first, last + 1), under, here_told, law, ())
    return under, settle_ground(windows, here_told, lambda duty, area: 1, area=area, passed=(), path=law.path)


def of_somebody(case: Case, law: Law, told: list[Entry]) -> tuple[list[Standing], list[Settled]]:
    kind, _, number = case["subject"].partition(":")
    until = midnight(case["until"]) + DAY if case["until"] else max(one.at for one in told) + 90 * DAY
    found = plan(key_of(kind, int(number)), told, law, until, lambda duty, area: 1)
    return found.standings, found.duties


def day(at: int) -> str:
    return "open" if at >= EVER - 1 else date_of(day_of(at)).isoformat()


def clock(at: int) -> str:
    return f"{moment(at):%m-%d %H:%M}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_owed_is_what_was_counted(case: Case) -> None:
    law, told, expected = law_of(case), entries(case), case["expected"]
    under, duties = (of_ground if "ground" in case else of_somebody)(case, law, told)
    if "standings" in expected:
        assert [[one.name, day(one.begin), day(one.end - 1)] for one in under] == expected["standings"]
    duties = sorted(duties, key=lambda one: one.window.opens)
    for name, windows in expected.get("windows", {}).items():
        found = [one.window for one in duties if one.window.duty.name == name]
        assert [f"{clock(one.opens)} → {clock(one.due)}" for one in found] == windows, name
    for name, done in expected.get("done", {}).items():
        found_done = [f"{one.done}/{count}" for one in duties if one.window.duty.name == name for count in [one.needed]]
        assert found_done == done, name


def test_a_case_of_every_pack_that_people_run_is_counted() -> None:
    counted = {pack[0] for case in cases(*FILES) for pack in case["packs"]}
    assert counted >= set(packs()) - {"cn-common-2020"}
