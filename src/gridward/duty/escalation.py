"""Who is told, and when, of what is not done: bundled for each holder, quiet hours kept but for what is urgent. Pure.

A step of a clause's escalation tells the nearest holder of a role that a duty is about to be late, or is. What is done,
excused, handed over or withdrawn by then tells nobody.
"""

from collections.abc import Iterable
from typing import NamedTuple

from gridward.kit.clock import DAY, day_of, first_moment
from gridward.policy.spans import slot
from gridward.policy.vocabulary import Quiet


class Due(NamedTuple):
    """A step that has come: of which duty, for whom, when it was due, and whether it may not wait."""

    duty: int
    account: int
    at: int
    urgent: bool
    quiet: Quiet | None


class Bundle(NamedTuple):
    """What one holder is told at once: at a moment, of these duties."""

    account: int
    at: int
    urgent: bool
    duties: tuple[int, ...]


def bundles(steps: Iterable[Due], since: int, until: int) -> list[Bundle]:
    """What is to be told after `since` and not after `until`: one bundle a holder for what may wait, one for the rest.

    What comes due in quiet hours is told at their end.
    """
    found: dict[tuple[int, bool], list[tuple[int, int]]] = {}
    for one in steps:
        at = one.at if one.urgent else awake(one.at, one.quiet)
        if since < at <= until:
            found.setdefault((one.account, one.urgent), []).append((at, one.duty))
    return [
        Bundle(account, max(at for at, _ in told), urgent, tuple(dict.fromkeys(duty for _, duty in sorted(told))))
        for (account, urgent), told in sorted(found.items())
    ]


def awake(at: int, quiet: Quiet | None) -> int:
    """The first moment from `at` on that lies outside the quiet hours; they may go over midnight."""
    if quiet is None:
        return at
    for day in (day_of(at) - 1, day_of(at)):
        begin = first_moment(day) + _of_day(quiet.from_)
        length = (_of_day(quiet.to) - _of_day(quiet.from_)) % DAY
        if begin <= at < begin + length:
            return begin + length
    return at


def _of_day(text: str) -> int:
    """Microseconds after midnight of "22:30"."""
    return slot("quiet", f"{text}-24:00").opens
