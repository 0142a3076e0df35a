"""Which kinds of entries duties and standings depend on: named by the clauses of some pack. Others cost nothing."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gridward.duty.handover import HANDOVER
from gridward.duty.handover import KINDS as HANDED
from gridward.duty.plan import HOUSEHOLD, WAIVER
from gridward.duty.said import says_a_day
from gridward.duty.standing import meets
from gridward.ledger.sameness import MERGE
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry
from gridward.plug.shape import shape_of
from gridward.policy.office_duty import (
    APPOINTED,
    BODY,
    SIGNED,
    TOLD,
    FixtureDuty,
    OfficeDuty,
    fixture_duties,
    office_duties,
)
from gridward.policy.packs import packs
from gridward.policy.risk_measure import JOURNEY, LISTED, STAY
from gridward.policy.vocabulary import Duty, Elsewhere, Fixture, Measure, Needed, Office, Risk


@cache
def watched() -> frozenset[str]:
    """Every kind that a clause names, and those of the kernel that plans go by."""
    found = {HOUSEHOLD, WAIVER, MERGE, *HANDED}
    for measure in _measures():
        found |= _of_measure(measure)
    for duty in _duties():
        found |= _of_duty(duty)
    if _risks():
        found |= {LISTED, JOURNEY, STAY}
    if BODY in office_names():
        found |= {TOLD, SIGNED}
    if CATALOGUE.stock is not None and any(pack.clauses.get("supply") for pack in packs().values()):
        found |= set(CATALOGUE.stock.kinds)
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def on_ground() -> frozenset[str]:
    """The kinds that may put an area or place under a standing, end that or move it."""
    found: set[str] = set()
    for measure in _measures():
        if _about_ground(measure.on):
            found |= _of_measure(measure)
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def settling(names: tuple[str, ...]) -> frozenset[str]:
    """The kinds that settle what an area owes that is called so (its level, the kind of place)."""
    standings = {stage.standing for one in _measures() if _about_ground(one.on) for stage in one.stages}
    found = {WAIVER}
    for duty in _duties():
        if not set(names).isdisjoint(asked_of(duty)) or not standings.isdisjoint(duty.during):
            found |= set(duty.by)
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def settling_by_day(names: tuple[str, ...]) -> frozenset[str]:
    """Those of them that name the day of which they speak, and fill that one's window however late they come."""
    return frozenset(kind for kind in settling(names) if says_a_day(CATALOGUE.kinds[kind].body))


@cache
def office_names() -> frozenset[str]:
    """Levels and kinds of places of which some clause asks for holders of an office, or for something that stands."""
    own = (one for one in _duties() if isinstance(one, OfficeDuty | FixtureDuty))
    return frozenset(name for one in own for name in one.kinds_of_place)


@cache
def fixture_names() -> frozenset[str]:
    """Levels and kinds of places in which something must stand."""
    return frozenset(name for one in _duties() if isinstance(one, FixtureDuty) for name in one.kinds_of_place)


@cache
def fixture_kinds() -> tuple[str, ...]:
    """The kinds that tell what stands."""
    found = {one.fixture.entry for one in _duties() if isinstance(one, FixtureDuty)}
    return tuple(sorted(found & CATALOGUE.kinds.keys()))


@cache
def office_kinds() -> tuple[str, ...]:
    """The kinds that tell who holds an office, who signed for it, and what is excused of that."""
    return tuple(sorted({APPOINTED, SIGNED, WAIVER} & CATALOGUE.kinds.keys()))


@cache
def settling_below(names: tuple[str, ...]) -> frozenset[str]:
    """Those of them that count wherever in the area they were recorded."""
    found = (duty for duty in _duties() if duty.match == "below" and not set(names).isdisjoint(asked_of(duty)))
    return frozenset(kind for duty in found for kind in duty.by)


@cache
def under_ground() -> frozenset[str]:
    """The kinds that matter while an area or place is under something: they settle it, or a phase asks for them."""
    standings = {stage.standing for one in _measures() if _about_ground(one.on) for stage in one.stages}
    standings |= {ring.standing for one in _measures() for ring in one.spread}
    found = (_of_duty(duty) for duty in _duties() if not standings.isdisjoint(duty.during))
    return frozenset(kind for kinds in found for kind in kinds) & CATALOGUE.kinds.keys()


@cache
def shifting() -> frozenset[str]:
    """Those of them that decide which windows come later: conditions of phases, and what a rhythm counts from."""
    found = {kind for duty in _duties() for one in duty.phases if one.if_ for kind in _of_needed(one.if_)}
    found |= {kind for duty in _duties() if duty.every and duty.during for kind in duty.by}
    return frozenset(found) & under_ground()


@cache
def ringing() -> frozenset[str]:
    """The kinds that put what lies around under a standing, count anew or end that."""
    found = (_of_measure(measure) for measure in spreading())
    return frozenset(kind for kinds in found for kind in kinds) & CATALOGUE.kinds.keys()


@cache
def ringed() -> frozenset[str]:
    """What rings are drawn through: levels and kinds of places."""
    return frozenset(ring.each for measure in _measures() for ring in measure.spread)


def spreading() -> tuple[Measure, ...]:
    """The measures that draw rings."""
    return tuple(measure for measure in _measures() if measure.spread)


@cache
def reaching(kind: str) -> int:
    """Metres to the outermost ring that entries of a kind draw, restart or end."""
    measures = [one for one in spreading() if kind in _of_measure(one)]
    return max((ring.within_m for one in measures for ring in one.spread), default=0)


