"""Seeing who somebody is: masked for lists, opened only with a purpose, and every opening is written down."""

from collections.abc import Collection, Sequence
from typing import Any

from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.kit.rows import among, rows
from gridward.roll.masking import ERASED, mask
from gridward.roll.models import AccessLog
from gridward.roll.sealing import ciphers_of, erased, open_identity, unseal_many


def open(thing: int, *, who: int, purpose: str, device: str = "") -> dict[str, Any]:
    """The identity of a thing, after writing down that account `who` opened it for `purpose`.

    A thing about which nothing was told gives {}. Raises `Refusal` without a purpose, `Erased` for an erased thing,
    LookupError for a number that was never given; only the last is not written down.
    """
    cipher = _opened(thing, who, purpose, device)
    sealed = rows("SELECT identity FROM roll_thing WHERE id = %s", (thing,))[0][0]
    return {} if sealed is None else open_identity(cipher, sealed)


def open_all(things: Collection[int], *, who: int, purpose: str, device: str = "") -> dict[int, dict[str, Any]]:
    """The identities of several things, each opening written down; an erased one is left out. Refused as by `open`."""
    note_opened(things, who=who, purpose=purpose, device=device)
    ciphers = ciphers_of(things)
    condition, params = among("id", ciphers.keys(), "int8")
    found = rows(f"SELECT id, identity FROM roll_thing WHERE {condition}", params)  # noqa: S608
    return {number: {} if sealed is None else open_identity(ciphers[number], sealed) for number, sealed in found}


def reveal(thing: int, texts: Sequence[tuple[str, bytes]], *, who: int, purpose: str, device: str = "") -> list[str]:
    """Personal texts (sealed, context) of one thing's entries in clear; written down and refused as by `open`."""
    _opened(thing, who, purpose, device)
    return [text or "" for text in unseal_many([(thing, sealed, context) for sealed, context in texts])]


def note_opened(things: Collection[int], *, who: int, purpose: str, device: str = "") -> None:
    """Write down that account `who` takes what is known of all these things with it, as `open` does for one."""
    purpose = _said(purpose)
    at = clock.now()
    AccessLog.objects.bulk_create(
        AccessLog(who=who, thing=thing, at=at, purpose=purpose[:200], device=device[:120]) for thing in sorted(things)
    )


def masked(things: Collection[int]) -> dict[int, str]:
    """A masked line for each thing, in the reader's language; not written down, since nobody can be known by it."""
    ciphers = ciphers_of(things)
    condition, params = among("id", things, "int8")
    found = rows(f"SELECT id, kind, identity FROM roll_thing WHERE {condition}", params)  # noqa: S608
    return {number: _masked(number, kind, sealed, ciphers.get(number)) for number, kind, sealed in found}


def _masked(number: int, kind: str, sealed: bytes | None, cipher: Any) -> str:
    if cipher is None:
        return str(ERASED)
    return mask(kind, {} if sealed is None else open_identity(cipher, sealed), number=number)


def _opened(thing: int, who: int, purpose: str, device: str) -> Any:
    """The cipher of one thing, its opening written down first; raises `Erased` where there is none any more."""
    note_opened([thing], who=who, purpose=purpose, device=device)
    ciphers = ciphers_of([thing])
    if thing not in ciphers:
        raise erased(thing)
    return ciphers[thing]


def _said(purpose: str) -> str:
    """The purpose, which must be said."""
    purpose = purpose.strip()
    if not purpose:
        raise refuse(
            "no_purpose",
            field="purpose",
            zh="查看个人信息须写明用途，例如“电话随访”。",
            en="Say for what purpose the personal data is opened, for example “follow-up call”.",
        )
    return purpose


def peek(things: Collection[int]) -> dict[int, dict[str, Any]]:
    """Identities for comparing and masking only: they must not be shown in clear, and are not written down."""
    ciphers = ciphers_of(things)
    condition, params = among("id", ciphers.keys(), "int8")
    found = rows(f"SELECT id, identity FROM roll_thing WHERE {condition}", params)  # noqa: S608
    return {number: open_identity(ciphers[number], sealed) for number, sealed in found if sealed is not None}
