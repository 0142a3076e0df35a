"""How many subjects, subjects of the day and inspections there are at each moment, all planned in one table.

Whoever is inspected today has been inspected at all, and somebody who came for the first time today counts today; each
kind that is looked at takes an inspection of its own. Planned one number after the other, each would be right alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gridward.kit.clock import day_of
from gridward.plug.course import Course
from gridward.plug.imagine import Fact
from gridward.plug.table import MOST, Cell, Table, last

SUBJECTS, COVERED, VISITS = "subjects", "covered", "visits"
_TODAY, _BEFORE, _CHECKED = "today", "before", "checked"


class Leg(NamedTuple):
    """From one moment to the next, which lies on `day`: whether it begins that day, and whether it has any time before
    that day.
    """

    day: int
    same: bool
    before: bool


def legs_of(at: Sequence[int], start: int) -> list[Leg]:
    """All legs."""
    bounds = zip((start, *at), at, strict=False)
    return [
        Leg(day_of(end), bool(number) and day_of(begin) == day_of(end), day_of(begin + 1) < day_of(end))
        for number, (begin, end) in enumerate(bounds)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the table is made of: facts by number, and what each would be where nothing is stated.

    `held` names kinds and legs of which it is planned how many were seen on the last day; `touched` how many areas of
    a kind are checked in a leg, `reached` how many are by then; `looked` tells the legs by which somebody has looked.
    """

    legs: Sequence[Leg]
    facts: Mapping[Cell, Sequence[Fact]]
    subjects: Mapping[str, Course]
    covered: Mapping[str, Course]
    inspections: Course | None
    held: frozenset[tuple[str, int]]
    touched: Mapping[tuple[str, int], int]
    reached: Mapping[tuple[str, int], int]
    looked: Iterable[int]


@dataclass(slots=True)
class Plan:
    """Subjects by kind and leg, those of the day where they are planned, and inspections where any are stated."""

    subjects: dict[str, Course]
    covered: dict[tuple[str, int], int]
    inspections: Course | None


def planned(asked: Asked) -> Plan:
    """One history that meets all that is stated; where none was found, each number as it is planned alone."""
    table = Table()
    for number in range(len(asked.legs)):
        _subjects(table, asked, number)
        _covered(table, asked, number)
        _visits(table, asked, number)
    found = table.settled() or table.wish
    legs = range(len(asked.legs))
    return Plan(
        {kind: [found[SUBJECTS, kind, leg] for leg in legs] for kind in asked.subjects},
        {(kind, leg): found[COVERED, kind, leg] for kind, leg in asked.held},
        None if asked.inspections is None else [found[VISITS, "", leg] for leg in legs],
    )


def _subjects(table: Table, asked: Asked, leg: int) -> None:
    """They only grow."""
    for kind, course in asked.subjects.items():
        cell = (SUBJECTS, kind, leg)
        table.put(cell, course[leg], asked.reached.get((kind, leg), 0), facts=asked.facts.get(cell, ()))
        table.row((cell,), (last(cell),))


def _covered(table: Table, asked: Asked, leg: int) -> None:
    """No more than were inspected at all; all who are new, where the leg lies on that day."""
    _, same, before = asked.legs[leg]
    parts = []
    for kind in (kind for kind, course in asked.covered.items() if kind and (kind, leg) in asked.held):
        cell, seen = (COVERED, kind, leg), (SUBJECTS, kind, leg)
        least = 0 if before else asked.touched.get((kind, leg), 0)
        parts.append(table.put(cell, asked.covered[kind][leg], least, facts=asked.facts.get(cell, ())))
        earlier = last(cell) if same else None
        table.row((cell,), (earlier,))
        if seen in table.wish:
            table.row((seen,), (cell,))
            if not before:
                table.row((cell, last(seen)), (seen, earlier))
    whole = (COVERED, "", leg)
    if whole in asked.facts:
        table.put(whole, 0, facts=asked.facts[whole])
        table.row((whole,), parts)
        table.row(parts, (whole,))


def _visits(table: Table, asked: Asked, leg: int) -> None:
    """One for each kind of which more are seen that day, one for each of which more were seen before, and one for each
    area that is checked.
    """
    if asked.inspections is None:
        return
    _, same, before = asked.legs[leg]
    made = []
    for kind in dict.fromkeys((*asked.covered, *asked.subjects, *(one for one, _ in asked.touched))):
        cell, seen = (COVERED, kind, leg), (SUBJECTS, kind, leg)
        checked = asked.touched.get((kind, leg), 0)
        made.append(table.put((_CHECKED, kind, leg), checked, checked, checked))
        held = bool(kind) and cell in table.wish
        if held:
            made.append(table.put((_TODAY, kind, leg), 0, high=1))
            help_ = None if before else (_CHECKED, kind, leg)
            table.row((made[-1], last(cell) if same else None, help_), (cell,), MOST)
        if seen in table.wish and (before or not held):
            made.append(table.put((_BEFORE, kind, leg), 0, high=1))
            table.row((made[-1], last(seen), cell if held else None, (_CHECKED, kind, leg)), (seen,), MOST)
    visits = (VISITS, "", leg)
    least = int(leg in asked.looked)
    table.put(visits, asked.inspections[leg], least, facts=asked.facts.get(visits, ()))
    table.row((visits,), (last(visits), *made))
