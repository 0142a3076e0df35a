"""Hand-overs of what areas and places owe: found for areas, and the areas that an entry about one touches."""

from collections.abc import Iterable, Iterator, Mapping

from gridward.duty.gather import Gatherer, owners
from gridward.duty.handover import HANDOVER, Passing, Path, passings
from gridward.kit.clock import day_of
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import about, counting, of_chains
from gridward.plug.kind import Entry, key_of, thing_of


def handed(areas: Iterable[int], places: Places, until: int, path: Path) -> Mapping[int, list[Passing]]:
    """What was handed over of these areas and places, by area."""
    keys = [key_of(kind, area) for area in areas for kind in ("area", "place")]
    stored = about(keys, kind_numbers((HANDOVER,))) if keys else []
    chains = {key_of("entry", one.chain) for one in stored}
    found: dict[int, list[Passing]] = {}
    for told in Gatherer(places, until).timelines(chains).values() if chains else ():
        for one in passings(told, path):
            if thing_of(one.subject).kind == "area":
                found.setdefault(thing_of(one.subject).id, []).append(one)
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
