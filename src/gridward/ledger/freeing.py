"""The only changes to a row of the ledger: what a held entry learns when its chain is found and when it is freed."""

import msgspec

from gridward.ledger.content import decode
from gridward.ledger.models import Entry

RELEASED = "ledger.released"
"""The kind of the entries that say so."""


def freed_by(content: str) -> int:
    """The position of the held entry that the content of a `ledger.released` entry frees."""
    return int(msgspec.json.decode(decode(content).body)["position"])


def free(
    position: int,
    *,
    from_position: int,
    area: int,
    subject: int | None,
    replaces: int | None,
    root: int | None,
    content: str,
    kind: int,
) -> None:
    """The entry at `position` counts from `from_position`, where a `ledger.released` entry says so under seal."""
    Entry.objects.filter(position=position, counts_from=None).update(
        counts_from=from_position, area=area, subject=subject, replaces=replaces, root=root, content=content, kind=kind
    )


def join(position: int, *, replaces: int, root: int) -> None:
    """The chain of the held entry at `position` has been found; it goes on waiting for something else."""
    Entry.objects.filter(position=position, counts_from=None).update(replaces=replaces, root=root)
