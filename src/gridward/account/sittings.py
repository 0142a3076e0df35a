"""Sittings: in which browsers an account is signed in, when each was last used, and how one is ended from another."""

from collections.abc import Iterable
from threading import Lock

from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.db.models import QuerySet

from gridward.account.models import Account, Sitting
from gridward.kit.clock import DAY, MINUTE, now

PAUSE = 5 * MINUTE
"""When a sitting was last used is written down at most this often: looking at pages must not keep writers waiting."""
KEPT = 90 * DAY
"""For so long a sitting that is over is remembered, for when its account was last seen."""
MOST = 20_000
"""Sittings of which a process remembers when it last wrote."""

_written: dict[str, int] = {}
_lock = Lock()

BROWSERS = {"Edg": "Edge", "MicroMessenger": "WeChat", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
MACHINES = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def begin(account: Account, session_key: str, agent: str) -> Sitting:
    """The account has signed in; `agent` is what the browser says of itself."""
    Sitting.objects.filter(account=account, seen_at__lt=now() - KEPT).delete()
    _written[session_key] = now()
    return Sitting.objects.create(
        account=account, session_key=session_key, browser=browser_of(agent), began_at=now(), seen_at=now()
    )


def seen(session_key: str) -> None:
    """A page was asked for in this sitting. That a database is busy is no reason not to answer it."""
    at = now()
    with _lock:
        if at - _written.get(session_key, 0) < PAUSE:
            return
        if len(_written) > MOST:
            _written.clear()
        _written[session_key] = at
    try:
        Sitting.objects.filter(session_key=session_key).update(seen_at=at)
    except DatabaseError:
        _written.pop(session_key, None)


def follow(before: str, after: str) -> None:
    """The session has another key from now on, as after a new password."""
    Sitting.objects.filter(session_key=before).update(session_key=after)


def of(account: Account) -> list[Sitting]:
    """The account's sittings whose session still stands, the last used first."""
    found = list(Sitting.objects.filter(account=account).order_by("-seen_at", "-id"))
    standing = set(
        Session.objects.filter(session_key__in=[one.session_key for one in found]).values_list("pk", flat=True)
    )
    return [one for one in found if one.session_key in standing]


def last_seen(accounts: Iterable[int]) -> dict[int, int]:
    """When each of these accounts last asked for a page; those that never did are not in it."""
    found: dict[int, int] = {}
    for account, at in Sitting.objects.filter(account_id__in=set(accounts)).values_list("account_id", "seen_at"):
        found[account] = max(at, found.get(account, 0))
    return found


def end(account: Account, number: int) -> bool:
    """End one sitting of the account, by its number; False when it has no such."""
    return _end(Sitting.objects.filter(account=account, pk=number)) > 0


def end_others(account: Account, session_key: str) -> int:
    """End all of the account's sittings but this one; returns how many there were."""
    return _end(Sitting.objects.filter(account=account).exclude(session_key=session_key))


def end_all(account: Account) -> int:
    """End all of the account's sittings."""
    return _end(Sitting.objects.filter(account=account))


def browser_of(agent: str) -> str:
    """What a browser is, in two words: enough to know one's own, too little to follow anybody by."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    machine = next((name for sign, name in MACHINES.items() if sign in agent), "")
    return " · ".join(part for part in (browser, machine) if part) or "?"


def _end(found: QuerySet[Sitting]) -> int:
    """The sessions go, so that the browsers are strangers; the rows still say when the account was last seen."""
    keys = list(found.values_list("session_key", flat=True))
    standing = Session.objects.filter(session_key__in=keys)
    number = standing.count()
    standing.delete()
    return number
