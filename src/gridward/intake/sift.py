"""What is new among the entries at the door, what is here already, and what clashes: pure."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from gridward.intake.coming import UNCOUNTED, Coming
from gridward.ledger.known import Place, Seen


class Fate(NamedTuple):
    """An entry that is not new: a `twin` of the entry `other` with the same content, or a clash by id or counter."""

    what: Literal["twin", "id", "counter"]
    other: str


def sift(run: Sequence[Coming], known: Mapping[str, Seen], counters: Mapping[Place, Seen]) -> list[Fate | None]:
    """The fate of each entry, None for those that are new; of several with one id or counter in a run the first is."""
    if not counters and _all_new(run, known):
        return [None] * len(run)
    prints = {digits: bytes(seen.print) for digits, seen in known.items()}
    taken = {place: seen.hex for place, seen in counters.items()}
    fates: list[Fate | None] = []
    for coming in run:
        if coming.hex in prints:
            fates.append(Fate("twin" if prints[coming.hex] == coming.print else "id", coming.hex))
        elif coming.place in taken:
            fates.append(Fate("counter", taken[coming.place]))
        else:
            fates.append(None)
            prints[coming.hex] = coming.print
            if coming.place is not UNCOUNTED:
                taken[coming.place] = coming.hex
    return fates


def _all_new(run: Sequence[Coming], known: Mapping[str, Seen]) -> bool:
    """Whether nothing is here and nothing comes twice, which is nearly always so."""
    ids = {coming.hex for coming in run}
    places = [coming.place for coming in run if coming.place is not UNCOUNTED]
    return len(ids) == len(run) and ids.isdisjoint(known) and len(set(places)) == len(places)
