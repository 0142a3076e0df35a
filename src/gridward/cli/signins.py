"""Demonstration sign-ins: one for each role, with random passwords that only this node's owner can read."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from gridward.account.models import Account
from gridward.grid.roles import roles

BYTES = 9
"""Of randomness in a password."""
ROUNDS = 1000
"""Of hashing. Many of them slow down who guesses what people choose; nobody guesses 72 random bits in any time. At the
first signing in Django hashes anew with as many as it always does.
"""


class SignIn(NamedTuple):
    """Whom one can be, and how."""

    username: str
    password: str
    name: str


def file() -> Path:
    """Where they are kept, readable by the owner alone."""
    return Path(settings.GRIDWARD_HOME) / "sign-ins"


def kept() -> list[SignIn]:
    """The sign-ins made before; none when there are none."""
    if not file().exists():
        return []
    rows = (line.split("\t") for line in file().read_text(encoding="utf-8").splitlines())
    return [SignIn(*row) for row in rows if len(row) == len(SignIn._fields)]


def make() -> None:
    """Make them, where they were not made before."""
    if kept():
        return
    names = ["operator", *(f"{role}-1" for role in roles() if role != "operator")]
    made, hasher = [], PBKDF2PasswordHasher()
    for account in Account.objects.filter(username__in=names).order_by("id"):
        password = secrets.token_urlsafe(BYTES)
        account.password = hasher.encode(password, hasher.salt(), ROUNDS)
        account.demonstration = True
        account.save(update_fields=["password", "demonstration"])
        made.append(SignIn(account.username, password, account.name.zh))
    _keep(made)


def _keep(made: list[SignIn]) -> None:
    fresh = file().with_name(f".sign-ins.{secrets.token_hex(8)}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.writelines("\t".join(one) + "\n" for one in made)
    fresh.replace(file())
