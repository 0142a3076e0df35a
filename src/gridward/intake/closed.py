"""What nobody may know before it happens: an unannounced inspection that is recorded ahead.

Such an entry is held until its moment, sealed as all that is held, and says of itself neither where nor of whom: it is
listed, as something that waits, to those only who see the whole map. No figure, duty, search or document knows of it.
When its moment comes it is judged as if it came then, and counts.
"""

from collections.abc import Iterable, Mapping, Sequence

from gridward.intake import needs
from gridward.intake.coming import Coming
from gridward.kit.clock import iso
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.known import Seen
from gridward.ledger.stored import Stored, by_position, of_chains
from gridward.ledger.waiting import anything_waits, needs_of, waiting_until


def close(run: Sequence[Coming], received: int, known: Mapping[str, Seen] | None = None) -> None:
    """Hold the entries of a run whose moment is still to come, and what corrects or takes back such a one."""
    moments: dict[str, int] = {}
    for coming in run:
        moment = _moment(coming)
        if moment is None and coming.void:
            parent = (known or {}).get(coming.parent)
            moment = moments.get(coming.parent) or (0 if parent is None else _waits_until(parent.position))
        if moment is not None and moment > received:
            moments[coming.hex] = moment
            coming.closed, coming.at = True, moment
            coming.hold(_reason(moment), needs.moment(moment))


def due(now: int) -> list[Stored]:
    """The entries whose moment has come, in order; of a chain none before the last of them."""
    if not anything_waits():
        return []
    later = waiting_until(needs.moment(now + 1), needs.moment(_NEVER))
    found = waiting_until(needs.moment(0), needs.moment(now))
    return [one for one in _in_order(found) if not later or not _others(one) & later]


def _moment(coming: Coming) -> int | None:
    kind = coming.kind
    return None if kind is None or kind.closed_until is None or coming.body is None else kind.closed_until(coming.body)


def _waits_until(position: int) -> int:
    """The moment for which a held entry waits, 0 where it waits for none."""
    return max((needs.moment_of(one) for one in needs_of(position)), default=0)


def _in_order(positions: Iterable[int]) -> list[Stored]:
    wanted = set(positions)
    return sorted(by_position(wanted), key=lambda one: one.position) if wanted else []


def _others(one: Stored) -> set[int]:
    return {other.position for other in of_chains([one.chain])}


def _reason(moment: int) -> Reason:
    return Reason(
        code="closed",
        field="",
        text=Text(
            f"开始时间({iso(moment)[:16]})之前不公开，到时自动计入。请照常到场。",
            f"Not to be seen before it begins ({iso(moment)[:16]}); it counts then by itself. Go there as planned.",
        ),
    )


_NEVER = 10**19 - 1
