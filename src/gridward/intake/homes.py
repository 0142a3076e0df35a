"""What lists show of a household: its house status as last said, one row each, written from the entries."""

from collections.abc import Mapping, Sequence
from typing import Any

from gridward.kit.text import Text
from gridward.plug.domain import Domain, State
from gridward.plug.kind import Entry
from gridward.roll.models import House


def last_said(entries: Sequence[Entry]) -> Mapping[str, Any]:
    """Area and status of the last entry, the residents as last counted, and since when the status is so.

    The position stays sealed, with the id of the entry without which it cannot be opened.
    """
    last = entries[-1]
    counted = [entry.body.residents for entry in entries if entry.body.residents is not None]
    placed = [f"{entry.id}:{entry.body.position}" for entry in entries if entry.body.position]
    since = last.at
    for entry in reversed(entries):
        if entry.body.status is not last.body.status:
            break
        since = entry.at
    return {
        "area": last.area,
        "status": last.body.status.value,
        "residents": counted[-1] if counted else None,
        "since": since,
        "entry": last.position,
        "position": placed[-1] if placed else "",
    }


ROLL = Domain(
    name="roll",
    label=Text("名册", "Roll"),
    kinds=(),
    figures=(),
    states=(State(model=House, of=("roll.household",), row=last_said),),
)
"""Declared like a domain, apart from the kernel's kinds: models are loaded later than those."""
