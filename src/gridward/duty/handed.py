"""Hand-overs of what areas and places owe: found for areas, and the areas that an entry about one touches."""

from collections.abc import Iterable, Iterator, Mapping

from gridward.duty.book import PASSING
from gridward.duty.gather import owners
from gridward.duty.handover import HANDOVER, Passing
from gridward.kit.clock import day_of
from gridward.kit.rows import among, rows
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import counting, of_chains
from gridward.plug.kind import Entry, key_of, thing_of


def handed(areas: Iterable[int]) -> Mapping[int, list[Passing]]:
    """What was handed over of these areas and places, by area: their plans were made before, each hand-over being a
    matter of its own.
    """
    condition, params = among("subject", [key_of("area", area) for area in areas], "int8")
    listed = ", ".join(PASSING.columns[1:])
    found: dict[int, list[Passing]] = {}
    for row in rows(f"SELECT {listed} FROM duty_handover WHERE {condition} ORDER BY at, chain", params):
        found.setdefault(thing_of(row[1]).id, []).append(Passing(*row))
    return found


def giving(one: Entry, places: Places, until: int) -> Iterator[tuple[int, int]]:
    """The areas whose own duties a hand-over, or what was said of it, concerns, and since which day."""
    if one.subject is not None and one.subject.kind in ("area", "place"):
        yield one.subject.id, day_of(one.at)
        return
    chains = {thing_of(key).id for key in owners([one], places, until) if thing_of(key).kind == "entry"}
    opened = counting(of_chains(chains), until) if chains else []
    places.expect(first.area for first in opened)
    for first in to_entries(opened, places, until):
        if first.kind == HANDOVER and first.subject is not None and first.subject.kind in ("area", "place"):
            yield first.subject.id, min(day_of(first.at), day_of(one.at))
