"""The entries that open a scenario's town before its first day: areas, offices, households and responses."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from gridward.kit import clock
from gridward.kit.ids import shaped7
from gridward.plug.imagine import Home
from gridward.policy.packs import packs
from gridward.scenario.officers import Officer
from gridward.scenario.scenario import Scenario
from gridward.scenario.tree import Planned
from gridward.scenario.world import Town

Wire = dict[str, Any]


def opened_at(scenario: Scenario) -> int:
    """The moment at which the map is drawn: eight in the morning of the day before anything else."""
    first = min(clock.day_of(scenario.start), *(span.day for span in scenario.packs))
    return clock.first_moment(first - 1) + 8 * clock.HOUR


def steady_id(scenario: str, name: str, at: int) -> UUID:
    """The id of an entry of a scenario: the same whenever the scenario is loaded, and sorting by time."""
    return shaped7(at, sha256(f"{scenario}:{name}".encode()).digest()[:10])


def areas_of(scenario: Scenario, town: Town) -> Iterator[Wire]:
    """The map, from the root down; then the codes by which the areas go here where the national list has others."""
    at = opened_at(scenario)
    for area in town.planned:
        yield _entry(scenario, "grid.area", area.code, at, _area(area, town))
    for area in town.planned:
        if area.known_as:
            body = {"code": area.code, "action": "change", "new_code": area.known_as}
            yield _entry(scenario, "grid.area", f"{area.code}={area.known_as}", at + clock.SECOND, body)


def appointments(scenario: Scenario, holders: Sequence[Officer]) -> Iterator[Wire]:
    """Every office, held from the moment at which the map is drawn."""
    at = opened_at(scenario)
    for one in holders:
        body = {"office": one.role, "holder": one.username, "from": clock.iso(at)}
        yield _entry(scenario, "grid.appointment", f"{one.username}@{one.area}", at, body, area=one.area)


def households(scenario: Scenario, homes: Sequence[Home]) -> list[Wire]:
    """The registration of these households."""
    at = opened_at(scenario)
    return [
        _entry(
            scenario,
            "roll.household",
            home.ref,
            at,
            {"status": "lived_in", "residents": len(home.residents)},
            area=home.area,
            subject={"kind": "household", "ref": home.ref},
        )
        for home in homes
    ]


def responses(scenario: Scenario, root: str) -> Iterator[Wire]:
    """One response for each pack, from its first day to the day before the next one's of the same jurisdiction, the
    last to the end: a town's own rules hold beside the national ones. None begins before the town's own first day,
    since nobody there could have done anything before it.
    """
    start, last = clock.day_of(scenario.start), clock.day_of(scenario.end)
    for number, span in enumerate(scenario.packs):
        later = [one for one in scenario.packs[number + 1 :] if _line(one.pack) == _line(span.pack)]
        until = min(last, later[0].day - 1) if later else last
        if max(span.day, start) <= until:
            at = max(opened_at(scenario), clock.first_moment(span.day))
            body = {
                "pack": span.pack,
                "from": clock.date_of(max(span.day, start)).isoformat(),
                "to": clock.date_of(until).isoformat(),
            }
            yield _entry(scenario, "policy.response", span.pack, at, body, area=root)


def _line(name: str) -> tuple[str, str]:
    found = packs().get(name)
    return found.line if found is not None else ("", "")


def _area(area: Planned, town: Town) -> Wire:
    body: Wire = {
        "code": area.code,
        "action": "open",
        "level": area.level,
        "name_zh": area.name.zh,
        "name_en": area.name.en,
    }
    if area.parent:
        body["parent"] = area.parent
    if area.members:
        body["members"] = list(area.members)
    if area.code in town.world.homes:
        body |= {"population": town.people(area.code), "households": len(town.world.homes[area.code])}
    return body


def _entry(scenario: Scenario, kind: str, name: str, at: int, body: Wire, **more: Mapping[str, Any] | str) -> Wire:
    return {
        "id": str(steady_id(scenario.id, f"{kind}:{name}", at)),
        "kind": kind,
        "happened_at": clock.iso(at),
        "body": body,
        **more,
    }
