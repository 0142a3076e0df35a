"""Policy packs: dated and jurisdictional, every value with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.text import Text
from gridward.policy.check import faults
from gridward.policy.clauses import Own, read_clauses, read_quiet
from gridward.policy.lists import Option, options
from gridward.policy.shelf import folder, read
from gridward.policy.vocabulary import Quiet


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a pack sets: whole 10**-scale of `unit`, and where it is from."""

    name: str
    label: Text
    value: int
    scale: int
    unit: str
    source: str
    verified: bool

    @property
    def exact(self) -> Decimal:
        """The number as written: 37.3 for 373 of scale 1."""
        return Decimal(self.value).scaleb(-self.scale)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack. `checks` are what its gates ask; `tables` is all that was read, for who plans duties or documents."""

    id: str
    label: Text
    jurisdiction: str
    effective_from: date
    source: str
    verified: bool
    disease: str
    checks: tuple[str, ...]
    values: Mapping[str, Value]
    gate: tuple[Mapping[str, Any], ...]
    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Any]
    extends: str = ""
    drops: tuple[str, ...] = ()
    clauses: Own = field(default_factory=dict)
    """What the pack says itself, by table and name; with what it extends see `force`."""
    quiet: Quiet | None = None

    @property
    def strand(self) -> str:
        """What its clauses are against: packs of one strand replace and refine each other, others run beside them."""
        return self.disease or self.id

    @property
    def line(self) -> tuple[str, str]:
        """Packs of one line follow one another; others, a town's own beside the national ones, are on side by side."""
        return self.strand, self.jurisdiction

    def asks(self, check: str) -> bool:
        """Whether a gate under this pack asks for `check`."""
        return check in self.checks

    def options(self, name: str) -> tuple[Option, ...]:
        """The answers that this pack switches on; the whole list when it names none."""
        chosen = self.lists.get(name)
        return tuple(one for one in options(name) if chosen is None or one.code in chosen)


@cache
def packs() -> Mapping[str, Pack]:
    """Every pack by its id, earliest first; raises `Refusal` with all that is wrong with one."""
    found = [load(path) for path in sorted(folder().glob("*.toml")) if "effective_from" in read(path)]
    return {pack.id: pack for pack in sorted(found, key=lambda pack: (pack.effective_from, pack.id))}


def pack(name: str) -> Pack:
    """The pack of this id; raises `Refusal` with near matches."""
    found = packs().get(name)
    if found is None:
        near = get_close_matches(name, list(packs()), n=3, cutoff=0.5)
        raise refuse(
            "unknown_pack",
            zh=f"没有方案包“{name[:60]}”。"
            + (f"是不是：{'、'.join(near)}?" if near else "用 ./run policy list 查看。"),
            en=f"There is no pack “{name[:60]}”. "
            + (f"Did you mean {', '.join(near)}?" if near else "See ./run policy list."),
            field="pack",
        )
    return found


def load(path: Path) -> Pack:
    """Read and check one file; raises `Refusal` with every fault, each naming the file and the field."""
    tables = read(path)
    wrong = faults(tables)
    if wrong:
        raise Refusal(*(_in_file(path, fault) for fault in wrong))
    label = tables["label"]
    try:
        clauses, quiet = read_clauses(tables), read_quiet(tables)
    except Refusal as refusal:
        raise Refusal(*(_in_file(path, fault) for fault in refusal.reasons)) from refusal
    return Pack(
        id=tables["id"],
        label=Text(label["zh"], label["en"]),
        jurisdiction=tables["jurisdiction"],
        effective_from=tables["effective_from"],
        source=tables["source"],
        verified=tables["verified"],
        disease=tables.get("disease", ""),
        checks=tuple(tables.get("checks", ())),
        values={row["name"]: _value(row) for row in tables.get("value", ())},
        gate=tuple(tables.get("gate", {}).get("row", ())),
        lists={row["name"]: tuple(row["codes"]) for row in tables.get("list", ())},
        tables=tables,
        extends=tables.get("extends", ""),
        drops=tuple(tables.get("drops", ())),
        clauses=clauses,
        quiet=quiet,
    )


def _value(row: Mapping[str, Any]) -> Value:
    label = row["label"]
    return Value(
        name=row["name"],
        label=Text(label["zh"], label["en"]),
        value=row["value"],
        scale=row.get("scale", 0),
        unit=row.get("unit", ""),
        source=row["source"],
        verified=row["verified"],
    )


def _in_file(path: Path, fault: Reason) -> Reason:
    text = Text(f"{path.name}:{fault.text.zh}", f"{path.name}: {fault.text.en}")
    return Reason(code=fault.code, field=fault.field, text=text)
