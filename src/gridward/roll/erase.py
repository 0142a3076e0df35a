"""Erasing a thing: its key is destroyed, and with it everything personal that was ever sealed under it.

The typed rest of its entries stays under a number that now means nobody: digests still verify, figures stay equal.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connection

from gridward.kit import clock
from gridward.kit.learnt import learnt
from gridward.kit.pen import writing
from gridward.kit.rows import execute, rows
from gridward.roll.keys import keys
from gridward.roll.models import ErasureRegister
from gridward.roll.sealing import unwrap


@learnt
class Erasure(msgspec.Struct, frozen=True):
    """A line of the register: when and why (in words that name nobody) which account erased which thing."""

    thing: int
    fingerprint: str
    at: int
    reason: str
    who: int
    aliases: int
    """How many names of it the blind index held."""


def file() -> Path:
    """The register outside the database, so that a restored backup does not bring the erased back (`replay`)."""
    return Path(settings.GRIDWARD_HOME) / "erasures.jsonl"


def erase(thing: int, reason: str, who: int) -> Erasure:
    """Destroy a thing's key, identity, id and names. Erasing twice gives the first register line.

    Takes the pen itself. What the database file, its log and the backups still hold is the key under a wrapping key:
    it is out of reach once that is replaced (rotation.rotate), which happens at least every 35 days. Raises LookupError
    for a number that was never given.
    """
    with _nothing_left_behind(), writing():
        return _erase(thing, reason, who, clock.now())


def replay() -> list[int]:
    """After a restore: erase again what the register in GRIDWARD_HOME says and the database has forgotten."""
    if not file().exists():
        return []
    lines = [msgspec.json.decode(line, type=Erasure) for line in file().read_bytes().splitlines()]
    with _nothing_left_behind(), writing():
        there = {number for (number,) in rows("SELECT id FROM roll_thing WHERE erased_at IS NULL")}
        again = [line for line in lines if line.thing in there and _fingerprint(line.thing) == line.fingerprint]
        for line in again:
            _erase(line.thing, line.reason, line.who, line.at, written=True)
    return [line.thing for line in again]


def _erase(thing: int, reason: str, who: int, at: int, *, written: bool = False) -> Erasure:
    fingerprint = _fingerprint(thing)
    if fingerprint is None:
        done = ErasureRegister.objects.get(thing=thing)
        return Erasure(thing, bytes(done.fingerprint).hex(), done.at, done.reason, done.who, done.aliases)
    execute(
        "UPDATE roll_thing SET key = NULL, identity = NULL, uuid = NULL, holder = NULL, erased_at = %s WHERE id = %s",
        (at, thing),
    )
    execute("DELETE FROM roll_trait WHERE thing = %s", (thing,))
    aliases = execute("DELETE FROM roll_alias WHERE thing_id = %s", (thing,))
    found = Erasure(thing, fingerprint, at, reason[:200], who, aliases)
    ErasureRegister.objects.create(
        thing=thing, fingerprint=bytes.fromhex(fingerprint), at=at, reason=found.reason, who=who, aliases=aliases
    )
    if not written:
        _write(found)
    return found


def _fingerprint(thing: int) -> str | None:
    """What tells this key from all others without giving it away; None when there is no key (any more)."""
    found = rows("SELECT key FROM roll_thing WHERE id = %s", (thing,))
    if not found:
        raise LookupError(f"no such thing: {thing}")
    wrapped = found[0][0]
    return None if wrapped is None else sha256(b"gridward erasure" + unwrap(keys(), thing, wrapped)).hexdigest()[:32]


def _write(found: Erasure) -> None:
    """On disk before the commit: a line too many repeats an erasure, a line too few would undo one."""
    with open(os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
        out.write(msgspec.json.encode(found) + b"\n")
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def _nothing_left_behind() -> Iterator[None]:
    """SQLite overwrites what is deleted, and its log is emptied afterwards."""
    if connection.vendor != "sqlite":
        yield
        return
    before = rows("PRAGMA secure_delete")[0][0]
    execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        execute(f"PRAGMA secure_delete = {int(before)}")
    if not connection.in_atomic_block:
        rows("PRAGMA wal_checkpoint(TRUNCATE)")
