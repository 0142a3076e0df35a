"""What may be done with somebody's account: a new link, switching off and on, ending an office, revoking a device."""

from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gridward.account import closing, devices, factors, invitations
from gridward.account.models import Account, Device
from gridward.account.phone import note as note_phone
from gridward.console.pages.officers import done, hand_over, held_of, officers_sight
from gridward.console.people import tenure
from gridward.console.people.officers import Officer, officer
from gridward.console.reader.sight import Sight
from gridward.kit.errors import refuse


@login_required
@never_cache
@require_POST
def deed(request: HttpRequest, username: str, deed: str) -> HttpResponse:
    """One thing that is done with an account; whoever may not do it finds nothing here."""
    seen = officers_sight(request)
    found = officer(seen, username)
    if deed == "end":
        return _end(request, seen, found)
    if deed not in ("link", *DEEDS) or not tenure.manages(seen, found, held_of(found)):
        raise Http404
    if deed == "link":
        if not found.account.is_active:
            raise refuse(
                "switched_off", zh="账号已停用，请先启用再发链接。", en="The account is off; switch it on first."
            )
        return hand_over(request, seen, found.account, reset=found.account.has_usable_password())
    return done(request, found.account, DEEDS[deed](found.account, request.POST))


def _withdraw(account: Account, _posted: Mapping[str, str]) -> str:
    invitations.withdraw(account)
    return _("The link was withdrawn.")


def _off(account: Account, _posted: Mapping[str, str]) -> str:
    closing.switch_off(account)
    return _("The account was switched off: its sittings ended, its devices' tokens and links are no longer good.")


def _on(account: Account, _posted: Mapping[str, str]) -> str:
    closing.switch_on(account)
    return _("The account was switched on. Its devices need new tokens.")


def _forget(account: Account, _posted: Mapping[str, str]) -> str:
    factors.forget(account)
    return _("The second factor was taken away. Where the office demands one, it is set up at the next sign-in.")


def _revoke(account: Account, posted: Mapping[str, str]) -> str:
    name = posted.get("device", "")
    if not Device.objects.filter(account=account, name=name).exists():
        raise Http404
    devices.revoke(name)
    return _("The token of the device was revoked.")


def _phone(account: Account, posted: Mapping[str, str]) -> str:
    note_phone(account, posted.get("phone", ""))
    return _("The phone number was kept.")


DEEDS: dict[str, Callable[[Account, Mapping[str, str]], str]] = {
    "withdraw": _withdraw,
    "off": _off,
    "on": _on,
    "forget": _forget,
    "revoke": _revoke,
    "phone": _phone,
}


def _end(request: HttpRequest, seen: Sight, found: Officer) -> HttpResponse:
    office = next((one for one in held_of(found) if str(one.office) == request.POST.get("office")), None)
    if office is None or not office.covers(seen.now) or not tenure.may_end(seen, office):
        raise Http404
    tenure.end(seen, office)
    return done(request, found.account, _("The office has ended."))
