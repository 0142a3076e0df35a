"""What is new among the entries at the door, what is here already, and what clashes: pure."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from gridward.intake.look import Coming, Place
from gridward.ledger.known import Seen


class Fate(NamedTuple):
    """One entry: `fresh`, a `twin` of the entry `other` with the same content, or a clash with it by id or counter."""

    coming: Coming
    what: Literal["fresh", "twin", "id", "counter"]
    other: UUID


def sift(
    run: Sequence[Coming],
    known: Mapping[UUID, Seen],
    counters: Mapping[Place, Seen],
) -> list[Fate]:
    """The fate of each entry; of several with one id or counter in a run the first is the one that is new."""
    prints = {uuid: bytes(seen.print) for uuid, seen in known.items()}
    taken = {place: seen.uuid for place, seen in counters.items()}
    fates = []
    for coming in run:
        place = coming.place
        if coming.uuid in prints:
            fates.append(Fate(coming, "twin" if prints[coming.uuid] == coming.print else "id", coming.uuid))
        elif place is not None and place in taken:
            fates.append(Fate(coming, "counter", taken[place]))
        else:
            fates.append(Fate(coming, "fresh", coming.uuid))
            prints[coming.uuid] = coming.print
            if place is not None:
                taken[place] = coming.uuid
    return fates
