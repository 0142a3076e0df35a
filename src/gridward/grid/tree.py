"""The process's snapshot of the grid, brought up to date when the version of the grid has changed.

Asking costs one tiny query; only areas that changed are read again.
"""

from typing import Any

from gridward.grid import version
from gridward.grid.models import Area, AreaAlias, AreaCode, AreaSpell, OverlayMember
from gridward.grid.node import Move, Node
from gridward.grid.snapshot import Known, Tree, remembered
from gridward.grid.spells import Membership, Spell

__all__ = ["Move", "Node", "Tree", "tree"]

_SPELL = tuple("parent_id" if name == "parent" else name for name in Spell._fields)
_TOLD = _SPELL[3:]

_latest = Tree(version.EMPTY, {}, {}, {})


def tree(*, check: bool = True) -> Tree:
    """The grid as this transaction sees it; with `check=False` as it was when this process last looked."""
    global _latest
    found = _latest
    if not check:
        return found
    while found.version != (current := version.current()):
        found = _read(current, found)
    _latest = found
    return found


def _read(current: version.Version, last: Tree) -> Tree:
    """The tree of a version: what changed since the last one, or everything when that one never came to be."""
    if not last.version.number < current.number or not version.leads_to_now(last.version):
        last = Tree(version.EMPTY, {}, {}, {})
    since = last.version.number
    changed = list(Area.objects.filter(changed__gt=since).order_by("id").values_list("id", "code", *_TOLD))
    if not changed:  # offices did
        return last.redrawn(current, {}, {}, {})
    spells: dict[int, list[Spell]] = {}
    for area, *row in (
        AreaSpell.objects.filter(area__changed__gt=since).order_by("area_id", "from_at").values_list("area_id", *_SPELL)
    ):
        spells.setdefault(area, []).append(Spell._make(row))
    members: dict[int, list[Membership]] = {}
    for area, *row in (
        OverlayMember.objects.filter(work_area__changed__gt=since)
        .order_by("member_id", "from_at")
        .values_list("work_area_id", "member_id", "from_at", "to_at")
    ):
        members.setdefault(area, []).append(Membership._make(row))
    areas: dict[int, Known] = {}
    for area, code, *row in changed:
        areas[area] = remembered(code, spells.get(area) or [_never_open(row)], members.get(area, ()))
    codes = dict(AreaCode.objects.filter(area__changed__gt=since).values_list("code", "area_id"))
    refs = dict(AreaAlias.objects.filter(area__changed__gt=since).values_list("ref", "area_id"))
    return last.redrawn(current, areas, codes, refs)


def _never_open(row: list[Any]) -> Spell:
    """What to say of an area whose opening was taken back: it stands where it stood, and is closed."""
    return Spell._make((0, None, False, *row))
