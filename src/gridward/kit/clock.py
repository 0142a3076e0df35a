"""The node's clock. Times are microseconds since 1970 (UTC), days are local days since 1970 in the node's zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text

ZONE = ZoneInfo("Asia/Shanghai")
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
_FIRST, _LAST = (-719_161 * DAY, 2_932_895 * DAY)  # a day inside year 1 and year 9999, whatever the zone

_standing: ContextVar[int | None] = ContextVar("standing", default=None)


def now() -> int:
    """The present moment, or the moment at which the clock has been told to stand."""
    standing = _standing.get()
    return micros(datetime.now(UTC)) if standing is None else standing


@contextmanager
def standing_at(moment: int) -> Iterator[None]:
    """Inside the block it is `moment`: loading a scenario lives in the days of the scenario."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)


def micros(moment: datetime) -> int:
    """Whole microseconds since 1970 of an aware datetime, exactly."""
    since = moment - EPOCH
    return since.days * DAY + since.seconds * SECOND + since.microseconds


def moment(at: int) -> datetime:
    """The aware datetime, in the node's zone, of a time in microseconds; beyond the calendar, the end of it."""
    return (EPOCH + timedelta(microseconds=min(max(at, _FIRST), _LAST))).astimezone(ZONE)


def here(value: datetime) -> datetime:
    """A datetime on the node's clock; one without a zone stands there already."""
    return moment(micros(value)) if value.tzinfo else value


def day_of(at: int) -> int:
    """The local day on which `at` falls."""
    return (at + _offset(at // HOUR)) // DAY


@lru_cache(maxsize=4096)
def _offset(hour: int) -> int:
    """How far local time is ahead of UTC in that hour since 1970: asking the zone for every entry would cost more."""
    ahead = moment(hour * HOUR).utcoffset() or timedelta()
    return ahead // timedelta(microseconds=1)


def date_of(day: int) -> date:
    """The calendar date of a day number; beyond the calendar, its first or last."""
    return date.fromordinal(min(max(day + EPOCH_DAY, 1), date.max.toordinal()))


def day_number(day: date) -> int:
    """The day number of a calendar date."""
    return day.toordinal() - EPOCH_DAY


@lru_cache(maxsize=4096)
def first_moment(day: int) -> int:
    """00:00 of a local day."""
    start = date_of(day)
    return micros(datetime(start.year, start.month, start.day, tzinfo=ZONE))


def last_moment(day: int) -> int:
    """The last microsecond of a local day: what a bare date means as an as-of."""
    return first_moment(day + 1) - 1


def parse(text: str, *, field: str = "as_of") -> int:
    """Read an ISO date (its last moment) or an ISO date-time with zone; raises `Refusal` naming `field`."""
    try:
        if len(text) == len("2020-02-10"):
            return last_moment(day_number(date.fromisoformat(text)))
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal(_not_a_time(field, text)) from error
    return micros(found if found.tzinfo else found.replace(tzinfo=ZONE))


def asked(text: str, *, field: str = "as_of") -> int:
    """A moment that somebody asks about: as `parse`, but within the years that every page can look around in."""
    found = parse(text, field=field)
    if not EARLIEST <= found <= LATEST:
        raise Refusal(_out_of_reach(field, text))
    return found


def iso(at: int) -> str:
    """ISO date-time with zone, to the second when nothing finer is known."""
    return moment(at).isoformat(timespec="auto" if at % SECOND else "seconds")


def _not_a_time(field: str, text: str) -> Reason:
    return Reason(
        code="not_a_time",
        field=field,
        text=Text(
            f"{field}:“{text[:40]}”不是日期或时间。请写成 2020-02-10 或 2020-02-10T18:00:00+08:00。",
            f"{field}: “{text[:40]}” is not a date or time. Write 2020-02-10 or 2020-02-10T18:00:00+08:00.",
        ),
    )


def _out_of_reach(field: str, text: str) -> Reason:
    return Reason(
        code="out_of_reach",
        field=field,
        text=Text(
            f"{field}:“{text[:40]}”不在 1900 年至 2199 年之间，请核对年份。",
            f"{field}: “{text[:40]}” does not lie between 1900 and 2199; check the year.",
        ),
    )


EARLIEST = parse("1900-01-01")
LATEST = parse("2199-12-31")
"""The days that may be asked about; what is recorded may lie outside them, and is then held for its own reason."""
