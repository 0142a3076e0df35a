"""New things in bulk, under the pen."""

import os
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gridward.kit.pen import held
from gridward.kit.rows import Table, among, append, as_ids, execute, rows
from gridward.plug.kind import SUBJECT_KINDS
from gridward.roll.blind import is_uuid
from gridward.roll.keys import LENGTH, keys
from gridward.roll.sealing import seal_identity, wrap

KINDS = frozenset(SUBJECT_KINDS) - {"area", "place", "entry"}
"""The kinds of subject that the roll keeps; areas and places are the grid's, entries the ledger's."""

THING = Table(
    "roll_thing",
    ("id", "kind", "uuid", "area", "holder", "key", "identity", "provisional", "created_at"),
    ("int8", "text", "id", "int4", "int8", "bytea", "bytea", "bool", "int8"),
)
TRAIT = Table("roll_trait", ("mark", "thing", "part"), ("int8", "int8", "int2"))
ALIAS = Table("roll_alias", ("digest", "thing_id"), ("bytea", "int8"))


class Fresh(NamedTuple):
    """A thing to be made. `name` is what it was first called: a UUID, or a text for its identity."""

    kind: str
    name: str
    identity: dict[str, Any] | None = None
    provisional: bool = True
    area: int | None = None
    holder: int | None = None


def need_pen() -> None:
    """Numbers are drawn and names looked up by one writer at a time; raises RuntimeError outside `writing()`."""
    if held() != "ledger":
        raise RuntimeError("the roll changes only inside kit.pen.writing()")


def next_number() -> int:
    """The number that the next new thing gets."""
    return int(rows("SELECT COALESCE(MAX(id), 0) + 1 FROM roll_thing")[0][0])


def make(fresh: Sequence[Fresh], *, first: int, at: int) -> None:
    """Append things with the numbers first, first + 1 …, each with a key of its own."""
    own = keys()
    random = os.urandom(LENGTH * len(fresh))
    made = []
    for number, (kind, name, identity, provisional, area, holder) in enumerate(fresh, first):
        key = random[(number - first) * LENGTH : (number - first + 1) * LENGTH]
        uuid = as_ids([bytes.fromhex(name.replace("-", ""))])[0] if is_uuid(name) else None
        known = identity if identity is not None or uuid else {"ref": name}
        sealed = None if known is None else seal_identity(AESSIV(key), known)
        made.append((number, kind, uuid, area, holder, wrap(own, number, key), sealed, provisional, at))
    append(THING, made)


def known_by(digests: Collection[bytes]) -> dict[bytes, int]:
    """The numbers of the things that have these names, by the digest of the name."""
    if not digests:
        return {}
    condition, params = among("digest", sorted(digests), "bytea")  # in order: pages of the index are found once
    return dict(rows(f"SELECT digest, thing_id FROM roll_alias WHERE {condition}", params))  # noqa: S608


def name(names: Mapping[bytes, int]) -> None:
    """Append names (digest → thing) that are not taken yet."""
    append(ALIAS, sorted(names.items()))


def note(marks: Collection[tuple[int, int, int]]) -> None:
    """Append what things are found by besides: mark, thing, part."""
    append(TRAIT, sorted(marks))


def forget(marks: Collection[tuple[int, int]]) -> None:
    """They are found by that no longer."""
    for one in marks:
        execute("DELETE FROM roll_trait WHERE mark = %s AND thing = %s", one)


def marked(marks: Collection[int]) -> dict[int, list[int]]:
    """The things that bear these marks, in the order of their numbers."""
    condition, params = among("mark", marks, "int8")
    found: dict[int, list[int]] = {}
    for mark, thing in rows(f"SELECT mark, thing FROM roll_trait WHERE {condition} ORDER BY mark, thing", params):  # noqa: S608
        found.setdefault(mark, []).append(thing)
    return found


def kept_in(areas: Collection[int], kind: str) -> list[int]:
    """The numbers of the things of a kind that are kept in these areas, in the order in which they became known."""
    condition, params = among("area", areas, "int4")
    found = rows(
        f"SELECT id FROM roll_thing WHERE {condition} AND kind = %s AND erased_at IS NULL ORDER BY id",  # noqa: S608
        [*params, kind],
    )
    return [number for (number,) in found]


def settle(areas: Mapping[int, int]) -> None:
    """Say in which grid area (by number) things are kept: a household at its address, a person in the household's."""
    need_pen()
    for thing, area in areas.items():
        execute("UPDATE roll_thing SET area = %s WHERE id = %s", (area, thing))
