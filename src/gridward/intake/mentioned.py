"""What entries mention: their subjects and the links in their bodies, as references. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gridward.intake.coming import Coming
from gridward.plug.kind import SUBJECT_KINDS, EntryKind, Ref
from gridward.plug.shape import BodyField, shape_of

ON_MAP = ("area", "place")
Column = tuple[frozenset[str], set[Ref]]
"""The kinds that one field of entries of one kind may refer to, and all that it does refer to."""


def columns(kind: EntryKind, group: Sequence[Coming]) -> list[Column]:
    """What entries of one kind mention, field by field, each thing once."""
    subjects = {coming.wire.subject for coming in group if coming.wire is not None}
    found: list[Column] = [(frozenset(kind.about or SUBJECT_KINDS), {ref for ref in subjects if ref is not None})]
    for one in shape_of(kind.body).links:
        values = [value for coming in group if coming.body is not None and (value := one.get(coming.body))]
        refs = [ref for value in values for ref in as_refs(value, one)] if one.many else as_refs(values, one)
        found.append((frozenset(one.kinds), set(refs)))
    return found


def mentioned(coming: Coming, kind: EntryKind) -> Iterator[tuple[Ref, str, Sequence[str]]]:
    """What one entry mentions, in which field, and the kinds that this field may refer to."""
    if coming.wire is not None and coming.wire.subject is not None:
        yield coming.wire.subject, "subject", kind.about or SUBJECT_KINDS
    for one in shape_of(kind.body).links if coming.body is not None else ():
        value = one.get(coming.body)
        if value:
            for ref in as_refs(value if one.many else (value,), one):
                yield ref, one.where, one.kinds


def as_ref(value: Any, one: BodyField) -> Ref:
    """A link as a reference; plain text is a code on the map, the id of an entry, or the words for anything else."""
    if isinstance(value, Ref):
        return value
    kind = (one.field.names or "area").split()[0]
    return Ref(kind=kind, id=value) if kind in ("entry", "area") else Ref(kind=kind, ref=value)


def as_refs(values: Iterable[Any], one: BodyField) -> list[Ref]:
    """Several links as references."""
    return [value if isinstance(value, Ref) else as_ref(value, one) for value in values]


def map_like(ref: Ref, allowed: Iterable[str]) -> bool:
    """Whether it is on the map where something on the map is asked for."""
    return ref.kind in ON_MAP and any(kind in ON_MAP for kind in allowed)
