"""Coming in: after the password comes the second factor, where the account has one. Where its office demands one and
there is none yet, setting it up comes before everything else.

Demonstration accounts of a loaded scenario are let in without one, so that what `./run` prints is enough. The sign-in
page and the account's own page say so. GRIDWARD_DEMO_SECOND_FACTOR=1 asks them like everybody else.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gridward.account import factors, sittings
from gridward.account.models import Account
from gridward.console.reader.speaking import COOKIE, HTML
from gridward.grid.reach import held_by
from gridward.kit.clock import MINUTE, now
from gridward.scenario.node import loaded

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF, ENROL, PASSKEY, SEED = "half_in", "must_enrol", "passkey", "seed"
"""What the session remembers: who has given a password and nothing more, who must set up a second factor, the state of
a passkey ceremony, the seed of codes that is being tried.
"""
HALF_LASTS = 10 * MINUTE
MOST_TRIES = 8
OPEN_WHILE_ENROLLING = ("/me/second-factor/", "/sign-out/", "/language/", "/theme/", "/healthz", "/api/")


def demanded(account: Account) -> bool:
    """Whether an office that the account holds now demands a second factor."""
    at = now()
    return any(one.rights is not None and one.rights.second_factor for one in held_by(account) if one.covers(at))


def demonstrating() -> bool:
    """Whether this node shows a loaded scenario and lets its demonstration accounts in with a password alone."""
    return not settings.GRIDWARD_DEMO_SECOND_FACTOR and loaded() is not None


def exempt(account: Account) -> bool:
    """Whether the account is let in without the second factor that its office demands."""
    return account.demonstration and demonstrating()


def after_password(request: HttpRequest, account: Account, onward: str) -> HttpResponseRedirect:
    """The name and password were right: in, or on to the second factor."""
    if not factors.kinds_of(account):
        return come_in(request, account, onward)
    request.session.flush()
    request.session[HALF] = {"account": account.pk, "at": now(), "tries": 0, "onward": onward}
    return HttpResponseRedirect(reverse("console:second-factor"))


def half_in(request: HttpRequest) -> Account | None:
    """Who has given a password in this browser and still owes the second factor; None when that is too long ago."""
    found: dict[str, Any] = request.session.get(HALF) or {}
    if not found or now() - found["at"] > HALF_LASTS or found["tries"] >= MOST_TRIES:
        request.session.pop(HALF, None)
        return None
    return Account.objects.filter(pk=found["account"], is_active=True).first()


def tried(request: HttpRequest) -> None:
    """One more attempt at the second factor."""
    request.session[HALF] = {**request.session[HALF], "tries": request.session[HALF]["tries"] + 1}


def come_in(request: HttpRequest, account: Account, onward: str = "") -> HttpResponseRedirect:
    """Sign in, in the language chosen at the door, and go on: to where one was sent from, or to setting up what the
    office demands.
    """
    onward = onward or (request.session.get(HALF) or {}).get("onward", "")
    chosen = request.COOKIES.get(COOKIE)
    if chosen in HTML:
        Account.objects.filter(pk=account.pk).update(language=chosen)
    login(request, account, backend=BACKEND)
    request.session.pop(HALF, None)
    if request.session.session_key:
        sittings.begin(account, request.session.session_key, request.headers.get("User-Agent", ""))
    if demanded(account) and not factors.kinds_of(account) and not exempt(account):
        request.session[ENROL] = True
        return HttpResponseRedirect(reverse("console:my-second-factor"))
    return HttpResponseRedirect(safe(request, onward))


def safe(request: HttpRequest, onward: str) -> str:
    """Where to go on, if it is on this node."""
    fine = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return onward if onward and fine else settings.LOGIN_REDIRECT_URL


class Presence:
    """Notes that a sitting is in use, and lets nobody past setting up what their office demands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or send it to the second factor."""
        key = request.session.session_key
        if key and request.user.is_authenticated:
            sittings.seen(key)
            if request.session.get(ENROL) and not request.path.startswith(OPEN_WHILE_ENROLLING):
                return HttpResponseRedirect(reverse("console:my-second-factor"))
        return self.get_response(request)
