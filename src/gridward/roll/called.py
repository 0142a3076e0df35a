"""What the field called a thing: needed when the node itself writes of it again, as in a correction. Never shown."""

from collections.abc import Collection
from uuid import UUID

from gridward.kit.rows import among, rows
from gridward.plug.kind import Ref
from gridward.roll.sealing import ciphers_of, open_identity


def called(things: Collection[int]) -> dict[int, Ref]:
    """A reference that `resolve` finds again, for each thing that still has a name; an erased one has none."""
    if not things:
        return {}
    ciphers = ciphers_of(things)
    condition, params = among("id", things, "int8")
    found: dict[int, Ref] = {}
    for number, kind, uuid, identity in rows(
        f"SELECT id, kind, uuid, identity FROM roll_thing WHERE {condition}",  # noqa: S608
        params,
    ):
        cipher = ciphers.get(number)
        text = "" if cipher is None or identity is None else str(open_identity(cipher, identity).get("ref") or "")
        if uuid is not None:
            found[number] = Ref(kind=kind, id=str(uuid if isinstance(uuid, UUID) else UUID(str(uuid))))
        elif text:
            found[number] = Ref(kind=kind, ref=text)
    return found
