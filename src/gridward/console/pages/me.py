"""One's own account: language, password, second factor, sittings, devices, offices and what they allow."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gridward.account import closing, devices, factors, recovery, sittings
from gridward.account.models import Account, Device
from gridward.account.phone import note as note_phone
from gridward.console.frame import Crumb, frame, shown
from gridward.console.people.entering import demanded, exempt
from gridward.console.people.rights import rights
from gridward.console.people.signing import NewPassword
from gridward.console.reader.sight import sight


@login_required
@never_cache
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    seen = sight(request)
    account = seen.account
    context = {
        "account": account,
        "rights": rights(seen),
        "factors": factors.of(account),
        "codes_left": recovery.left(account),
        "demanded": demanded(account),
        "exempt": exempt(account),
        "sittings": sittings.of(account),
        "session_key": request.session.session_key,
        "devices": closing.devices_of(account),
        "crumbs": [Crumb(_("My account"))],
    }
    return shown(request, "console/me.html", context, seen=seen)


@login_required
@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """The number at which one is called about the work; empty takes it away."""
    note_phone(sight(request).account, request.POST.get("phone", ""))
    return _said(request, _("The phone number was kept."))


@login_required
@require_POST
def end_sitting(request: HttpRequest) -> HttpResponse:
    """End one sitting, or all but this one."""
    account, number = sight(request).account, request.POST.get("sitting", "")
    if number == "others":
        sittings.end_others(account, request.session.session_key or "")
    elif not (number.isascii() and number.isdecimal() and len(number) < 18 and sittings.end(account, int(number))):
        raise Http404
    return _said(request, _("Signed out there."))


@login_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """The token of one of one's devices is no longer good."""
    name = request.POST.get("device", "")
    if not Device.objects.filter(account=sight(request).account, name=name).exists():
        raise Http404
    devices.revoke(name)
    return _said(request, _("The token of the device was revoked."))


class PasswordPage(PasswordChangeView):
    """A new password for the account that is signed in; its other sittings end."""

    template_name = "console/password.html"
    form_class = NewPassword
    success_url = reverse_lazy("console:me")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The form in the frame."""
        return super().get_context_data(**more) | in_frame(self.request)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it was changed. From now on the account is somebody's own."""
        before = self.request.session.session_key or ""
        account = form.save()
        Account.objects.filter(pk=account.pk).update(demonstration=False)
        update_session_auth_hash(self.request, account)
        sittings.follow(before, self.request.session.session_key or "")
        sittings.end_others(account, self.request.session.session_key or "")
        return _said(self.request, _("Your password was changed."))


def in_frame(request: HttpRequest) -> dict[str, Any]:
    """What a page of one's own account needs around it."""
    seen = sight(request)
    return {"frame": frame(request, seen)}


def _said(request: HttpRequest, word: str) -> HttpResponse:
    messages.add_message(request, messages.SUCCESS, word, extra_tags="good")
    return HttpResponseRedirect(reverse("console:me"))
