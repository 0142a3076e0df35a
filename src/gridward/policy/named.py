"""What a clause may name: kinds of entries, their fields and answers, roles, places, figures. Faults for what is not.

Dates are moments, not conditions, and sealed (personal) fields may be read by no rule; both are said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, get_args

import msgspec

from gridward.kit.errors import Reason
from gridward.plug.catalogue import Catalogue
from gridward.plug.shape import BodyField, fields_of, worked_out
from gridward.policy.condition import well_formed
from gridward.policy.fault import fault, unknown
from gridward.policy.lists import lists
from gridward.policy.shelf import folder, read

PLACE_FIELDS: Mapping[str, str] = {"venue.place": "kind", "work.enterprise": "kind", "clinic.sentinel": "site_kind"}
"""Kinds of entries that tell what a place is, and the field in which they do."""
FIXED_PLACES = ("gate", "farm")
"""Places that an entry of their own kind makes: checkpoint.post, livestock.farm."""
OTHER_LEVELS = frozenset({"venue", "external"})
"""What a gate may serve that is no level of areas."""
HOUSEHOLD, PLACE = "household", "place"
ASKED_OF_AREAS: Mapping[str, type] = {
    "level": str, "kind": str, "has_property_mgmt": bool, "population": int, "households": int, "open": bool,
}  # fmt: skip
"""What a condition may ask of an area or place."""


@dataclass(frozen=True)
class Named:
    """The names that a catalogue, the lists and the roles know, and the faults of those that they do not."""

    catalogue: Catalogue
    _fields: dict[str, dict[str, BodyField]] = field(default_factory=dict)

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels of areas, as far as some role can be held there."""
        return frozenset(level for row in self._roles for level in row.get("levels", ()) if level != "place")

    @cached_property
    def places(self) -> frozenset[str]:
        """What a place can be."""
        found = set(FIXED_PLACES)
        for kind, name in PLACE_FIELDS.items():
            if kind in self.catalogue.kinds:
                found |= set(answers(self.fields(kind)[name]) or ())
        return frozenset(found)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of packs/roles.toml."""
        return frozenset(row["code"] for row in self._roles)

    @cached_property
    def _roles(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(read(folder() / "roles.toml")["role"])

    def fields(self, kind: str) -> Mapping[str, BodyField]:
        """The fields of a kind by their names in a body, and what it works out from them."""
        if kind not in self._fields:
            body = self.catalogue.kinds[kind].body
            self._fields[kind] = {one.name: one for one in (*fields_of(body), *worked_out(body))}
        return self._fields[kind]

    def kind(self, where: str, name: str) -> Iterator[Reason]:
        """A kind of entries."""
        if name not in self.catalogue.kinds:
            yield unknown(where, name, self.catalogue.kinds)

    def role(self, where: str, name: str) -> Iterator[Reason]:
        """A role."""
        if name not in self.roles:
            yield unknown(where, name, self.roles)

    def listed(self, where: str, name: str, *names: str) -> Iterator[Reason]:
        """A code of one of these lists."""
        known = {option.code for each in names for option in lists()[each]}
        if name not in known:
            yield unknown(where, name, known)

    def figure(self, where: str, name: str, member: str = "") -> Iterator[Reason]:
        """A figure, and a member of it."""
        figure = self.catalogue.figures.get(name)
        if figure is None:
            yield unknown(where, name, self.catalogue.figures)
        elif member and member not in (codes := {one.code for one in figure.members}):
            yield unknown(f"{where}[{member}]", member, codes)

    def thing(self, where: str, name: str) -> Iterator[Reason]:
        """A level of areas, a kind of places (of a level: village_gate), or the household."""
        known = self.levels | self.places | {HOUSEHOLD, PLACE}
        level, _, kind = name.rpartition("_")
        if name not in known and not (kind in self.places and level in self.levels | OTHER_LEVELS):
            yield unknown(where, name, known)

    def level(self, where: str, name: str) -> Iterator[Reason]:
        """A level of areas."""
        if name not in self.levels:
            yield unknown(where, name, self.levels)

    def one_field(self, where: str, kind: str, name: str) -> Iterator[Reason]:
        """A field of a kind that is there."""
        if kind in self.catalogue.kinds and name not in self.fields(kind):
            yield unknown(where, name, self.fields(kind))

    def typed_field(self, where: str, kind: str, name: str) -> Iterator[Reason]:
        """A field that somebody fills in, and not what a kind works out."""
        asked = (
            {one.name for one in fields_of(self.catalogue.kinds[kind].body)} if kind in self.catalogue.kinds else set()
        )
        if kind in self.catalogue.kinds and name not in asked:
            yield unknown(where, name, asked)

    def moment(self, where: str, kind: str, name: str) -> Iterator[Reason]:
        """A field that says a day or a moment."""
        yield from self.one_field(where, kind, name)
        found = self._found(kind, name)
        if found is not None and not any(issubclass(one, date) for one in parts(found.type)):
            yield fault(where, f"{kind} 的“{name}”不是日期或时间", f"“{name}” of {kind} is no date or time")

    def subjects(self, where: str, kind: str, name: str) -> Iterator[Reason]:
        """A field that names the subjects."""
        yield from self.one_field(where, kind, name)
        found = self._found(kind, name)
        if found is not None and not found.link:
            yield fault(where, f"{kind} 的“{name}”不指明任何对象", f"“{name}” of {kind} names no subject")

    def lots(self, where: str, kind: str) -> Iterator[Reason]:
        """A kind that is about something which entries about people can name: a tube or a lot."""
        found = self.catalogue.kinds.get(kind)
        if found is not None and "lot" not in found.about:
            yield fault(where, f"{kind} 不是关于采样管或批次的记录", f"{kind} is not about tubes or lots")

    def condition(self, where: str, kind: str, wants: Mapping[str, Any]) -> Iterator[Reason]:
        """What an entry of the kind must say."""
        if kind not in self.catalogue.kinds:
            return
        for name, want in wants.items():
            yield from self.one_field(f"{where}.{name}", kind, name)
            found = self._found(kind, name)
            if found is not None:
                yield from asked(f"{where}.{name}", want, found)

    def asked_of_area(self, where: str, wants: Mapping[str, Any]) -> Iterator[Reason]:
        """What an area must be."""
        for name, want in wants.items():
            if name not in ASKED_OF_AREAS:
                yield unknown(f"{where}.{name}", name, ASKED_OF_AREAS)
            else:
                yield from _of_type(f"{where}.{name}", want, ASKED_OF_AREAS[name])

    def _found(self, kind: str, name: str) -> BodyField | None:
        return self.fields(kind).get(name) if kind in self.catalogue.kinds else None


def parts(kind: Any) -> tuple[type, ...]:
    """The plain types inside a field's type: of `tuple[X, ...] | None` only X."""
    inner = get_args(kind)
    if not inner:
        return (kind,) if isinstance(kind, type) and kind is not type(None) else ()
    return tuple(one for part in inner for one in parts(part))


