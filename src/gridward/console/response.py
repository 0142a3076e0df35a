"""When the responses of this node end: screens of a case that is over stand there."""

from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.ledger.content import body_of
from gridward.ledger.stored import counting, select

_ALL = 1 << 62


def last_end() -> int | None:
    """The last moment of the last response; None while there is none, or one without an end."""
    found = counting(select("kind IN (SELECT id FROM ledger_kind WHERE name = %s)", ("policy.response",)), _ALL)
    ends = [_end(body_of(one.content)) for one in found]
    return max((end for end in ends if end is not None), default=None) if None not in ends else None


def _end(body: dict[str, object]) -> int | None:
    until = body.get("to")
    if not isinstance(until, str):
        return None
    try:
        return clock.parse(until, field="to")
    except Refusal:
        return None
