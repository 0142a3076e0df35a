"""The reference page of policy data: packs with their values and gates, lists, items, units and roles."""

from collections.abc import Iterator, Mapping
from typing import Any

from gridward.exchange.reference.markdown import code, codes, page, table
from gridward.grid.roles import roles
from gridward.policy.items import items
from gridward.policy.lists import lists
from gridward.policy.packs import Pack, packs
from gridward.policy.units import units

LEAD = (
    "What a jurisdiction ordered is data in `packs/`. A value is **verified** when its source was read in the original;"
    " the others are as commonly reported. `./run policy check` checks all of it, `./run policy diff A B` compares two"
    " packs."
)


def packs_page() -> str:
    """The whole page, as Markdown."""
    return page("Packs", LEAD, (*_overview(), *_packs(), *_lists(), *_items(), *_units(), *_roles()))


def _overview() -> Iterator[str]:
    yield "## Packs"
    yield table(
        ("pack", "中文", "English", "for", "from", "verified", "source"),
        (
            (
                code(pack.id),
                pack.label.zh,
                pack.label.en,
                pack.jurisdiction,
                pack.effective_from.isoformat(),
                _yes(pack.verified),
                pack.source,
            )
            for pack in packs().values()
        ),
    )


def _packs() -> Iterator[str]:
    for pack in packs().values():
        yield f"### `{pack.id}`"
        yield f"Gates ask for {codes(pack.checks)}."
        yield table(
            ("value", "中文", "English", "is", "unit", "verified", "source"),
            (
                (code(one.name), one.label.zh, one.label.en, f"{one.exact:f}", one.unit, _yes(one.verified), one.source)
                for one in pack.values.values()
            ),
        )
        yield from _gate(pack)
        for name, chosen in pack.lists.items():
            yield f"Of the list `{name}` it switches on {codes(chosen)}."


def _gate(pack: Pack) -> Iterator[str]:
    if pack.gate:
        yield "At a gate the first row whose conditions all hold decides."
        yield table(("if", "then"), ((_conditions(row["if"]), code(row["do"])) for row in pack.gate))


def _conditions(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"`{name}` {_wanted(want)}" for name, want in wanted.items()) or "whoever is left"


def _wanted(want: Any) -> str:
    if isinstance(want, Mapping):
        return f"{want.get('min', '')}…{want.get('max', '')}"
    return " or ".join(str(one).lower() for one in (want if isinstance(want, list) else [want]))


def _lists() -> Iterator[str]:
    yield "## Lists"
    for name, options in lists().items():
        if name not in ("item", "unit"):
            yield f"### `{name}`"
            rows = ((code(one.code), one.label.zh, one.label.en, code(one.parent)) for one in options)
            yield table(("code", "中文", "English", "part of"), rows)


def _items() -> Iterator[str]:
    yield "## Items"
    yield table(
        ("item", "中文", "English", "counted in", "one of … holds", "part of"),
        (
            (
                code(item.code),
                item.label.zh,
                item.label.en,
                item.unit + (f" ({item.scale} decimals)" if item.scale else ""),
                ", ".join(f"{name} {ratio}" for name, ratio in item.units.items()),
                code(item.parent),
            )
            for item in items().values()
        ),
    )


def _units() -> Iterator[str]:
    yield "## Units"
    yield table(
        ("unit", "English", "also written", "is"),
        (
            (
                unit.code,
                unit.label.en.replace("|", " / "),
                " ".join(unit.aliases),
                f"{unit.of[1]} {unit.of[0]}" if unit.of else "",
            )
            for unit in units().values()
        ),
    )


def _roles() -> Iterator[str]:
    yield "## Roles"
    yield (
        "What an office may do in its area (`packs/roles.toml`); what is not listed is not allowed. An entry of a kind"
        " that the role does not record is kept and flagged, one from outside the officer's area is kept and held."
    )
    yield table(
        ("role", "中文", "English", "verbs", "held at", "records", "branch", "letter"),
        (
            (
                code(role.code),
                role.label.zh,
                role.label.en,
                " ".join(sorted(role.verbs)),
                " ".join(role.levels),
                codes(role.kinds.patterns),
                role.branch,
                _yes(role.pledge),
            )
            for role in roles().values()
        ),
    )


def _yes(holds: bool) -> str:  # noqa: FBT001
    return "yes" if holds else "no"
