"""Demonstration sign-ins: one for each role, with random passwords that only this node's owner can read."""

import os
import secrets
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password

from gridward.account.models import Account
from gridward.grid.roles import roles


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


@contextmanager
def being_made() -> Iterator[None]:
    """Hash passwords while the block goes on (that is slow on purpose), and give them to the accounts afterwards."""
    if kept():
        yield
        return
    names = ["operator", *(f"{role}-1" for role in roles() if role != "operator")]
    passwords = {name: secrets.token_urlsafe(9) for name in names}
    with ThreadPoolExecutor(1) as pool:
        hashes: dict[str, Future[str]] = {
            name: pool.submit(make_password, password) for name, password in passwords.items()
        }
        try:
            yield
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        made = []
        for account in Account.objects.filter(username__in=names).order_by("id"):
            account.password = hashes[account.username].result()
            account.demonstration = True
            account.save(update_fields=["password", "demonstration"])
            made.append(SignIn(account.username, passwords[account.username], account.name.zh))
    _keep(made)


def _keep(made: list[SignIn]) -> None:
    fresh = file().with_name(f".sign-ins.{secrets.token_hex(8)}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.writelines("\t".join(one) + "\n" for one in made)
    fresh.replace(file())
