"""Writes what was drawn: keeps the changes told and replaces the rows that follow from them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from gridward.grid import version
from gridward.grid.drawn import Drawn
from gridward.grid.models import Area, AreaAlias, AreaChange, AreaCode, AreaSpell, OverlayMember
from gridward.grid.snapshot import Tree
from gridward.grid.spells import Change, Spell, codes, memberships, ordered, spells
from gridward.grid.tree import tree

_NUMBERS = {"area": "area_id", "parent": "parent_id", "heir": "heir_id"}
_CHANGE = tuple(_NUMBERS.get(name, name) for name in Change.__slots__)
_SPELL = tuple(_NUMBERS.get(name, name) for name in Spell._fields)
_CURRENT = (
    *("code", "level", "kind", "name_zh", "name_en", "parent", "heir", "opened_at", "closed_at"),
    *("population", "households", "has_property_mgmt", "latitude", "longitude", "changed"),
)
_BATCH = 500


class Redrawn(NamedTuple):
    """The map after a change. `areas` stood somewhere else, or were something else, at some time before it was told."""

    tree: Tree
    areas: frozenset[int]


def told(rows: Any) -> Iterator[Change]:
    """The changes kept in these rows of AreaChange."""
    for row in rows.values_list(*_CHANGE):
        values = dict(zip(Change.__slots__, row, strict=True))
        values["members"] = None if values["members"] is None else tuple(values["members"])
        yield Change(**values)


def write(drawn: Drawn) -> Redrawn:
    """Keep what was drawn and bring the rows of every touched area in line. The caller holds the pen."""
    sources = [*drawn.changes, *drawn.dropped]
    before = drawn.tree
    if not sources:
        return Redrawn(before, frozenset())
    number = version.bump()
    touched = {change.area for change in drawn.changes.values()}
    touched.update(_areas_of(sources))
    AreaChange.objects.filter(source__in=drawn.dropped).delete()
    history = _history(drawn, touched)
    rows = [_area(area, history[area], drawn, number) for area in sorted(touched)]
    Area.objects.bulk_create([row for row in rows if row.id in drawn.codes], batch_size=_BATCH)
    Area.objects.bulk_update([row for row in rows if row.id not in drawn.codes], _CURRENT, batch_size=_BATCH)
    _keep(drawn.changes.values())
    _replace_rows(history, saved=touched - drawn.codes.keys())
    AreaAlias.objects.bulk_create(
        [AreaAlias(ref=ref, area_id=area) for ref, area in drawn.refs.items()], ignore_conflicts=True
    )
    after = tree()
    return Redrawn(after, frozenset(_stood_differently(touched - drawn.codes.keys(), before, after)))


def _areas_of(sources: list[Any]) -> Iterator[int]:
    for first in range(0, len(sources), _BATCH):
        yield from AreaChange.objects.filter(source__in=sources[first : first + _BATCH]).values_list(
            "area_id", flat=True
        )


def _history(drawn: Drawn, touched: set[int]) -> Mapping[int, list[Change]]:
    """All changes of the touched areas, those drawn in place of the ones kept under the same source."""
    found: dict[int, list[Change]] = defaultdict(list)
    saved = sorted(touched - drawn.codes.keys())
    for first in range(0, len(saved), _BATCH):
        for change in told(AreaChange.objects.filter(area_id__in=saved[first : first + _BATCH])):
            if change.source not in drawn.changes:
                found[change.area].append(change)
    for change in drawn.changes.values():
        found[change.area].append(change)
    return found


def _keep(changes: Iterable[Change]) -> None:
    AreaChange.objects.bulk_create(
        [
            AreaChange(**{_NUMBERS.get(name, name): getattr(change, name) for name in Change.__slots__})
            for change in changes
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=[name for name in Change.__slots__ if name != "source"],
    )


def _area(area: int, changes: list[Change], drawn: Drawn, number: int) -> Area:
    """The row of what an area is now; what nobody tells any more stays as it was."""
    history = spells(changes)
    row = Area(id=area, code=drawn.code_of(area), changed=number)
    last = history[-1] if history else drawn.tree.spell(area, 0)
    for name in Spell._fields[4:]:
        setattr(row, name, getattr(last, name))
    row.parent_id = last.parent
    row.code = next(reversed(codes(changes)), row.code)
    row.opened_at = history[0].from_at if history else None
    if history and not last.is_open:
        row.closed_at = last.from_at
        row.heir_id = next(one.heir for one in reversed(ordered(changes)) if one.action == "close")
    return row


def _replace_rows(history: Mapping[int, list[Change]], *, saved: set[int]) -> None:
    AreaSpell.objects.filter(area_id__in=saved).delete()
    OverlayMember.objects.filter(work_area_id__in=saved).delete()
    AreaSpell.objects.bulk_create(
        [
            AreaSpell(area_id=area, **dict(zip(_SPELL, spell, strict=True)))
            for area, changes in history.items()
            for spell in spells(changes)
        ],
        batch_size=_BATCH,
    )
    OverlayMember.objects.bulk_create(
        [
            OverlayMember(work_area_id=area, member_id=one.member, from_at=one.from_at, to_at=one.to_at)
            for area, changes in history.items()
            for one in memberships(changes)
        ],
        batch_size=_BATCH,
    )
    AreaCode.objects.bulk_create(
        [
            AreaCode(code=code, area_id=area, from_at=from_at)
            for area, changes in history.items()
            for code, from_at in codes(changes).items()
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["from_at"],
    )


def _stood_differently(touched: Collection[int], before: Tree, after: Tree) -> Iterator[int]:
    """Saved areas whose paths or levels were not what they are now for some moment; a first day that shifts is none."""
    below = {one for area in touched for one in before.ever_below(area) | after.ever_below(area) if one in before}
    for area in below:
        if before.timeline(area) != after.timeline(area) or _kinds(before, area) != _kinds(after, area):
            yield area


def _kinds(tree: Tree, area: int) -> list[tuple[int, str, str]]:
    """What an area was, from when; the first holds for ever before."""
    found: list[tuple[int, str, str]] = []
    for spell in tree.spells(area):
        if not found or found[-1][1:] != (spell.level, spell.kind):
            found.append((spell.from_at if found else 0, spell.level, spell.kind))
    return found
