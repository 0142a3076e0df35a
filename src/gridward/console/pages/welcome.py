"""What somebody who was invited opens: the link works once, and says so when it does not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gridward.account import factors, invitations
from gridward.account.models import Account, Invitation
from gridward.console.frame import frame
from gridward.console.people.entering import after_password, come_in
from gridward.console.people.signing import Welcome
from gridward.grid.book import book
from gridward.grid.tree import tree
from gridward.kit.clock import now
from gridward.kit.text import Text, speaking


@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Set the name, the language and the password; afterwards one is signed in."""
    found = invitations.of_token(token)
    if found is None or invitations.state(found) != "open" or not found.account.is_active:
        return _over(request, found)
    account = found.account
    start = {"name": str(account.name) if account.name_zh else "", "language": speaking.get()}
    form = Welcome(account, request.POST or None, reset=found.reset, initial=start)
    if request.method == "POST" and form.is_valid():
        return _accept(request, found, form)
    context = {"frame": frame(request), "form": form, "invitation": found, "offices": _offices(account)}
    return render(request, "console/welcome.html", context)


def _accept(request: HttpRequest, found: Invitation, form: Welcome) -> HttpResponse:
    account = invitations.accept(found, form.cleaned_data["new_password1"])
    if not found.reset:
        Account.objects.filter(pk=account.pk).update(
            name_zh=form.cleaned_data["name"], language=form.cleaned_data["language"]
        )
    request.COOKIES.pop("language", None)  # what was chosen in the form counts, not the switch beside it
    account.refresh_from_db()
    return after_password(request, account, "") if factors.kinds_of(account) else come_in(request, account)


def _over(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    context = {"frame": frame(request), "word": UNKNOWN}
    if found is not None:
        state = invitations.state(found)
        context["word"] = invitations.OVER.get(state, invitations.OVER["withdrawn"])
    return render(request, "console/link_over.html", context, status=404 if found is None else 410)


def _offices(account: Account) -> list[tuple[Text, Text]]:
    at = now()
    return [
        (one.rights.label, tree().by_id(one.area, at).name)
        for one in book().of_account(account.pk)
        if one.rights is not None and (one.covers(at) or one.from_at > at)
    ]


UNKNOWN = Text(
    "没有这个链接。请核对地址是否完整，或向给您链接的人要新的。",
    "There is no such link. Check that the address is complete, or ask whoever gave it to you for a new one.",
)
