"""What somebody was told lately: steps of escalation that came to them."""

from typing import NamedTuple

from gridward.duty.models import Notice
from gridward.kit.clock import DAY

SHOWN = 3
"""The latest notices, at most so many."""


class Reminder(NamedTuple):
    """At a moment, of how many duties, whether it could not wait, and of how many orders that restrict somebody."""

    at: int
    number: int
    urgent: bool
    restrictions: int = 0


def reminders(account: int, at: int) -> list[Reminder]:
    """The latest notices of the last day."""
    found = Notice.objects.filter(account=account, at__gt=at - DAY, at__lte=at).order_by("-at")[:SHOWN]
    return [Reminder(one.at, len(one.duties), one.urgent, len(one.restrictions)) for one in found]
