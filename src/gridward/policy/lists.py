"""Lists of answers kept as data: key categories, origins, results of a list check, symptoms, reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.policy.items import items
from gridward.policy.shelf import folder, read
from gridward.policy.tables import lists_of, rows_of
from gridward.policy.units import units


@dataclass(frozen=True, slots=True)
class Option:
    """An answer. `parent` sums it; `places` are what an origin is recognised by."""

    code: str
    label: Text
    parent: str = ""
    places: tuple[str, ...] = ()


@cache
def lists() -> Mapping[str, tuple[Option, ...]]:
    """Every list of packs/lists.toml by its name, and the items, units and roles under "item", "unit" and "office"."""
    rows = rows_of("lists.toml", "list", lists_of)
    found = {row["name"]: tuple(_option(one) for one in row["option"]) for row in rows}
    found["item"] = tuple(Option(item.code, item.label, item.parent) for item in items().values())
    found["unit"] = tuple(Option(unit.code, unit.label) for unit in units().values())
    found["office"] = _offices()
    return found


def options(name: str) -> tuple[Option, ...]:
    """The answers of a list; empty for a name that no list has."""
    return lists().get(name, ())


def listed(name: str, code: str, *, field: str) -> tuple[Reason, ...]:
    """What is wrong with `code` as an answer of the list; empty when it is one."""
    known = [option.code for option in options(name)]
    if code in known:
        return ()
    near = get_close_matches(code, known, n=3, cutoff=0.5)
    zh = f"是不是：{'、'.join(near)}?" if near else f"请从列表中选择：{'、'.join(known[:12])}。"
    en = f"Did you mean {', '.join(near)}?" if near else f"Choose one of {', '.join(known[:12])}."
    text = Text(f"{field}:“{code[:40]}”不在列表中。{zh}", f"{field}: “{code[:40]}” is not on the list. {en}")
    return (Reason(code="not_listed", field=f"body.{field}", text=text),)


def _offices() -> tuple[Option, ...]:
    """The roles as answers; a folder of packs may have none."""
    path = folder() / "roles.toml"
    return tuple(_option(row) for row in read(path).get("role", ())) if path.exists() else ()


@cache
def origin(place: str) -> str:
    """The class of an origin, given as an official area code or a name; the list's last option when none fits."""
    said = place.strip().lower()
    best, longest = options("origin")[-1].code, 0
    for option in options("origin"):
        for mark in option.places:
            fits = said.startswith(mark) if mark.isdigit() else mark in said
            depth = len(mark) + 100 * bool(option.parent)
            if fits and depth > longest:
                best, longest = option.code, depth
    return best


def _option(row: dict[str, object]) -> Option:
    places = row.get("places", ())
    return Option(
        code=str(row["code"]),
        label=Text(str(row["zh"]), str(row["en"])),
        parent=str(row.get("parent", "")),
        places=tuple(str(mark) for mark in places) if isinstance(places, list) else (),
    )
