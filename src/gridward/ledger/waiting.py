"""What held entries wait for."""

from collections.abc import Collection, Mapping

from gridward.kit.rows import among, rows
from gridward.ledger.models import Waiting

_LONGEST = 160


def wait(needs: Mapping[int, Collection[str]]) -> None:
    """Held entries, by position, wait for these from now on and for nothing else."""
    Waiting.objects.filter(position__in=list(needs)).delete()
    Waiting.objects.bulk_create(
        Waiting(position=position, needs=need)
        for position, wanted in needs.items()
        for need in dict.fromkeys(one[:_LONGEST] for one in wanted)
    )


def anything_waits() -> bool:
    """Whether any held entry waits for something."""
    return bool(rows("SELECT 1 FROM ledger_waiting LIMIT 1"))


def waiting_for(came: Collection[str]) -> list[int]:
    """The positions of entries that wait for something that came, in order."""
    condition, params = among("needs", sorted({one[:_LONGEST] for one in came}), "text")
    return sorted({row[0] for row in rows(f"SELECT position FROM ledger_waiting WHERE {condition}", params)})


def waiting_until(first: str, last: str) -> set[int]:
    """The positions of entries that wait for something between two words, in the order of texts."""
    return {row[0] for row in rows("SELECT position FROM ledger_waiting WHERE needs BETWEEN %s AND %s", (first, last))}


def needs_of(position: int) -> list[str]:
    """What a held entry waits for."""
    return list(Waiting.objects.filter(position=position).values_list("needs", flat=True))
