"""What is wrong with a pack's clauses, field by field, with near matches. docs/packs.md is the contract. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gridward.kit.errors import Reason
from gridward.plug.catalogue import Catalogue
from gridward.policy.clause_shape import shape
from gridward.policy.duty_check import duty_faults
from gridward.policy.fault import fault, unknown
from gridward.policy.measure_check import measure_faults
from gridward.policy.named import Named
from gridward.policy.rest_check import rest_faults
from gridward.policy.vocabulary import TABLES, Clause, Duty, Holiday, Measure, Risk


def clause_faults(
    tables: Mapping[str, Any], catalogue: Catalogue, *, line: Sequence[Mapping[str, Any]] = ()
) -> tuple[Reason, ...]:
    """Everything wrong with the clauses; empty when nothing is.

    `line` holds the tables of the packs that it extends, one after the other: standings and teams may be theirs. A pack
    that extends one and is looked at alone is not asked where its standings come from.
    """
    own, named = shape(tables), Named(catalogue)
    found = [*own.faults]
    for table, rows in own.clauses.items():
        for name, clause in rows.items():
            found += _clause(f"{table}[{name}]", clause, named)
    if line or "extends" not in tables:
        found += _together(own.clauses, [shape(one).clauses for one in line])
    return (*found, *_drops(tables, line))


def _clause(where: str, clause: Clause, named: Named) -> Iterator[Reason]:
    for name in ("zh", "en"):
        if not getattr(clause.label, name):
            yield fault(f"{where}.label.{name}", "不可为空", "must not be empty")
    if not clause.source:
        yield fault(f"{where}.source", "需要出处", "needs its source")
    if isinstance(clause, Measure):
        yield from measure_faults(where, clause, named)
    elif isinstance(clause, Duty):
        yield from duty_faults(where, clause, named)
    else:
        yield from rest_faults(where, clause, named)


def _together(
    clauses: Mapping[str, Mapping[str, Clause]], lent: Sequence[Mapping[str, Mapping[str, Clause]]]
) -> Iterator[Reason]:
    """Standings that some measure makes, and teams that are there."""
    layers = [clauses, *lent]
    made = [one for layer in layers for table in ("measure", "risk") for one in layer.get(table, {}).values()]
    standings = {name for one in made for name in _made(one)}
    teams = {name for layer in layers for name in layer["team"]}
    for table, word in (("duty", "during"), ("duty", "without"), ("office", "during"), ("fixture", "during")):
        for name, clause in clauses[table].items():
            for standing in getattr(clause, word):
                if standing not in standings:
                    yield unknown(f"{table}[{name}].{word}", standing, standings)
    daily = {name for layer in layers for name, one in layer["duty"].items() if isinstance(one, Duty) and one.daily}
    for name, holiday in clauses["holiday"].items():
        for duty in holiday.duties if isinstance(holiday, Holiday) else ():
            if duty not in daily:
                yield unknown(f"holiday[{name}].duties", duty, daily)
    for name, measure in clauses["measure"].items():
        if isinstance(measure, Measure) and measure.team and measure.team not in teams:
            yield unknown(f"measure[{name}].team", measure.team, teams)


def _made(clause: Clause) -> Iterator[str]:
    if isinstance(clause, Measure):
        yield from (stage.standing for stage in clause.stages)
        yield from (ring.standing for ring in clause.spread)
    elif isinstance(clause, Risk) and clause.standing:
        yield clause.standing


def _drops(tables: Mapping[str, Any], line: Sequence[Mapping[str, Any]]) -> Iterator[Reason]:
    drops = tables.get("drops", ())
    if drops and "extends" not in tables:
        yield fault("drops", "没有 extends 就没有可去掉的条款", "drops clauses, but extends no pack")
    known = {row["name"] for one in line for table in TABLES for row in one.get(table, ()) if "name" in row}
    for name in drops if line else ():
        if name not in known:
            yield unknown("drops", name, known)
