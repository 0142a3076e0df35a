"""Derive every plan again from the entries and compare: planning step by step must equal planning from scratch.

The planner runs unchanged on temporary tables that stand before the real ones, so entries and pages go on meanwhile.
Withdrawn duties are left out: from scratch there are none.
"""

from collections.abc import Callable
from typing import NamedTuple

from gridward.duty import planner
from gridward.duty.beside import beside
from gridward.duty.book import DUTY, PASSING, STANDING, WITHDRAWN
from gridward.duty.gather import remember
from gridward.duty.names import clause_name
from gridward.duty.responses import law, plans
from gridward.duty.watched import referring
from gridward.grid.tree import tree
from gridward.kit.abreast import HANDS
from gridward.kit.pen import writing
from gridward.kit.rows import rows
from gridward.ledger.head import stand
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import counting, walk
from gridward.plug.kind import thing_of

Progress = Callable[[int, int], None]
_STANDING = tuple(name for name in STANDING.columns if name != "unmet")  # what is unmet depends on the hour


class Difference(NamedTuple):
    """A duty or standing that is there and should not be, or should be and is not; or one that stands otherwise."""

    clause: str
    subject: str
    opens: int
    stands: bool


def check(progress: Progress | None = None) -> list[Difference]:
    """Plan everything again beside the real tables and return what stands otherwise; changes nothing."""
    with beside() as main:
        _plan(main, progress)
        return [*_compare(main, DUTY.name, DUTY.columns, "clause", "opens", f"WHERE state <> {WITHDRAWN}"),
                *_compare(main, STANDING.name, _STANDING, "measure", "begins", ""),
                *_compare(main, PASSING.name, PASSING.columns, "duty", "at", "")]  # fmt: skip


def rebuild(progress: Progress | None = None) -> None:
    """Remember anew what entries refer to, and plan everything anew."""
    _remember()
    planner.again(progress, hands=HANDS)


def _remember() -> None:
    kinds = set(kind_numbers(tuple(sorted(referring()))))
    until, places = stand().position, Places(tree())
    for one in walk(until):
        if one.kind in kinds and one.counts_from is not None and not one.void:
            with writing():
                remember(to_entries(counting([one], until) if one.root is None else [one], places, until))


def _plan(main: str, progress: Progress | None) -> None:
    map_now = tree()
    rules, places, until = law(map_now), Places(map_now), stand().position
    if not plans(rules):
        return  # there was never anything to plan by
    planned = rows(f"SELECT DISTINCT owner FROM {main}.duty_duty")
    work = planner.everything(rules, planner.planned_until(), extra=[key for (key,) in planned])
    for number, piece in enumerate(work, start=1):
        piece(rules, places, until)
        if progress is not None:
            progress(number, len(work))


def _compare(main: str, table: str, columns: tuple[str, ...], name: str, at: str, where: str) -> list[Difference]:
    listed = ", ".join(columns)
    real, fresh = f"SELECT {listed} FROM {main}.{table} {where}", f"SELECT {listed} FROM {table} {where}"
    found = []
    for stands, one, other in ((True, real, fresh), (False, fresh, real)):
        for row in rows(f"SELECT * FROM ({one}) AS a EXCEPT SELECT * FROM ({other}) AS b"):
            told = dict(zip(columns, row, strict=True))
            thing = thing_of(told["subject"])
            clause = told[name] if isinstance(told[name], str) else clause_name(told[name])[1]
            found.append(Difference(clause, f"{thing.kind} {thing.id}", told[at], stands))
    return found