def answers(found: BodyField) -> tuple[str, ...] | None:
    """The answers that a field can have; None when it is not chosen from a list."""
    for one in parts(found.type):
        if issubclass(one, Enum):
            return tuple(member.value for member in one)
    if found.field.options:
        return tuple(option.code for option in lists()[found.field.options])
    return None


def asked(where: str, want: Any, found: BodyField) -> Iterator[Reason]:
    """What is wrong with asking this of the field."""
    if found.field.personal:
        yield fault(where, "此栏是封存的个人信息，规则不得读取", "is sealed personal data, which no rule may read")
        return
    known = answers(found)
    if known is None:
        rows = found.many and (found.link or any(issubclass(one, msgspec.Struct) for one in parts(found.type)))
        plain = next((kind for kind in (bool, int, Decimal, str) if kind in parts(found.type)), None)
        wanted = int if rows else plain
        if wanted is None:
            yield fault(where, "此栏不能作条件", "cannot be asked in a condition")
        else:
            yield from _of_type(where, want, int if wanted is Decimal else wanted)
        return
    for one in want if isinstance(want, list) else [want]:
        if one not in known:
            yield unknown(where, one, known)


def _of_type(where: str, want: Any, kind: type) -> Iterator[Reason]:
    fits = all(type(one) is kind for one in (want if isinstance(want, list) else [want]))
    ranged = isinstance(want, Mapping) and kind is int
    if not well_formed(want) or not (ranged or fits):
        yield fault(where, f"条件“{want}”不合类型", f"the condition {want!r} is not of its type")
