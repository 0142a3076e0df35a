"""The lock of kinds: what every version of every body looked like, so that no change breaks what was ever sent.

Fields are only added, and never as required ones; answers are only added; a new meaning is a new kind. What the lock
keeps of a schema is what an entry depends on: labels, plausible ranges and the lists of packs may change freely.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gridward.exchange.schema import json_schema
from gridward.plug.kind import EntryKind

Schema = dict[str, Any]
Lock = dict[str, dict[str, Schema]]
"""Schemas by kind and version."""

_FREE = {"$schema", "$id", "title", "x-title-en", "x-labels", "x-version", "x-low", "x-high", "x-was"}
_MAY_GROW = {"enum", "x-about", "x-names"}


def locked(kinds: Iterable[EntryKind]) -> Lock:
    """The lock of these kinds as they are now."""
    return {kind.name: {str(kind.version): _kept(json_schema(kind))} for kind in kinds}


def renewed(lock: Lock, kinds: Iterable[EntryKind]) -> Lock:
    """The lock with the present version of every kind; older versions stay. Call it only when nothing `breaks`."""
    now = locked(kinds)
    return {name: lock.get(name, {}) | now.get(name, {}) for name in sorted(lock.keys() | now.keys())}


def breaks(lock: Lock, kinds: Iterable[EntryKind]) -> list[str]:
    """What an entry of a locked version could no longer be read by; empty when every one still can."""
    known = {kind.name: kind for kind in kinds}
    return [fault for name, versions in lock.items() for fault in _faults(name, versions, known.get(name))]


def _faults(name: str, versions: Mapping[str, Schema], kind: EntryKind | None) -> Iterator[str]:
    if kind is None:
        yield f"{name}: the kind is gone; entries of it would be held for ever"
        return
    for number, schema in versions.items():
        version = int(number)
        if version == kind.version:
            yield from _changes(f"{name} version {number}", schema, _kept(json_schema(kind)))
        elif version > kind.version:
            yield f"{name}: version {number} is locked, the kind says {kind.version}"
        elif version not in kind.upcast:
            yield f"{name}: no upcast leads on from version {number}"


def _changes(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What an instance of `old` may have that `new` does not take."""
    for word in sorted(old.keys() | new.keys()):
        before, after = old.get(word), new.get(word)
        if before == after:
            continue
        if word == "properties":
            yield from _properties(where, before or {}, after or {})
        elif word == "required":
            yield from (f"{where}: {name} became required" for name in sorted(set(after or ()) - set(before or ())))
        elif word in _MAY_GROW:
            yield from (f"{where}: {word} lost {name!r}" for name in _lost(before, after))
        elif word in ("items", "anyOf"):
            yield from _inside(where, before, after)
        elif word != "maxLength" or (after is not None and (before is None or after < before)):
            yield f"{where}: {word} was {before!r}, is {after!r}"


def _properties(where: str, before: Mapping[str, Schema], after: Mapping[str, Schema]) -> Iterator[str]:
    for name, schema in before.items():
        if name not in after:
            yield f"{where}: the field {name} is gone"
        else:
            yield from _changes(f"{where}: {name}", schema, after[name])


def _inside(where: str, before: Any, after: Any) -> Iterator[str]:
    olds, news = (one if isinstance(one, list) else [one] for one in (before, after))
    if len(olds) != len(news) or not all(isinstance(one, Mapping) for one in (*olds, *news)):
        yield f"{where}: its type changed"
        return
    for old, new in zip(olds, news, strict=True):
        yield from _changes(where, old, new)


def _lost(before: Any, after: Any) -> list[Any]:
    old, new = (one.split() if isinstance(one, str) else one or () for one in (before, after))
    return [one for one in old if one not in new]


def _kept(schema: Any, *, listed: bool = False) -> Any:
    """The part of a schema that entries depend on; the answers of a list that packs keep (`listed`) are not."""
    if isinstance(schema, list):
        return [_kept(one, listed=listed) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {}
    for word, value in schema.items():
        if word == "properties":
            found[word] = {name: _kept(inner, listed="x-list" in inner) for name, inner in value.items()}
        elif word not in _FREE and not (word == "enum" and listed):
            found[word] = _kept(value, listed=listed)
    return found
