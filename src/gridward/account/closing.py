"""Switching an account off and on again. What it recorded stays; what it could do ends at once."""

from django.db import transaction

from gridward.account import devices, invitations, sittings
from gridward.account.models import Account, Device
from gridward.kit.clock import now


def switch_off(account: Account) -> None:
    """Nobody signs in to it any more: sittings end, tokens of its devices and open links are good no longer."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=False)
        account.is_active = False
        sittings.end_all(account)
        Device.objects.filter(account=account, revoked_at=None).update(revoked_at=now())
        invitations.withdraw(account)


def switch_on(account: Account) -> None:
    """It may be signed in to again; devices need new tokens."""
    Account.objects.filter(pk=account.pk).update(is_active=True)
    account.is_active = True


def devices_of(account: Account) -> list[Device]:
    """The phones and programs that hand in entries for this account, those still good first."""
    found = Device.objects.filter(account=account).exclude(name=devices.NODE)
    return sorted(found, key=lambda one: (one.revoked, -(one.heard_at or one.created_at)))
