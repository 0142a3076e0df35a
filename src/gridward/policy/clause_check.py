"""What is wrong with a pack's clauses, field by field, with near matches. docs/packs.md is the contract. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

import msgspec

from gridward.kit.errors import Reason
from gridward.plug.catalogue import Catalogue
from gridward.policy.duty_check import duty_faults
from gridward.policy.fault import fault, unknown
from gridward.policy.measure_check import measure_faults
from gridward.policy.named import Named
from gridward.policy.rest_check import rest_faults
from gridward.policy.vocabulary import TABLES, Clause, Duty, Measure, Quiet, Team, Word
from gridward.policy.worded import is_time

HEAD = (
    *("id", "label", "jurisdiction", "effective_from", "source", "verified", "disease"),
    *("extends", "drops", "checks", "value", "list", "gate", "quiet"),
)
"""What else stands in a pack."""
W = TypeVar("W", bound=Word)
_STRANGE = re.compile(r"unknown field `(.*?)`")
_PLACE = re.compile(r" - at `\$\.?(.*?)`$")


def clause_faults(
    tables: Mapping[str, Any], catalogue: Catalogue, *, line: Sequence[Mapping[str, Any]] = ()
) -> tuple[Reason, ...]:
    """Everything wrong with the clauses; empty when nothing is.

    `line` holds the tables of the packs that it extends, one after the other: standings and teams may be theirs. A pack
    that extends one and is looked at alone is not asked where its standings come from.
    """
    found: list[Reason] = [unknown(name, name, (*HEAD, *TABLES)) for name in tables if name not in (*HEAD, *TABLES)]
    clauses: dict[str, dict[str, Clause]] = {}
    for table, kind in TABLES.items():
        clauses[table] = dict(_read(table, kind, tables.get(table, ()), found))
    quiet = _row("quiet", Quiet, tables["quiet"], found) if "quiet" in tables else None
    for name, text in (("from", quiet.from_), ("to", quiet.to)) if quiet else ():
        if not is_time(text):
            found.append(fault(f"quiet.{name}", f"“{text}”不是时刻,应如 22:00", f"{text!r} is no time; write 22:00"))
    named = Named(catalogue)
    for table, rows in clauses.items():
        for name, clause in rows.items():
            found += _clause(f"{table}[{name}]", clause, named)
    if line or "extends" not in tables:
        found += _together(clauses, [_lent(one) for one in line])
    found += _drops(tables, line)
    return tuple(found)


def _read(table: str, kind: type[Clause], rows: Any, found: list[Reason]) -> Iterator[tuple[str, Clause]]:
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        found.append(fault(table, "应写成 [[…]] 的行", "must be rows, written [[…]]"))
        return
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        name = row.get("name") if isinstance(row, Mapping) else None
        clause = _row(f"{table}[{name or number}]", kind, row, found)
        if name in seen:
            found.append(fault(f"{table}[{name}]", "同名条款出现两次", "two clauses have this name"))
        elif clause is not None:
            seen.add(clause.name)
            yield clause.name, clause


def _row(where: str, kind: type[W], row: Any, found: list[Reason]) -> W | None:
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        said = str(error)
        at = _PLACE.search(said)
        place = f"{where}.{at.group(1)}" if at else where
        strange = _STRANGE.search(said)
        if strange:
            found.append(unknown(place, strange.group(1), _words(kind)))
        else:
            plain = _PLACE.sub("", said)
            found.append(fault(place, f"不合词汇表({plain}),写法见 docs/packs.md", f"{plain}; see docs/packs.md"))
        return None


def _words(kind: Any) -> set[str]:
    """Every word that may stand in such a row, however deep."""
    if isinstance(kind, type) and issubclass(kind, Word):
        infos = msgspec.structs.fields(kind)
        return {info.encode_name for info in infos} | {word for info in infos for word in _words(info.type)}
    return {word for part in get_args(kind) for word in _words(part)}


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


def _lent(tables: Mapping[str, Any]) -> dict[str, dict[str, Clause]]:
    return {table: dict(_read(table, kind, tables.get(table, ()), [])) for table, kind in TABLES.items()}


def _together(
    clauses: Mapping[str, Mapping[str, Clause]], lent: list[dict[str, dict[str, Clause]]]
) -> Iterator[Reason]:
    """Standings that some measure makes, and teams that are there."""
    layers = [clauses, *lent]
    standings = {name for layer in layers for one in layer["measure"].values() for name in _made(one)}
    teams = {name for layer in layers for name, one in layer["team"].items() if isinstance(one, Team)}
    for name, duty in clauses["duty"].items():
        for standing in duty.during if isinstance(duty, Duty) else ():
            if standing not in standings:
                yield unknown(f"duty[{name}].during", standing, standings)
    for name, measure in clauses["measure"].items():
        if isinstance(measure, Measure) and measure.team and measure.team not in teams:
            yield unknown(f"measure[{name}].team", measure.team, teams)


def _made(clause: Clause) -> Iterator[str]:
    if isinstance(clause, Measure):
        yield from (one.standing for one in (*clause.stages, *clause.spread))


def _drops(tables: Mapping[str, Any], line: Sequence[Mapping[str, Any]]) -> Iterator[Reason]:
    drops = tables.get("drops", ())
    if drops and "extends" not in tables:
        yield fault("drops", "没有 extends 就没有可去掉的条款", "drops clauses, but extends no pack")
    known = {row["name"] for one in line for table in TABLES for row in one.get(table, ()) if "name" in row}
    for name in drops if line else ():
        if name not in known:
            yield unknown("drops", name, known)
