"""Invitations: a link, good once and for seven days, by which somebody takes over an account that was made for them.

    invitation, token = invitations.make(account, by=inviter)
    found = invitations.of_token(token)          # None for a token nobody made
    invitations.accept(found, password)          # raises Refusal when it is over

The same link with `reset` gives a forgotten password anew. A new invitation ends those before it.
"""

import hashlib
import secrets
from collections.abc import Iterable
from typing import Literal

from django.db import transaction

from gridward.account import sittings
from gridward.account.models import Account, Invitation
from gridward.kit.clock import DAY, now
from gridward.kit.errors import refuse
from gridward.kit.text import Text

VALID = 7 * DAY
"""Microseconds for which a link is good."""

State = Literal["open", "used", "withdrawn", "expired"]
OVER: dict[State, Text] = {
    "used": Text(
        "这个链接已经用过。请直接登录；如果不是您本人用的，请马上告诉给您链接的人。",
        "This link has been used. Sign in with your password; if it was not you who used it, tell whoever gave it to "
        "you at once.",
    ),
    "withdrawn": Text(
        "这个链接已被撤回。请向给您链接的人要新的。",
        "This link was withdrawn. Ask whoever gave it to you for a new one.",
    ),
    "expired": Text(
        "这个链接已过期（有效期 7 天）。请向给您链接的人要新的。",
        "This link has expired: it was good for 7 days. Ask whoever gave it to you for a new one.",
    ),
}
"""What to tell whoever opens a link that is over."""


def make(account: Account, *, by: Account | None, reset: bool = False) -> tuple[Invitation, str]:
    """A new link for the account and its token, which is shown now and never again; `by` None: on the command line."""
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        withdraw(account)
        made = Invitation.objects.create(
            account=account, token_hash=_digest(token), reset=reset, made_by=by, made_at=now(), expires_at=now() + VALID
        )
    return made, token


def of_token(token: str) -> Invitation | None:
    """The invitation with this token, also one that is over."""
    return Invitation.objects.filter(token_hash=_digest(token)).select_related("account", "made_by").first()


def state(invitation: Invitation) -> State:
    """What became of it."""
    if invitation.used_at is not None:
        return "used"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if invitation.expires_at <= now() else "open"


def latest(accounts: Iterable[int]) -> dict[int, Invitation]:
    """The last invitation of each of these accounts that ever had one."""
    found = Invitation.objects.filter(account_id__in=set(accounts)).order_by("made_at", "id")
    return {one.account_id: one for one in found}


def withdraw(account: Account) -> int:
    """Open links of the account are good no longer; returns how many there were."""
    return Invitation.objects.filter(account=account, used_at=None, withdrawn_at=None).update(withdrawn_at=now())


def accept(invitation: Invitation, password: str) -> Account:
    """Set the password; the link is used up and other sittings end. A second factor stays as it is.

    The caller has checked the password. Raises Refusal when the link is over, also when somebody was quicker.
    """
    with transaction.atomic():
        mine = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None, expires_at__gt=now())
        account = invitation.account
        if not account.is_active or not mine.update(used_at=now()):
            over = OVER.get(state(Invitation.objects.get(pk=invitation.pk)), OVER["withdrawn"])
            raise refuse("invitation_over", zh=over.zh, en=over.en)
        account.set_password(password)
        account.demonstration = False
        account.save(update_fields=["password", "demonstration"])
        sittings.end_all(account)
    return account


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
