"""How an area's dated history follows from what was told of it: pure, and the same whatever arrived first."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple
from uuid import UUID

Action = Literal["open", "change", "move", "close"]
_ORDER: dict[str, int] = {"open": 0, "change": 1, "move": 1, "close": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing told of an area: None leaves as it was what the field is about.

    `source` is the id of the entry's chain (a correction comes with the same one), `at` microseconds. `parent`, `heir`
    and `members` are numbers of areas; `latitude` and `longitude` as in grid.position. A closed area with an heir
    counts under its heir from then on.
    """

    source: UUID
    area: int
    at: int
    action: Action
    code: str | None = None
    parent: int | None = None
    level: str | None = None
    kind: str | None = None
    name_zh: str | None = None
    name_en: str | None = None
    population: int | None = None
    households: int | None = None
    has_property_mgmt: bool | None = None
    latitude: int | None = None
    longitude: int | None = None
    heir: int | None = None
    members: tuple[int, ...] | None = None


class Spell(NamedTuple):
    """What an area was from `from_at` until just before `to_at` (None: still is). Once closed `is_open` is false.

    `parent` is where its entries count: the heir, for an area that was closed with one.
    """

    from_at: int
    to_at: int | None
    is_open: bool
    parent: int | None
    level: str
    kind: str
    name_zh: str
    name_en: str
    population: int | None
    households: int | None
    has_property_mgmt: bool | None
    latitude: int | None
    longitude: int | None


class Membership(NamedTuple):
    """An area that a work area has charge of, from when until just before when (None: still)."""

    member: int
    from_at: int
    to_at: int | None


_TOLD = tuple(
    field.name for field in fields(Change) if field.name in Spell._fields and field.name not in {"parent", "is_open"}
)
_UNKNOWN = Spell(
    from_at=0,
    to_at=None,
    is_open=False,
    parent=None,
    level="",
    kind="",
    name_zh="",
    name_en="",
    population=None,
    households=None,
    has_property_mgmt=None,
    latitude=None,
    longitude=None,
)


def ordered(changes: Iterable[Change]) -> list[Change]:
    """The changes in the order in which they hold: by time; of one moment openings first, closings last."""
    return sorted(changes, key=lambda one: (one.at, _ORDER[one.action], one.source.bytes))


def spells(changes: Iterable[Change]) -> tuple[Spell, ...]:
    """The history that follows from all changes of one area, none while nothing has opened it.

    What was told for a time before the first opening describes the area but does not open it.
    """
    found: list[Spell] = []
    now = _UNKNOWN
    home: int | None = None
    for change in ordered(changes):
        told = {name: value for name in _TOLD if (value := getattr(change, name)) is not None}
        home = home if change.parent is None else change.parent
        closes, opens = change.action == "close", change.action == "open"
        heir = change.heir if closes else None
        now = now._replace(
            **told,
            from_at=change.at,
            is_open=opens or (now.is_open and not closes),
            parent=(heir if heir is not None else home) if closes or opens or now.is_open else now.parent,
        )
        if opens or found:
            _add(found, now)
    return tuple(found)


def _add(found: list[Spell], spell: Spell) -> None:
    if found and found[-1].from_at == spell.from_at:
        found.pop()
    if found and found[-1]._replace(from_at=spell.from_at, to_at=None) == spell:
        found[-1] = found[-1]._replace(to_at=None)
        return
    if found:
        found[-1] = found[-1]._replace(to_at=spell.from_at)
    found.append(spell)


def codes(changes: Iterable[Change]) -> dict[str, int]:
    """Every code the area has been given, with the moment from which it had it; the last is its code now."""
    given: dict[str, int] = {}
    for change in ordered(changes):
        if change.code:
            given.pop(change.code, None)
            given[change.code] = change.at
    return given


def memberships(changes: Iterable[Change]) -> tuple[Membership, ...]:
    """The members of a work area, none while it is closed; every list told replaces the one before."""
    since: dict[int, int] = {}
    found: list[Membership] = []
    listed: tuple[int, ...] = ()
    is_open = False
    for change in ordered(changes):
        listed = listed if change.members is None else change.members
        is_open = change.action == "open" or (is_open and change.action != "close")
        now = set(listed) if is_open else set()
        found += [Membership(one, since.pop(one), change.at) for one in sorted(since.keys() - now)]
        since.update((one, change.at) for one in sorted(now - since.keys()))
    found += [Membership(one, from_at, None) for one, from_at in since.items()]
    return tuple(sorted(one for one in found if one.from_at != one.to_at))
