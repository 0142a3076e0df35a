"""The steps that have come since somebody last looked, written as notices; called by the loop."""

from collections.abc import Iterator

from gridward.duty.book import OPEN
from gridward.duty.escalation import Bundle, Due, bundles
from gridward.duty.listed import Listed, Reader
from gridward.duty.models import Head, Notice
from gridward.duty.responses import law
from gridward.duty.state import State
from gridward.kit.clock import DAY, HOUR, now
from gridward.kit.pen import writing
from gridward.kit.rows import rows

LOOK_BACK = 2 * DAY
"""Steps further back are not told any more: the board has them."""
EARLIEST = 12 * HOUR
"""How long before a duty is due a step may come."""
QUIETENED = frozenset({State.WAIVED, State.WITHDRAWN, State.RELIEVED, State.DONE, State.DONE_LATE, State.HEARD_LATE})


def tell() -> int:
    """Write notices for every step since the last time; returns how many."""
    head = Head.objects.filter(id=1).first()
    if head is None:
        return 0
    until = now()
    since = max(head.told, until - LOOK_BACK)
    found = bundles(_steps(since, until), since, until)
    with writing():
        Notice.objects.bulk_create([_notice(one) for one in found])
        Head.objects.filter(id=1).update(told=until)
    return len(found)


def _notice(one: Bundle) -> Notice:
    return Notice(account=one.account, at=one.at, urgent=one.urgent, duties=list(one.duties))


def _steps(since: int, until: int) -> Iterator[Due]:
    """The steps of open duties that were due about then."""
    reader = Reader(until)
    near = rows(
        "SELECT id FROM duty_duty WHERE state = %s AND due > %s AND due <= %s ORDER BY due",
        (OPEN, since - LOOK_BACK, until + EARLIEST),
    )
    rules = law(reader.tree)
    for one in reader.of_ids([number for (number,) in near]):
        found = rules.of(one.area, one.opens, one.disease)
        quiet = None if found is None else found.quiet
        yield from (
            Due(one.id, held.account, step.at, _urgent(one), quiet)
            for step in reader.steps(one)
            for held in step.holders
            if held.account is not None and one.state not in QUIETENED
        )


def _urgent(one: Listed) -> bool:
    return one.duty is not None and one.duty.urgent
