"""Signing in, with the second factor, and out."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gridward.account import factors, passkeys, recovery
from gridward.account.models import Account
from gridward.console.frame import frame
from gridward.console.people.entering import PASSKEY, after_password, come_in, demonstrating, half_in, tried
from gridward.console.people.signing import SignIn
from gridward.kit.errors import Reason, Refusal, refuse

BEGINNING = ("./run grid import 371681101", "./run account password operator")
"""With what a node begins that has no map and nobody yet."""


class SignInPage(LoginView):
    """Name and password; whoever is signed in already goes on."""

    template_name = "console/sign_in.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponseRedirect:
        """In, or on to the second factor."""
        return after_password(self.request, form.get_user(), self.get_redirect_url())

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The form, with the language switch that works before signing in."""
        return super().get_context_data(**more) | {
            "frame": frame(self.request),
            "demonstration": demonstrating(),
            "beginning": () if Account.objects.exists() else BEGINNING,
        }


class SignOut(LogoutView):
    """Ends the sitting."""

    next_page = "console:sign-in"


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """A code of the app, a recovery code, or a passkey."""
    account = half_in(request)
    if account is None:
        return HttpResponseRedirect(reverse("console:sign-in"))
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        tried(request)
        try:
            _prove(request, account)
            return come_in(request, account)
        except Refusal as refusal:
            reasons = refusal.reasons
    context = {"frame": frame(request), "kinds": factors.kinds_of(account), "reasons": reasons, "account": account}
    return render(request, "console/second_factor.html", context)


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Signing in with a passkey alone: it checks who holds it, so it stands for both factors."""
    state = request.session.pop(PASSKEY, None)
    account = passkeys.prove(None, request.get_host().partition(":")[0], state, request.POST.get("passkey", ""))
    if not account.is_active:
        raise refuse("switched_off", zh="这个账号已停用。请联系本单位管理员。", en="This account is switched off.")
    return come_in(request, account, request.POST.get("next", ""))


@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to prove a passkey: of whoever is half in, else of anybody."""
    options, request.session[PASSKEY] = passkeys.ask(half_in(request), request.get_host().partition(":")[0])
    return JsonResponse(options)


def locked(request: HttpRequest, _credentials: Any, *_args: Any, **_more: Any) -> HttpResponse:
    """Too many wrong passwords: how long to wait and whom to ask."""
    return render(request, "console/locked.html", {"frame": frame(request)}, status=429)


def _prove(request: HttpRequest, account: Account) -> None:
    """Raise Refusal unless what was posted is the account's second factor."""
    if request.POST.get("passkey"):
        state = request.session.pop(PASSKEY, None)
        passkeys.prove(account, request.get_host().partition(":")[0], state, request.POST["passkey"])
        return
    code = request.POST.get("code", "")
    if not recovery.use(account, code):
        factors.check(account, code)


__all__ = ["SignInPage", "SignOut", "locked", "passkey", "passkey_options", "second_factor"]
