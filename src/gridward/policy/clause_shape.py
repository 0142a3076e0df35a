"""Whether a pack's clauses are written in the words of the vocabulary; what is not, with near matches."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, get_args

import msgspec
from msgspec.structs import fields

from gridward.kit.errors import Reason
from gridward.policy.fault import fault, unknown
from gridward.policy.vocabulary import TABLES, Clause, Quiet, Word
from gridward.policy.worded import is_time

HEAD = (
    *("id", "label", "jurisdiction", "effective_from", "source", "verified", "disease"),
    *("extends", "drops", "checks", "value", "list", "gate", "quiet"),
)
"""What else stands in a pack."""
W = TypeVar("W", bound=Word)
_STRANGE = re.compile(r"unknown field `(.*?)`")
_PLACE = re.compile(r" - at `\$\.?(.*?)`$")


class Shape(NamedTuple):
    """The clauses that could be read, by table and name, and what is wrong with the others."""

    clauses: Mapping[str, Mapping[str, Clause]]
    faults: tuple[Reason, ...]


def shape(tables: Mapping[str, Any]) -> Shape:
    """Read every row of a pack."""
    found: list[Reason] = [unknown(name, name, (*HEAD, *TABLES)) for name in tables if name not in (*HEAD, *TABLES)]
    clauses = {table: dict(_read(table, kind, tables.get(table, ()), found)) for table, kind in TABLES.items()}
    quiet = _row("quiet", Quiet, tables["quiet"], found) if "quiet" in tables else None
    for name, text in (("from", quiet.from_), ("to", quiet.to)) if quiet else ():
        if not is_time(text):
            found.append(fault(f"quiet.{name}", f"“{text}”不是时刻，应如 22:00", f"{text!r} is no time; write 22:00"))
    return Shape(clauses, tuple(found))


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
            found.append(unknown(place, strange.group(1), _words(kind, at.group(1) if at else "")))
        else:
            plain = _PLACE.sub("", said)
            found.append(fault(place, f"不合词汇表({plain})，写法见 docs/packs.md", f"{plain}; see docs/packs.md"))
        return None


def _words(kind: type[Word], path: str) -> set[str]:
    """The words that may stand at this place of a row."""
    kinds: list[type[Word]] = [kind]
    for part in path.split(".") if path else ():
        name = part.partition("[")[0]
        kinds = [
            one for each in kinds for info in fields(each) if info.encode_name == name for one in _inside(info.type)
        ]
    return {info.encode_name for each in kinds for info in fields(each)}


def _inside(kind: Any) -> list[type[Word]]:
    if isinstance(kind, type) and issubclass(kind, Word):
        return [kind]
    return [one for part in get_args(kind) for one in _inside(part)]
