"""Names for sending something once more: things by the names that the field gave them, entries by their ids."""

from collections.abc import Sequence

from gridward.ledger.stored import of_chains
from gridward.plug.kind import Ref
from gridward.roll.called import called


def again_of(known: Sequence[Ref]) -> dict[int, Ref]:
    """References by their key, as they can be sent once more."""
    things = {int(ref.id): ref for ref in known if ref.kind not in ("area", "place", "entry")}
    named = called(list(things))
    found = {ref.key: named[number] for number, ref in things.items() if number in named}
    entries = [int(ref.id) for ref in known if ref.kind == "entry"]
    for stored in of_chains(entries) if entries else []:
        if stored.position in entries:
            ref = Ref(kind="entry", id=str(stored.position))
            found[ref.key] = Ref(kind="entry", id=str(stored.uuid))
    return found
