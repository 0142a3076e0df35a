"""Recovery codes: ten on paper, each good once, for the day the phone with the second factor is lost."""

import hashlib
import secrets

from django.db import transaction

from gridward.account.models import Account, RecoveryCode
from gridward.kit.clock import now

NUMBER = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without what looks alike on paper: 0 o, 1 i l."""
LONG = 12
"""Characters of a code; 31 ** 12 of them is more than 59 bits, out of reach of guessing at a door."""


def make(account: Account) -> list[str]:
    """Ten new codes, shown now and never again; those before them are good no longer."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LONG)) for _ in range(NUMBER)]
    with transaction.atomic():
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(account=account, code_hash=_digest(code)) for code in codes)
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


def use(account: Account, code: str) -> bool:
    """Whether this is one of the codes; it is used up."""
    return (
        RecoveryCode.objects.filter(account=account, code_hash=_digest(code), used_at=None).update(used_at=now()) == 1
    )


def left(account: Account) -> int:
    """How many are still good."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def _digest(code: str) -> bytes:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
