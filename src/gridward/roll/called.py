"""What the field called a thing: needed when the node itself writes of it again, as in a correction. Never shown."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from gridward.kit.rows import among, rows
from gridward.plug.kind import Ref, key_of
from gridward.roll.resolve import known
from gridward.roll.sealing import ciphers_of, open_identity


def called(things: Collection[int]) -> dict[int, Ref]:
    """A reference that `resolve` finds again, for each thing that still has a name; an erased one has none."""
    return {number: one.ref for number, one in told(things).items() if one.ref is not None}


def usernames(things: Collection[int]) -> dict[int, str]:
    """The accounts that entries are addressed to, by the roll's numbers of them."""
    return {number: ref.ref for number, ref in called(things).items() if ref.kind == "account"}


def account_key(username: str) -> int:
    """The key by which entries are addressed to an account; 0 where none ever was."""
    ref = Ref(kind="account", id=username)
    number = known([ref]).get(ref)
    return 0 if number is None else key_of("account", number)


class Told(NamedTuple):
    """A thing as the node knows it: how it is sent again (None: it has no name), and its identity."""

    ref: Ref | None
    identity: dict[str, Any]
    erased: bool = False


def told(things: Collection[int]) -> dict[int, Told]:
    """What is known of each thing: to see whether what somebody sends is what is here. Nobody is shown it without an
    entry in the access log (`identity.open`, `identity.note_opened`).
    """
    if not things:
        return {}
    ciphers = ciphers_of(things)
    condition, params = among("id", things, "int8")
    found: dict[int, Told] = {}
    for number, kind, uuid, sealed in rows(
        f"SELECT id, kind, uuid, identity FROM roll_thing WHERE {condition}",  # noqa: S608
        params,
    ):
        cipher = ciphers.get(number)
        identity = {} if cipher is None or sealed is None else open_identity(cipher, sealed)
        ref = None
        if uuid is not None:
            ref = Ref(kind=kind, id=str(uuid if isinstance(uuid, UUID) else UUID(str(uuid))))
        elif identity.get("ref"):
            ref = Ref(kind=kind, ref=str(identity["ref"]))
        found[number] = Told(ref, identity, erased=cipher is None)
    return found
