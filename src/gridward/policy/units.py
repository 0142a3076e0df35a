"""Units: their labels, their other spellings and what converts into what."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from gridward.kit.text import Text
from gridward.policy.tables import rows_of, units_of


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; English labels are "one|many"; `of` says how many of another unit one is."""

    code: str
    label: Text
    aliases: tuple[str, ...]
    of: tuple[str, Fraction] | None


@cache
def units() -> Mapping[str, Unit]:
    """Every unit of packs/units.toml by its code."""
    found = {}
    for code, row in rows_of("units.toml", "unit", units_of).items():
        ratios = [(other, Fraction(str(ratio))) for other, ratio in row.get("is", {}).items()]
        aliases = tuple(row.get("aliases", ()))
        found[code] = Unit(code, Text(row["zh"], row["en"]), aliases, ratios[0] if ratios else None)
    return found


@cache
def canonical(name: str) -> str:
    """The code behind a spelling: itself, or the first unit that has it as an alias; unknown ones stay as they are."""
    name = name.strip()
    if name in units():
        return name
    return next((unit.code for unit in units().values() if name in unit.aliases), name)


@cache
def agree(one: str, other: str) -> bool:
    """Whether two spellings mean the same unit: 升 and L, 位 and 人, and 个 for both 处 and 只."""
    one, other = one.strip(), other.strip()
    return one == other or canonical(one) == canonical(other) or _has(one, other) or _has(other, one)


def _has(code: str, alias: str) -> bool:
    unit = units().get(code)
    return unit is not None and alias in unit.aliases


LARGE = {"万": 10**4, "亿": 10**8}
"""Before a unit as papers write it: 12.5 万元."""


@cache
def convert(one: str, other: str) -> Fraction | None:
    """How many of `other` one `one` is; None when they do not measure the same thing."""
    if agree(one, other):
        return Fraction(1)
    (root, ratio), (other_root, other_ratio) = _measure(one), _measure(other)
    return ratio / other_ratio if root == other_root else None


def _measure(name: str) -> tuple[str, Fraction]:
    unit = units().get(canonical(name))
    if unit is None and name[:1] in LARGE and canonical(name[1:]) in units():
        root, ratio = _measure(name[1:])
        return root, ratio * LARGE[name[0]]
    if unit is None or unit.of is None:
        return canonical(name), Fraction(1)
    root, ratio = _measure(unit.of[0])
    return root, ratio * unit.of[1]
