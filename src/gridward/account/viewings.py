"""Who looked at the console as somebody else: begun, ended, and listed for oversight."""

from collections.abc import Iterable

from gridward.account.models import Account, Viewing
from gridward.kit.clock import HOUR, now

LONGEST = HOUR
"""Looking as somebody else ends by itself after so long (microseconds)."""
LONGEST_REASON = 200


def begin(by: Account, *, account: Account | None = None, role: str = "", area: str = "", reason: str) -> Viewing:
    """`by` looks as this account, or as a role over an area (its code), from now on."""
    return Viewing.objects.create(by=by, account=account, role=role, area=area, reason=reason[:LONGEST_REASON])


def current(number: int, by: Account) -> Viewing | None:
    """The viewing of that number when it is `by`'s, not ended and not too old."""
    return (
        Viewing.objects.filter(pk=number, by=by, ended_at=None, began_at__gt=now() - LONGEST)
        .select_related("account")
        .first()
    )


def end(number: int, by: Account) -> None:
    """Stop looking."""
    Viewing.objects.filter(pk=number, by=by, ended_at=None).update(ended_at=now())


def listed(limit: int = 200) -> Iterable[Viewing]:
    """The latest viewings, newest first."""
    return Viewing.objects.select_related("by", "account").order_by("-began_at", "-id")[:limit]
