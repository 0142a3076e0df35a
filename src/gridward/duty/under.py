"""Standings read for pages: who is under what, since when, because of what, until when, and whether it may end."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.duty.gather import Gatherer
from gridward.duty.law import EVER, Law
from gridward.duty.names import clause_name
from gridward.duty.phases import fulfilled
from gridward.duty.responses import law
from gridward.duty.where import Where
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import day_of
from gridward.kit.rows import among, rows
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from gridward.plug.kind import Entry, thing_of
from gridward.policy.packs import packs
from gridward.policy.vocabulary import Measure, Needed

_COLUMNS = (
    "owner, subject, measure, name, stage, pack, begins, ends, first_day, last_day, was_last, because, ended_by, how, "
    "area, path"
)


class Under(NamedTuple):
    """A subject under a standing, as the plan of `owner` has it; days are local, `last_day` None while open.

    `was_last` is the last day by the clock where something moved it; `measure` None when no pack has it any more.
    """

    owner: int
    subject: int
    disease: str
    measure_name: str
    measure: Measure | None
    name: str
    stage: int
    pack: str
    begins: int
    ends: int
    first_day: int
    last_day: int | None
    was_last: int | None
    because: int
    ended_by: int | None
    how: str
    area: int
    path: str

    @property
    def is_last_stage(self) -> bool:
        """Whether no other stage follows."""
        return self.measure is None or self.stage + 1 >= len(self.measure.stages)

    def runs(self, at: int) -> bool:
        """Whether it holds at a moment."""
        return self.begins <= at < self.ends


def of_owners(keys: Collection[int]) -> list[Under]:
    """Every standing of some subjects, by time."""
    condition, params = among("owner", list(keys), "int8")
    return _read(f"{condition} ORDER BY begins, stage", params)


def lasting_until(where: Where, first: int, last: int) -> list[Under]:
    """The standings by the clock whose last day lies in these days (both included), last stages only, by that day."""
    found = _read(
        f"{where[0]} AND how = 'clock' AND last_day >= %s AND last_day <= %s ORDER BY last_day, area, subject",
        [*where[1], first, last],
    )
    return [one for one in found if one.is_last_stage]


def running(where: Where, at: int) -> list[Under]:
    """The standings that hold at a moment."""
    return _read(f"{where[0]} AND begins <= %s AND ends > %s ORDER BY begins", [*where[1], at, at])


def _read(where: str, params: Sequence[Any]) -> list[Under]:
    told = rows(f"SELECT {_COLUMNS} FROM duty_standing WHERE {where}", params)
    rules = law(tree())
    return [_under(row, rules) for row in told]


def _under(row: tuple[Any, ...], rules: Law) -> Under:
    owner, subject, measure, name, stage, pack, begins, *rest = row
    disease, called = clause_name(measure)
    area = rest[-2]
    found = rules.of(area, begins, disease)
    own = packs()[pack].clauses.get("measure", {}).get(called) if pack in packs() else None
    clause = own if isinstance(own, Measure) else None if found is None else found.measures.get(called)
    ends, first_day, last_day, was_last, because, ended_by, how, area, path = rest
    return Under(
        owner, subject, disease, called, clause, name, stage, pack, begins, ends, first_day, last_day, was_last,
        because, ended_by, how, area, path,
    )  # fmt: skip


class Condition(NamedTuple):
    """A condition of release, and whether it holds."""

    needed: Needed
    met: bool


def conditions(found: Sequence[Under], at: int, map_now: Tree | None = None) -> dict[int, list[Condition]]:
    """The conditions under which each of these standings may end, by its place in the list."""
    told = _told({one.owner for one in found if one.measure is not None and one.measure.release}, map_now)
    return {
        number: [
            Condition(needed, fulfilled(needed, told.get(one.owner, ()), at, one.begins))
            for needed in (() if one.measure is None else one.measure.release)
        ]
        for number, one in enumerate(found)
    }


def _told(owners: set[int], map_now: Tree | None) -> Mapping[int, Sequence[Entry]]:
    people = {key for key in owners if thing_of(key).kind not in ("area", "place")}
    if not people:
        return {}
    until = stand().position
    return Gatherer(Places(map_now or tree()), until).timelines(people)


def day_number_of(one: Under, at: int) -> tuple[int, int | None]:
    """On which of its days a standing is, and how many it has (None: open)."""
    whole = None if one.last_day is None else one.last_day - one.first_day + 1
    return day_of(at) - one.first_day + 1, whole


__all__ = ["EVER", "Condition", "Under", "conditions", "day_number_of", "lasting_until", "of_owners", "running"]
