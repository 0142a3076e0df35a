"""Duties of offices and fixtures brought in line: all that an area ever owed is derived again when it is looked at."""

from collections.abc import Mapping, Sequence

from gridward.duty.apart import OFFICES, called
from gridward.duty.book import Row, duty_row, read_duties, write_duties
from gridward.duty.ground import Ground
from gridward.duty.law import Law
from gridward.duty.offices import office_plan
from gridward.duty.settle import Settled
from gridward.duty.standing import Standing
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
    return {
        area: [*office_plan(ground, tree.spells(area)[0].from_at, told[area], under.get(area, ()), law, today, until)]
        for area, ground in grounds.items()
    }


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
