"""Planning: seven days ahead for everybody, and everything again where a response or a pack has changed.

In pieces, each in a write transaction of its own, so that intake goes on beside them; interrupted, it goes on where it
was. Planning twice is planning once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from gridward.duty.begun import write
from gridward.duty.book import DUTY, PASSING, STANDING, WITHDRAWN
from gridward.duty.gather import owners
from gridward.duty.ground_book import AHEAD, names_of
from gridward.duty.law import EVER, Law
from gridward.duty.models import Head
from gridward.duty.pieces import OfAreas, OfSubjects, OfSupplies, Piece
from gridward.duty.plan import HOUSEHOLD
from gridward.duty.responses import law, plans
from gridward.duty.ring_book import Rings
from gridward.duty.supply_book import came_after
from gridward.duty.watched import beginning, begins_something, on_ground, ringed
from gridward.grid.models import Area
from gridward.grid.tree import tree
from gridward.kit.abreast import abreast
from gridward.kit.clock import day_of, now
from gridward.kit.pen import writing
from gridward.kit.rows import among, rows
from gridward.ledger.head import stand
from gridward.ledger.names import kind_number, kind_numbers
from gridward.ledger.places import Places, describing
from gridward.ledger.reading import to_entries
from gridward.ledger.redrawn import redrawn_after
from gridward.ledger.stored import select
from gridward.plug.kind import thing_of

Progress = Callable[[int, int], None]
SUBJECTS = 500
"""Subjects a transaction."""
ENTRIES = 5000
"""Entries that are read in one go."""
AREAS, DAYS = 200, 14
"""Areas and days a transaction."""


def catch_up(progress: Progress | None = None, *, hands: int = 1) -> None:
    """Plan what is not planned yet: new days, areas that turned out to be something else or to lie elsewhere, and
    everything where what is in force has changed. More than one hand is sooner done, and leaves intake less of the pen.
    """
    position, map_now = stand().position, tree()  # in this order: what comes between is looked at twice, not never
    rules, head = law(map_now), Head.objects.filter(id=1).first() or Head(id=1)
    if not plans(rules):
        return
    stamp, until = rules.stamp, day_of(now()) + AHEAD
    described = _described(head.position)
    if head.law != stamp:
        work = [*everything(rules, until), *_left_over(rules, until)]
    else:
        nearer = _ahead(rules, head.until + 1, until) if head.until < until else ()
        work = [*_redrawn(rules, head, described), *nearer, *([OfSupplies()] if _supplied(rules, head) else ())]
    standing = Stand(stamp, max(until, head.until) if head.law == stamp else until, map_now.version.number, position)
    if not work and not described and standing[:3] == (head.law, head.until, head.map):
        return
    for number, _ in enumerate(_written(work, hands), start=1):
        if progress is not None:
            progress(number, len(work))
    with writing():
        Head.objects.update_or_create(id=1, defaults=standing._asdict())


class Stand(NamedTuple):
    """How far planning has come; see models.Head."""

    law: str
    until: int
    map: int
    position: int


def again(progress: Progress | None = None, *, hands: int = 1) -> None:
    """Plan everything anew, as after a change of what is in force."""
    Head.objects.filter(id=1).update(law="")
    catch_up(progress, hands=hands)


def _written(work: Sequence[Piece], hands: int) -> Iterator[None]:
    """One sort after the other: what areas owe goes by what was handed over. Those of a sort know nothing of each
    other.
    """
    for _, pieces in groupby(work, type):
        yield from abreast(write, list(pieces), hands=hands)


def planned_until() -> int:
    """The last day that is planned."""
    return Head.objects.filter(id=1).values_list("until", flat=True).first() or day_of(now()) + AHEAD


def everything(rules: Law, until: int, *, extra: Sequence[int] = (), since: int = 0) -> list[Piece]:
    """Every subject that something begins for, every area on every day of the responses (`since` one), and `extra`
    owners.
    """
    owning = {*subjects(), *(key for key in extra if thing_of(key).kind not in ("area", "place"))}
    return [*_subject_slices(sorted(owning)), *of_ground(rules, until, since=since)]


def of_ground(rules: Law, until: int, *, since: int = 0) -> list[OfAreas | OfSupplies]:
    """Every area on every day of the responses, `since` one, and what stores must have."""
    first, last = _days(rules, until)
    return [*_area_slices(rules, max(first, since), last), OfSupplies()]


def in_step(rules: Law, until: int) -> bool:
    """Whether everything is planned up to a day by these rules."""
    head = Head.objects.filter(id=1).first()
    return head is not None and head.law == rules.stamp and head.until >= until


def _left_over(rules: Law, until: int) -> Iterator[Piece]:
    """What areas still have of days and rules that are no longer asked: a response that ended, or never was."""
    first, last = _days(rules, until)
    asked = {area for area in _asked(rules).every if _ruled(rules, area)}
    sql = "SELECT owner, MIN(opens), MAX(opens) FROM duty_duty WHERE state <> %s GROUP BY owner"
    for owner, begin, end in rows(sql, (WITHDRAWN,)):
        thing, days = thing_of(owner), (day_of(begin), day_of(end))
        if thing.kind == "area" and (thing.id not in asked or days[0] < first or days[1] > last):
            yield OfAreas([thing.id], range(days[0], days[1] + 1), known=True)


def _ruled(rules: Law, area: int) -> bool:
    """Whether a response ever reached an area."""
    return any(rules.at(area, at) for at in (*rules.turns, now()))


def _ahead(rules: Law, first: int, last: int) -> Iterator[Piece]:
    """The days that have come nearer: of areas, and of whoever is under something or has rounds to come."""
    under = {key for (key,) in rows("SELECT DISTINCT owner FROM duty_standing WHERE ends > %s", (now(),))}
    yield from _subject_slices(sorted(under | households()))
    yield from _area_slices(rules, first, _days(rules, last)[1])


def subjects(kinds: Iterable[str] = (), *, since: int = -EVER) -> set[int]:
    """The owners of plans: those who have a plan already, and those for whom an entry begins something, of these kinds
    or any, on a day or later.
    """
    places, until = Places(tree()), stand().position
    found = {key for table in (DUTY, STANDING, PASSING) for (key,) in rows(f"SELECT DISTINCT owner FROM {table.name}")}
    condition, params = among("+kind", kind_numbers(tuple(sorted(kinds or beginning()))), "int2")
    later = f" AND day >= {since:d}" if since > -EVER else ""
    for first in range(1, until + 1, ENTRIES):
        some = (*params, first, first + ENTRIES - 1)
        told = select(f"{condition} AND counts_from IS NOT NULL AND position BETWEEN %s AND %s{later}", some)
        told = [one for one in told if not one.void]
        places.expect(one.area for one in told)
        begin = [one for one in to_entries(told, places, until) if begins_something(one)]
        found |= owners(begin, places, until)
    return {key for key in found if thing_of(key).kind not in ("area", "place")}


def households() -> set[int]:
    """Every household that was ever registered."""
    told = rows("SELECT DISTINCT subject FROM ledger_entry WHERE kind = %s", (kind_number(HOUSEHOLD),))
    return {key for (key,) in told if key is not None}


def _subject_slices(keys: list[int]) -> Iterator[Piece]:
    for start in range(0, len(keys), SUBJECTS):
        yield OfSubjects(keys[start : start + SUBJECTS])


def _supplied(rules: Law, head: Head) -> bool:
    return any(one.supplies for one in rules.everywhere()) and came_after(head.position)


def _described(position: int) -> set[int]:
    """The places of which was told what they are, after a position."""
    condition, params = among("kind", kind_numbers(describing()), "int2")
    told = rows(
        f"SELECT DISTINCT area FROM ledger_entry WHERE {condition} AND position > %s AND area IS NOT NULL",
        (*params, position),
    )
    return {area for (area,) in told}


def _redrawn(rules: Law, head: Head, described: Collection[int]) -> Iterator[Piece]:
    """Areas that changed on the map since planning was last here, with all in which those ever lay that turned out to
    lie elsewhere, and places of which was told what they are: every day of theirs, and whoever has a duty there.
    """
    map_now = tree()
    changed = set(Area.objects.filter(changed__gt=head.map).values_list("id", flat=True))
    elsewhere = redrawn_after(head.position) & changed
    areas = {int(one) for area in elsewhere for path in map_now.timeline(area)[1] for one in path.split(".")[:-1]}
    areas |= changed | {area for area in described if area in map_now}
    areas |= Rings(map_now).drawn_from(changed)
    if changed:
        at, at_params = among("area", list(changed), "int4")
        owners = {key for (key,) in rows(f"SELECT DISTINCT owner FROM duty_duty WHERE {at}", at_params)}
        yield from _subject_slices(sorted(key for key in owners if thing_of(key).kind not in ("area", "place")))
    if areas:
        yield OfSupplies()
        first, last = _days(rules, head.until)
        yield from _area_slices(rules, first, last, among_areas=areas)


def _days(rules: Law, until: int) -> tuple[int, int]:
    """The first and the last day for which anything is planned."""
    begins = min((one.begin for one in rules.responses), default=now())
    ends = max((one.end for one in rules.responses), default=now())
    return day_of(begins), until if ends == EVER else min(until, day_of(ends - 1))


class Asked(NamedTuple):
    """The areas of which anything is asked, and those of which more than what their offices owe."""

    every: list[int]
    daily: list[int]


def _area_slices(rules: Law, first: int, last: int, *, among_areas: Collection[int] | None = None) -> Iterator[OfAreas]:
    """All areas of which anything is asked, or these: of what is no shop any more nothing is asked, but was. Offices
    go with the last of the days; where nothing else is asked no other day is looked at.
    """
    known = among_areas is not None
    asked = _asked(rules) if among_areas is None else Asked(sorted(among_areas), sorted(among_areas))
    for begin in range(first, last + 1, DAYS):
        days = range(begin, min(begin + DAYS, last + 1))
        ends = days.stop > last
        areas = asked.every if ends else asked.daily
        for start in range(0, len(areas), AREAS):
            yield OfAreas(areas[start : start + AREAS], days, known=known, offices=ends)


def _asked(rules: Law) -> Asked:
    """The areas of which anything was ever asked, and those that something put under a standing."""
    moments = (*rules.turns, now())
    every = [found for at in moments for one in rules.responses for found in rules.at(one.area, at)]
    daily = {name for found in every for name in (*found.each, *found.crossing)}
    if rules.draws:
        daily |= ringed()
    offices = {name for found in every for name in found.offices}
    places = Places(tree())
    known = [area for area in range(1, places.tree.last_id + 1) if area in places.tree]
    places.expect(known)
    called = {area: names_of(places, area, EVER) for area in known}
    days = {area for area, names in called.items() if not daily.isdisjoint(names)}
    condition, params = among("kind", kind_numbers(tuple(sorted(on_ground()))), "int2")
    told = rows(f"SELECT DISTINCT area, subject FROM ledger_entry WHERE {condition} AND area IS NOT NULL", params)
    for area, subject in told:
        about = None if subject is None else thing_of(subject)
        if about is None:
            days.add(area)
        elif about.kind in ("area", "place"):
            days.add(about.id)
    held = {area for area, names in called.items() if not offices.isdisjoint(names)}
    return Asked(sorted(days | held), sorted(days))
