"""Where people and households are at home: the area in which they are kept, and the household's position if it has one.

A position that points to a household is personal: it is sealed like an address, opened here only to measure, and what
comes of that (who lies in which ring) is all that leaves the duties.
"""

from collections.abc import Collection
from typing import NamedTuple

from gridward.grid.position import Position, read
from gridward.kit.rows import among, rows
from gridward.plug.kind import key_of, thing_of
from gridward.roll.models import House
from gridward.roll.sealing import unseal_many

_FIELD = "position"


class Home(NamedTuple):
    """The area of a home, None where it is not known, and its position."""

    area: int | None
    position: Position | None


def homes(things: Collection[int]) -> dict[int, Home]:
    """The homes of people and households, by their numbers: a person's is that of their household. Where a person
    without one is kept tells nothing: it goes by what was heard of them first.
    """
    held = {one: holder if kind == "person" else one for one, (kind, holder) in _held(things).items()}
    houses = _houses({holder for holder in held.values() if holder is not None})
    return {
        one: houses[holder] if holder is not None and holder in houses else Home(None, None)
        for one, holder in held.items()
    }


def members(household: int) -> list[int]:
    """The people who belong to a household."""
    return [one for (one,) in rows("SELECT id FROM roll_thing WHERE holder = %s AND kind = 'person'", (household,))]


def _held(things: Collection[int]) -> dict[int, tuple[str, int | None]]:
    condition, params = among("id", things, "int8")
    told = rows(f"SELECT id, kind, holder FROM roll_thing WHERE {condition}", params)  # noqa: S608
    return {one: (kind, holder) for one, kind, holder in told}


def _houses(households: Collection[int]) -> dict[int, Home]:
    """What was last said of households; the position of one that was erased cannot be opened any more."""
    keys = [key_of("household", one) for one in households]
    told = {thing_of(subject).id: (area, said) for subject, area, said in _said(keys)}
    placed = [(one, *said.partition(":")[::2]) for one, (_, said) in told.items() if said]
    opened = unseal_many([(one, text, f"{entry}:{_FIELD}".encode()) for one, entry, text in placed]) if placed else []
    lie = {one: read(text or "") for (one, _, _), text in zip(placed, opened, strict=True)}
    return {
        one: Home(area, spot if isinstance(spot := lie.get(one), Position) else None) for one, (area, _) in told.items()
    }


def _said(keys: Collection[int]) -> list[tuple[int, int, str]]:
    return list(House.objects.filter(subject__in=keys).values_list("subject", "area", "position"))
