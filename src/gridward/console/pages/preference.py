"""The two things a reader chooses for every page: language and colours."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gridward.account.models import Account
from gridward.console.frame import THEMES
from gridward.console.reader.speaking import COOKIE

YEAR = 365 * 24 * 3600


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in the account, and in a cookie for the page before signing in."""
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    if isinstance(request.user, Account):
        Account.objects.filter(pk=request.user.pk).update(language=chosen)
    return _keep(request, COOKIE, chosen)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the machine's own choice in a cookie."""
    chosen = request.POST.get("theme", "")
    return _keep(request, "theme", chosen if chosen in THEMES else "auto")


def _keep(request: HttpRequest, name: str, value: str) -> HttpResponse:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(asked if safe else reverse("console:situation"))
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response
