"""Which numbers of the roll are one thing: told by `roll.merge` entries, as far as they were known at a position.

The numbers in the ledger never change. What reads entries asks here, so that a decision taken back leaves nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from gridward.ledger.bodies import read_body
from gridward.ledger.content import inner
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, counting, select
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Ref, thing_of
from gridward.plug.shape import shape_of

MERGE = "roll.merge"
"""The kind that says whether two numbers are one thing."""


class Decided(NamedTuple):
    """The last word on two keys, the smaller first: the entry that says it."""

    one: int
    other: int
    same: bool
    position: int


class Sameness:
    """Answers for one piece of work; what was decided is read from the ledger once, when it is first asked for."""

    def __init__(self) -> None:
        self._standing: dict[int, dict[int, int]] = {}

    @cached_property
    def _told(self) -> list[Stored]:
        return select("kind = %s", (kind_number(MERGE),), "ORDER BY position") if MERGE in CATALOGUE.kinds else []

    @cached_property
    def _steps(self) -> list[int]:
        return sorted(one.counts_from for one in self._told if one.counts_from is not None)

    @cached_property
    def any(self) -> bool:
        """Whether anything was ever decided."""
        return bool(self._told)

    def of(self, key: int, until: int) -> int:
        """The key that stands for this one as known at position `until`: the smallest of those that are one thing."""
        return self._at(until).get(key, key) if self.any else key

    def family(self, key: int) -> frozenset[int]:
        """Every key that was ever said to be one thing with this one, taken back or not."""
        return self._families.get(key, frozenset((key,))) if self.any else frozenset((key,))

    def moved(self, position: int) -> frozenset[int]:
        """The keys that stand for another thing at this position than just before, and those that they stand for."""
        before, after = self._at(position - 1), self._at(position)
        changed = {key for key in (*before, *after) if before.get(key, key) != after.get(key, key)}
        return frozenset(changed | {before.get(key, key) for key in changed} | {after.get(key, key) for key in changed})

    def decided(self, until: int) -> list[Decided]:
        """The last word on every two keys of which somebody said whether they are one thing."""
        last: dict[tuple[int, int], Decided] = {}
        for one in counting(self._told, until):
            for low, high, same in _pairs(one):
                last[low, high] = Decided(low, high, same, one.position)
        return list(last.values())

    def _at(self, until: int) -> dict[int, int]:
        step = bisect_right(self._steps, until)
        if step not in self._standing:
            self._standing[step] = _joined((one.one, one.other) for one in self.decided(until) if one.same)
        return self._standing[step]

    @cached_property
    def _families(self) -> dict[int, frozenset[int]]:
        stands = _joined((low, high) for one in self._told if one.counts_from is not None and not one.void
                         for low, high, same in _pairs(one) if same)  # fmt: skip
        members: dict[int, set[int]] = {}
        for key, first in stands.items():
            members.setdefault(first, {first}).add(key)
        return {key: frozenset(found) for found in members.values() for key in found}


def one_thing(body: Any, kind: str, same: Sameness, until: int) -> Any:
    """A stored body with every reference to what is one thing made the same."""
    changed: dict[str, Any] = {}
    for link in shape_of(CATALOGUE.kinds[kind].body).links:
        value = getattr(body, link.attribute)
        refs: Iterable[Any] = value if link.many else (value,)
        told = tuple(_stands(ref, same, until) if isinstance(ref, Ref) else ref for ref in refs or ())
        if told and told != tuple(refs):
            changed[link.attribute] = tuple(dict.fromkeys(told)) if link.many else told[0]
    return msgspec.structs.replace(body, **changed) if changed else body


def _stands(ref: Ref, same: Sameness, until: int) -> Ref:
    if not ref.id.isdecimal():
        return ref
    key = same.of(ref.key, until)
    return ref if key == ref.key else Ref(ref.kind, str(thing_of(key).id))


def _pairs(one: Stored) -> Iterator[tuple[int, int, bool]]:
    """What an entry says: two keys of one kind, the smaller first, and whether they are one thing."""
    if one.void or one.subject is None:
        return
    content = inner(one.content)
    body = read_body(CATALOGUE.kinds[MERGE], content.version, content.body)
    for ref in body.same:
        key = ref.key if isinstance(ref, Ref) and ref.id.isdecimal() else one.subject
        if key != one.subject and key % 16 == one.subject % 16:
            yield min(key, one.subject), max(key, one.subject), body.verdict.value == "same"


def _joined(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each key the smallest that pairs lead to, itself left out."""
    above: dict[int, int] = {}

    def top(key: int) -> int:
        while key in above:
            key = above[key]
        return key

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        if low != high:
            above[high] = low
    return {key: top(key) for key in above}
