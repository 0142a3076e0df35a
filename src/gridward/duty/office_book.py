"""Duties of offices and fixtures brought in line: all that an area ever owed is derived again when it is looked at."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import pairwise

from gridward.duty.apart import OFFICES, called
from gridward.duty.book import Row, duty_row, read_duties, write_duties
from gridward.duty.ground import Ground
from gridward.duty.law import Law
from gridward.duty.offices import office_plan
from gridward.duty.settle import Settled
from gridward.duty.standing import Standing
from gridward.grid.spells import Spell
from gridward.grid.tree import Tree
from gridward.kit.clock import day_of, first_moment, now
from gridward.kit.rows import among
from gridward.plug.kind import Entry, key_of


def office_plans(
    grounds: Mapping[int, Ground],
    told: Mapping[int, Sequence[Entry]],
    under: Mapping[int, Sequence[Standing]],
    law: Law,
    tree: Tree,
    ahead: int,
) -> dict[int, list[Settled]]:
    """What each of these areas owes under office and fixture clauses, planned so many days ahead."""
    today = day_of(now())
    until = first_moment(today + ahead + 1)
    found = {}
    for area, ground in grounds.items():
        since = partial(so_since, tree.spells(area))
        found[area] = office_plan(ground, since, told[area], under.get(area, ()), law, today, until)
    return found


def so_since(spells: Sequence[Spell], fields: Collection[str]) -> int:
    """From when on an area is what it is now, in these fields: a compound is asked for a post from when it is told that
    nobody manages it, and not from when it was built.
    """
    known = [name for name in fields if name in Spell._fields]
    begin = spells[0].from_at
    for one, other in pairwise(spells):
        if any(getattr(one, name) != getattr(other, name) for name in known):
            begin = other.from_at
    return begin


def write_offices(plans: Mapping[int, Sequence[Settled]], tree: Tree) -> None:
    """Write what changed of it; the caller holds the pen."""
    if not plans:
        return
    want = dict[Row, Row]()
    for area, plan in plans.items():
        want |= {row[:3]: row for row in (duty_row(one, key_of("area", area), tree) for one in plan)}
    condition, params = among("owner", [key_of("area", area) for area in plans], "int8")
    have = {key: row for key, row in read_duties(condition, params).items() if called(row, OFFICES)}
    write_duties(want, have)
