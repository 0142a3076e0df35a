"""How the rules of one pack differ from another's: what is new, gone, or other than before, and for whom. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from gridward.kit.text import Text
from gridward.policy.force import On, Ruled, in_force, line_of
from gridward.policy.packs import Value, packs
from gridward.policy.plain import Part, told
from gridward.policy.vocabulary import TABLES, Burden, Clause, Duty, Office
from gridward.policy.wording import Wording

Rows = tuple[Mapping[str, Any], ...]
"""A gate table."""


class Turn(NamedTuple):
    """A part of a clause that says something else than before; None where it said nothing, or says nothing now."""

    key: str
    label: Text
    before: Text | None
    after: Text | None


class Change(NamedTuple):
    """A clause that is added, removed or changed. `who` is the role whose work it is, "" where it is nobody's alone."""

    table: str
    name: str
    what: Literal["added", "removed", "changed"]
    who: str
    before: Ruled | None
    after: Ruled | None
    turns: tuple[Turn, ...]

    @property
    def clause(self) -> Clause:
        """The clause as it is now, or as it was."""
        ruled = self.after or self.before
        if ruled is None:
            raise ValueError(f"no clause {self.name}")
        return ruled.clause


def in_pack(name: str) -> dict[str, dict[str, Ruled]]:
    """The clauses that hold where this pack alone is on, with what it extends, by table and name."""
    rules = in_force((On(name, 0, 0),))
    return {table: {} for table in TABLES} | ({k: dict(v) for k, v in rules[0].clauses.items()} if rules else {})


def values_of(name: str) -> dict[str, Value]:
    """The numbers that hold under a pack: its own, and of those that it extends the nearest."""
    found: dict[str, Value] = {}
    for one in reversed(line_of(name)):
        found |= one.values
    return found


def gate_of(name: str) -> Rows:
    """The gate table that holds under a pack: its own, or that of the nearest pack it extends."""
    return next((one.gate for one in line_of(name) if one.gate), ())


def overridden(ruled: Ruled) -> Iterator[Ruled]:
    """What the packs say whose clause of this name another one overrides, the nearest first."""
    table = next(table for table, kind in TABLES.items() if isinstance(ruled.clause, kind))
    for number, name in enumerate(reversed(ruled.over), 1):
        clause = packs()[name].clauses[table][ruled.clause.name]
        yield Ruled(clause, name, ruled.response, ruled.over[: len(ruled.over) - number])


def changes(before: str, after: str, words: Wording) -> Iterator[Change]:
    """What is different under the second of two packs, table by table."""
    old, new = in_pack(before), in_pack(after)
    for table in TABLES:
        for name in dict.fromkeys((*new[table], *old[table])):
            found = _change(table, name, old[table].get(name), new[table].get(name), words)
            if found is not None:
                yield found


def _change(table: str, name: str, before: Ruled | None, after: Ruled | None, words: Wording) -> Change | None:
    if before is None or after is None:
        one = after or before
        what: Literal["added", "removed"] = "added" if before is None else "removed"
        return None if one is None else Change(table, name, what, who(one.clause), before, after, ())
    turns = tuple(_turns(told(before.clause, words), told(after.clause, words)))
    return Change(table, name, "changed", who(after.clause), before, after, turns) if turns else None


def _turns(before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterator[Turn]:
    old, new = ({one.key: one for one in side} for side in (before, after))
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        if (was and was.text) != (now and now.text):
            yield Turn(key, (now or was or before[0]).label, was and was.text, now and now.text)


def who(clause: Clause) -> str:
    """The role that a clause is about."""
    if isinstance(clause, Duty):
        return clause.who
    return clause.role if isinstance(clause, Office | Burden) else ""
