"""Signing in and out, and changing one's password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from gridward.account.models import Account
from gridward.console.frame import frame
from gridward.console.sight import sight
from gridward.console.signing import NewPassword, SignIn
from gridward.console.speaking import COOKIE, HTML


class SignInPage(LoginView):
    """Name and password; whoever is signed in already goes on."""

    template_name = "console/sign_in.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; who chose a language at the door goes on in it."""
        chosen = self.request.COOKIES.get(COOKIE)
        if chosen in HTML:
            Account.objects.filter(pk=form.get_user().pk).update(language=chosen)
        return super().form_valid(form)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The form, with the language switch that works before signing in."""
        return super().get_context_data(**more) | {"frame": frame(self.request)}


class SignOut(LogoutView):
    """Ends the sitting."""

    next_page = "console:sign-in"


class PasswordPage(PasswordChangeView):
    """A new password for the account that is signed in."""

    template_name = "console/password.html"
    form_class = NewPassword
    success_url = reverse_lazy("console:situation")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The form in the frame."""
        return super().get_context_data(**more) | {"frame": frame(self.request, sight(self.request))}

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it was changed."""
        messages.add_message(self.request, messages.SUCCESS, _("Your password was changed."), extra_tags="good")
        return super().form_valid(form)


def locked(request: HttpRequest, _credentials: Any, *_args: Any, **_more: Any) -> HttpResponse:
    """Too many wrong passwords: how long to wait and whom to ask."""
    return render(request, "console/locked.html", {"frame": frame(request)}, status=429)


__all__ = ["PasswordPage", "SignInPage", "SignOut", "locked"]
