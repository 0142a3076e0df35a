"""When an entry happened, by the node's clock: a phone's clock that is off is set right (DESIGN §9.3.2)."""

from datetime import date, datetime

from gridward.intake import faults
from gridward.intake.coming import Coming
from gridward.kit.clock import MINUTE, ZONE, day_number, first_moment, micros
from gridward.kit.errors import Reason

SKEW = 5 * MINUTE
EARLIEST = first_moment(day_number(date(1900, 1, 1)))
"""Nothing that is recorded here happened before."""


def settle(coming: Coming, text: str, received: int, off: int) -> None:
    """Find the moment of an entry whose phone's clock is `off` by so much (0: not worth a word)."""
    at = _said(text)
    if at is not None and off:
        at += off
        coming.flag(faults.skew(off // MINUTE))
    if at is None or at < EARLIEST:
        coming.at = received
        coming.hold(_no_time(text))
    elif at > received:
        if at > received + SKEW:
            coming.flag(faults.future())
        coming.at = received
    else:
        coming.at = at


def doubt(coming: Coming, recorded_at: str, happened_at: str) -> None:
    """Flag what was recorded before it happened: the clock of the phone was set meanwhile, or a date is wrong."""
    recorded, happened = _said(recorded_at), _said(happened_at)
    if recorded is not None and happened is not None and recorded < happened - SKEW:
        coming.flag(faults.recorded_before())


def off_by(received: int, sent_at: int | None) -> int:
    """How far the clock of the phone that sent a batch is behind the node's, 0 when it is near enough."""
    off = 0 if sent_at is None else received - sent_at
    return off if abs(off) > SKEW else 0


def _said(text: str) -> int | None:
    try:
        said = datetime.fromisoformat(text)
        return micros(said if said.tzinfo else said.replace(tzinfo=ZONE))
    except (ValueError, OverflowError):
        return None


def _no_time(said: str) -> Reason:
    return faults.reason(
        "not_a_time",
        "happened_at",
        f"happened_at:“{said[:40]}”不是可能的时间。请写成 2020-02-10T07:31:00+08:00。",
        f"happened_at: “{said[:40]}” is no possible time. Write 2020-02-10T07:31:00+08:00.",
    )
