"""Which kinds of entries duties and standings depend on: named by the clauses of some pack. Others cost nothing."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from gridward.duty.plan import HOUSEHOLD, WAIVER
from gridward.duty.standing import meets
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry
from gridward.plug.shape import shape_of
from gridward.policy.packs import packs
from gridward.policy.vocabulary import Duty, Elsewhere, Measure, Needed


@cache
def watched() -> frozenset[str]:
    """Every kind that a clause names, and those of the kernel that plans go by."""
    found = {HOUSEHOLD, WAIVER}
    for pack in packs().values():
        for measure in pack.clauses.get("measure", {}).values():
            found |= _of_measure(measure)  # type: ignore[arg-type]
        for duty in pack.clauses.get("duty", {}).values():
            found |= _of_duty(duty)  # type: ignore[arg-type]
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def of_ground() -> frozenset[str]:
    """The kinds that settle what areas and places owe."""
    found = {WAIVER}
    for pack in packs().values():
        for duty in pack.clauses.get("duty", {}).values():
            if isinstance(duty, Duty) and (duty.during or set(duty.kinds_of_place) - {"household"}):
                found |= set(duty.by)
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def of_measures() -> frozenset[str]:
    """The kinds that put something under a standing, end it or move it."""
    found: set[str] = set()
    for pack in packs().values():
        for measure in pack.clauses.get("measure", {}).values():
            if isinstance(measure, Measure):
                found |= _of_measure(measure)
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def opening() -> frozenset[str]:
    """The kinds that duties begin with whose answers are about the entry itself, or that open a matter anyway."""
    found = {name for name in watched() if CATALOGUE.kinds[name].opens_matter}
    for pack in packs().values():
        for duty in pack.clauses.get("duty", {}).values():
            if isinstance(duty, Duty) and duty.match == "matter":
                found.add(duty.on)
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def referring() -> frozenset[str]:
    """The watched kinds whose bodies refer to entries, tubes and lots, or name the people of a list."""
    wanted = {"entry", "lot", "person"}
    return frozenset(
        name
        for name in watched()
        if any(wanted & set(one.field.names.split()) for one in shape_of(CATALOGUE.kinds[name].body).links)
    )


@cache
def answering() -> frozenset[str]:
    """The kinds that settle, end, move or release something: of interest to whoever has something to settle."""
    found = {WAIVER}
    for pack in packs().values():
        for duty in pack.clauses.get("duty", {}).values():
            found |= _of_duty(duty) - {duty.on}  # type: ignore[arg-type, attr-defined]
            found |= set(duty.by)  # type: ignore[attr-defined]
        for measure in pack.clauses.get("measure", {}).values():
            found |= _of_measure(measure) - {measure.on}  # type: ignore[arg-type, attr-defined]
            found |= {one.on for one in measure.ends}  # type: ignore[attr-defined]
    return frozenset(found & CATALOGUE.kinds.keys())


@cache
def _triggers() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """By kind, what entries must say to begin something."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for pack in packs().values():
        for table in ("duty", "measure"):
            for clause in pack.clauses.get(table, {}).values():
                if clause.on and clause.where not in found.setdefault(clause.on, []):  # type: ignore[attr-defined]
                    found[clause.on].append(clause.where)  # type: ignore[attr-defined]
            if any("household" in duty.kinds_of_place for duty in pack.clauses.get("duty", {}).values()):  # type: ignore[attr-defined]
                found.setdefault(HOUSEHOLD, [{}])
    return {kind: tuple(wanted) for kind, wanted in found.items()}


def beginning() -> frozenset[str]:
    """The kinds that begin something."""
    return frozenset(_triggers().keys() & CATALOGUE.kinds.keys())


def begins_something(entry: Entry) -> bool:
    """Whether an entry meets the condition of some clause that begins with its kind."""
    return any(meets(entry, entry.kind, where) for where in _triggers().get(entry.kind, ()))


def forget() -> None:
    """For tests that use packs of their own."""
    for one in (watched, of_ground, of_measures, opening, referring, answering, _triggers):
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
