"""Whoever came from an area on the dated list needs a named person, whatever was heard first (Q16)."""

from random import Random
from typing import Any

import pytest

from gridward.figure import rebuild
from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.clock import parse
from gridward.ledger.head import stand
from gridward.plug.catalogue import CATALOGUE
from gridward.scenario.recount import Recount, read_active
from tests.toy.node import COUNTY, EAST, at, entry, example, send, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]

FIGURES = ("followup.to_assign", "followup.assigned")


def came(number: int, who: str, origin: str, day: float = 10) -> dict[str, Any]:
    body = {
        "direction": "in",
        "stage": "actual",
        "journey_id": who,
        "purpose": "return_home",
        "origin_area": origin,
        "destination": EAST,
    }
    return entry(number, "screening.travel_entry", EAST, at(day), body, subject={"kind": "person", "ref": who})


def listed(number: int, area: str, first: int, level: str = "key", **more: Any) -> dict[str, Any]:
    body = {"area": area, "level": level, "from": f"2020-02-{first:02}", "source_document": "notice"}
    body |= {"to": f"2020-02-{more.pop('to'):02}"} if "to" in more else {}
    return entry(number, "command.risk_area", COUNTY, at(11), body, subject={"kind": "area", "ref": COUNTY}, **more)


def team(number: int, who: str, members: int = 1) -> dict[str, Any]:
    named = [{"kind": "person", "ref": f"cadre {one}"} for one in range(members)]
    body = {"template": "named_person", "members": named, "from": "2020-02-12"}
    return entry(number, "followup.team", EAST, at(12), body, subject={"kind": "person", "ref": who})


def told(as_of: str = "2020-02-20") -> tuple[int, ...]:
    """How many need a named person, and have one; the same however it is counted."""
    catch_up()
    assert rebuild.check() == []
    map_now, moment = tree(), parse(as_of)
    county = map_now.need(COUNTY).id
    found = tuple(one.value or 0 for one in values([(name, "") for name in FIGURES], area=county, as_of=moment))
    figures = {name: CATALOGUE.figures[name] for name in FIGURES}
    recount = Recount(read_active(list(figures.values()), map_now, stand().position), figures, map_now)
    assert found == tuple(recount.value(name, "", area=county, as_of=moment) for name in FIGURES)
    return found


def test_each_arrival_from_a_listed_area_needs_somebody_and_one_without_shows() -> None:
    story = [
        came(60, "Li", "演示市"),
        came(61, "Wu", "演示市"),
        came(62, "He", "别处"),
        came(63, "Yu", "演示市", day=3),
        listed(64, "演示市", 5),
        listed(65, "别处", 1, level="low"),
        team(66, "Li"),
    ]
    for seed in range(8):
        with example():
            for one in Random(seed).sample(story, len(story)):
                send(one)
            assert told() == (2, 1)


def test_the_list_corrected_or_taken_back_changes_who_needs_somebody() -> None:
    send(came(60, "Li", "演示市"), came(61, "Yu", "演示市", day=3))
    assert told() == (0, 0)
    send(listed(64, "演示市", 5))
    assert told() == (1, 0)
    assert told("2020-02-10") == (0, 0)
    send(listed(65, "演示市", 1, replaces=str(uuid(64))))
    assert told() == (2, 0)
    send(team(66, "Li"), team(67, "Yu"))
    assert told() == (2, 2)
    send(team(68, "Yu", members=0))
    assert told() == (2, 1)
    send(entry(69, "command.risk_area", "", at(11), None, replaces=str(uuid(65))))
    assert told() == (0, 0)


def test_being_taken_off_later_changes_nothing_about_the_days_before() -> None:
    send(came(60, "Li", "演示市"), listed(64, "演示市", 5, to=12))
    assert told() == (1, 0)
    send(listed(65, "演示市", 5, to=9, replaces=str(uuid(64))))
    assert told() == (0, 0)