@cache
def naming_ground() -> frozenset[str]:
    """The kinds that settle something for areas and places which they name in their bodies, wherever they were made."""
    settles = {
        kind for duty in _duties() if duty.each or duty.during or duty.crosses for kind in duty.by
    } & CATALOGUE.kinds.keys()
    wanted = {"area", "place"}
    return frozenset(
        name
        for name in settles
        if any(
            one.many and not one.field.place and wanted & set(one.field.names.split())
            for one in shape_of(CATALOGUE.kinds[name].body).links
        )
    )


@cache
def from_below() -> frozenset[str]:
    """The kinds that may settle something for what their area lies in."""
    return frozenset(kind for duty in _duties() if duty.match == "below" for kind in duty.by)


def asked_of(duty: Duty) -> tuple[str, ...]:
    """The levels and kinds of places that have a duty each, or where a figure may grow too much."""
    return duty.kinds_of_place if duty.crosses is None else (duty.crosses.per,)


def _about_ground(kind: str) -> bool:
    """Whether entries of a kind may be about an area or place."""
    about = CATALOGUE.kinds[kind].about if kind in CATALOGUE.kinds else ("person",)
    return not about or "area" in about or "place" in about


def _measures() -> Iterator[Measure]:
    for pack in packs().values():
        yield from (one for one in pack.clauses.get("measure", {}).values() if isinstance(one, Measure))


def _duties() -> Iterator[Duty]:
    for pack in packs().values():
        yield from (one for one in pack.clauses.get("duty", {}).values() if isinstance(one, Duty))
        for office in pack.clauses.get("office", {}).values():
            yield from office_duties(office) if isinstance(office, Office) else ()
        for fixture in pack.clauses.get("fixture", {}).values():
            yield from fixture_duties(fixture) if isinstance(fixture, Fixture) else ()


def _risks() -> bool:
    """Whether some pack puts those under a standing who have been in a risk area."""
    clauses = (one for pack in packs().values() for one in pack.clauses.get("risk", {}).values())
    return any(isinstance(one, Risk) and one.standing for one in clauses)


@cache
def opening() -> frozenset[str]:
    """The kinds that duties begin with whose answers are about the entry itself, or that open a matter anyway."""
    found = {name for name in watched() if CATALOGUE.kinds[name].opens_matter}
    found |= {duty.on for duty in _duties() if duty.match == "matter"}
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def referring() -> frozenset[str]:
    """The watched kinds whose bodies refer to entries, tubes and lots, name the people of a list or several places."""
    wanted = {"entry", "lot", "person"}
    return naming_ground() | frozenset(
        name
        for name in watched()
        if any(wanted & set(one.field.names.split()) for one in shape_of(CATALOGUE.kinds[name].body).links)
    )


@cache
def answering() -> frozenset[str]:
    """The kinds that settle, end, move or release something: of interest to whoever has something to settle."""
    found = {WAIVER, *HANDED} | ({SIGNED} if BODY in office_names() else set())
    for duty in _duties():
        found |= (_of_duty(duty) - {duty.on}) | set(duty.by)
    for measure in _measures():
        found |= (_of_measure(measure) - {measure.on}) | {one.on for one in measure.ends}
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def _triggers() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """By kind, what entries must say to begin something."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for kind, where in (*((one.on, one.where) for one in _duties()), *((one.on, one.where) for one in _measures())):
        if kind and where not in found.setdefault(kind, []):
            found[kind].append(where)
    found[HANDOVER] = [{}]
    if any("household" in duty.kinds_of_place for duty in _duties()):
        found[HOUSEHOLD] = [{}]
    if BODY in office_names():
        found.setdefault(TOLD, []).append({})
    if _risks():
        found.setdefault(JOURNEY, []).append({"direction": "in", "stage": "actual"})
        found.setdefault(STAY, []).append({})
    return {kind: tuple(wanted) for kind, wanted in found.items()}


def beginning() -> frozenset[str]:
    """The kinds that begin something."""
    return frozenset(_triggers().keys() & CATALOGUE.kinds.keys())


def begins_something(entry: Entry) -> bool:
    """Whether an entry meets the condition of some clause that begins with its kind."""
    return any(meets(entry, entry.kind, where) for where in _triggers().get(entry.kind, ()))


_REMEMBERED = (
    *(watched, on_ground, under_ground, shifting, ringing, ringed, reaching, naming_ground, settling, settling_below),
    *(
        settling_by_day,
        from_below,
        office_names,
        office_kinds,
        fixture_kinds,
        fixture_names,
        opening,
        referring,
        answering,
        _triggers,
    ),
)


def forget() -> None:
    """For tests that use packs of their own."""
    for one in _REMEMBERED:
        one.cache_clear()


def _of_measure(measure: Measure) -> set[str]:
    found = {measure.on, measure.restart, *(one.on for one in measure.ends), *(one.on for one in measure.moves)}
    found |= {kind for one in measure.release for kind in _of_needed(one)}
    return found | ({measure.clock.entry} if isinstance(measure.clock, Elsewhere) else set())


def _of_duty(duty: Duty) -> set[str]:
    conditions = [one.if_ for one in duty.phases if one.if_ is not None]
    return {duty.on, *duty.by, *(kind for one in conditions for kind in _of_needed(one))}


def _of_needed(needed: Needed) -> tuple[str, str]:
    return needed.have, needed.none
