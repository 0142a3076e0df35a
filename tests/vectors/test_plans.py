"""Plan vectors: who is under what from which day to which, how often they are visited, what is due on which days."""

import json
from collections import Counter
from typing import Any

import msgspec
import pytest

from gridward.duty.law import EVER, Law, Response
from gridward.duty.plan import Plan, plan
from gridward.kit.clock import HOUR, date_of, day_of, parse
from gridward.kit.ids import shaped7
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Place, Subject, key_of
from tests.vectors.plans import FILES, FOLDER, written

pytestmark = pytest.mark.no_database

PEOPLE = ("editions", "dates", "switches", "endings")


def cases(*names: str) -> list[dict[str, Any]]:
    return [one for name in names for one in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["cases"]]


CASES = cases(*PEOPLE)
VISITS = ("reading", "reading_central")


def planned(case: dict[str, Any]) -> Plan:
    packs = case["packs"]
    begins = [parse(f"{begin}T00:00:00+08:00") for _, begin in packs]
    ends = [*begins[1:], EVER]
    rules = Law(
        [Response(n, 1, pack, begins[n], ends[n]) for n, (pack, _) in enumerate(packs)], lambda area, at: "1.5."
    )
    told = [entry(number, one) for number, one in enumerate(case["entries"], start=1)]
    until = max(one.at for one in told) + 90 * 24 * HOUR
    return plan(key_of("person", 7), sorted(told, key=lambda one: (one.at, one.id)), rules, until, lambda duty, area: 1)


def entry(position: int, one: dict[str, Any]) -> Entry:
    body = msgspec.convert(one["body"], CATALOGUE.kinds[one["kind"]].body, strict=False)
    at, place = parse(one["at"]), Place("village", "village")
    return Entry(position, shaped7(at + position, bytes(10)), one["kind"], 1, Subject("person", 7), 5, place, at, body)


def told(at: int) -> str:
    return date_of(day_of(at)).isoformat()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_planned_is_what_is_written(case: dict[str, Any]) -> None:
    found, expected = planned(case), case["expected"]
    assert [[one.name, told(one.begin), told(one.end - 1)] for one in found.standings] == expected["standings"]
    opens: dict[str, list[str]] = {}
    for one in found.duties:
        opens.setdefault(one.window.duty.name, []).append(told(one.window.opens))
    for name, days in expected.get("duties", {}).items():
        assert sorted(opens.get(name, [])) == days, name
    if "visits" in expected:
        assert Counter(day for name in VISITS for day in opens.get(name, [])) == expected["visits"]
    if "ordered_within_h" in expected:
        (due,) = (one.window for one in found.duties if one.window.duty.name == "contact_ordered")
        assert due.due - due.opens == expected["ordered_within_h"] * HOUR


@pytest.mark.parametrize("name", FILES)
def test_the_vectors_are_those_that_were_counted(name: str) -> None:
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert text == written(name), "run: python -m tests.vectors.plans"
