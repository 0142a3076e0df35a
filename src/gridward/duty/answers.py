"""The last answer to each item of a checklist, area by area: from inspections and lists filled in there."""

from collections.abc import Collection
from typing import NamedTuple

from gridward.duty.gather import mentioning
from gridward.duty.said import links
from gridward.kit.clock import DAY
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import about, at_areas, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, key_of, thing_of

KINDS = ("supervision.visit", "venue.checklist")


class Answer(NamedTuple):
    """`said` is yes, no or na, at a moment, by an entry."""

    said: str
    at: int
    entry: Entry


def answers(areas: Collection[int], places: Places, *, at: int, until: int, days: int) -> dict[int, dict[str, Answer]]:
    """The last answers by area and item, up to a moment; those older than so many days are left out (0: none is)."""
    numbers = kind_numbers(tuple(kind for kind in KINDS if kind in CATALOGUE.kinds))
    if not areas or not numbers:
        return {}
    keys = [key_of(kind, area) for area in areas for kind in ("area", "place")]
    named = mentioning(keys)
    stored = [*at_areas(areas, numbers), *about(keys, numbers), *(of_chains(named) if named else ())]
    wanted = set(numbers)
    once = {one.position: one for one in stored if one.kind in wanted}
    told = [one for one in counting(once.values(), until) if one.at <= at and (not days or one.at > at - days * DAY)]
    places.expect(one.area for one in told)
    found: dict[int, dict[str, Answer]] = {}
    for one in to_entries(told, places, until):
        for area in _of(one) & set(areas):
            for item in one.body.items:
                found.setdefault(area, {})[str(item.code)] = Answer(str(item.answer.value), one.at, one)
    return found


def _of(one: Entry) -> set[int]:
    """What an inspection is about: what it names, or else where it was made."""
    named = {thing.id for thing in map(thing_of, links(one)) if thing.kind in ("area", "place")}
    if one.subject is not None and one.subject.kind in ("area", "place"):
        named.add(one.subject.id)
    return named or {one.area}
