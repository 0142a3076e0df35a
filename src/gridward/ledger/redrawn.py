"""Areas that turned out to lie elsewhere, or to be something else, than was known before, as the node noted it."""

import msgspec

from gridward.ledger.content import decode
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, select

REDRAWN = "grid.redrawn"


def redrawn(note: Stored) -> list[int]:
    """The areas of which a note tells."""
    found: list[int] = msgspec.json.decode(decode(note.content).body)["areas"]
    return found


def redrawn_after(position: int) -> set[int]:
    """The areas of which notes after a position tell."""
    notes = select("kind = %s AND position > %s", (kind_number(REDRAWN), position))
    return {area for note in notes for area in redrawn(note)}
