"""Duties of figures that grew: the door by which whoever reads figures says where and when one did, and the windows.

Figures lie above duties, so this asks for none: it is told the spells, keeps them beside what follows from entries, and
plans the areas again in which they changed. Told the same twice it does nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gridward.duty.law import EVER, Law
from gridward.duty.window import Window
from gridward.kit.rows import Table, among, append, execute, rows
from gridward.plug.kind import key_of
from gridward.policy.spans import span
from gridward.policy.vocabulary import Crossing

CROSSING = Table(
    "duty_crossing",
    ("spec", "area", "begins", "ends", "because"),
    ("text", "int4", "int8", "int8", "int8"),
)


class Spell(NamedTuple):
    """A figure had grown by so much in an area: `begins` ≤ t < `ends`; `because` is the chain that made it so."""

    spec: str
    area: int
    begins: int
    ends: int
    because: int


def spec_of(one: Crossing) -> str:
    """What is asked of a figure, as one word: alike in every pack that asks the same."""
    return f"{one.figure}[{one.member}] {one.per} {one.days}d {one.min}"


def asked(law: Law) -> dict[str, Crossing]:
    """What any rule that was ever in force, or will be, asks of figures."""
    found: dict[str, Crossing] = {}
    for response in law.responses:
        for at in law.turns:
            for rules in law.at(response.area, at):
                for duty in (one for every in rules.crossing.values() for one in every):
                    if duty.crosses is not None:
                        found[spec_of(duty.crosses)] = duty.crosses
    return found


def kept(areas: Iterable[int] | None = None) -> list[Spell]:
    """The spells of some areas, or all of them."""
    condition, params = ("1 = 1", []) if areas is None else among("area", list(areas), "int4")
    listed = ", ".join(CROSSING.columns)
    sql = f"SELECT {listed} FROM duty_crossing WHERE {condition} ORDER BY begins, spec"
    return [Spell(*row) for row in rows(sql, params)]


def keep(found: Sequence[Spell]) -> dict[int, int]:
    """Keep these spells and no others; returns the areas in which that changes something, each with since when."""
    have, want = set(kept()), set(found)
    if have == want:
        return {}
    changed: dict[int, int] = {}
    for one in have ^ want:
        changed[one.area] = min(changed.get(one.area, EVER), one.begins)
    execute("DELETE FROM duty_crossing", ())
    append(CROSSING, sorted(want))
    return changed


def windows(
    area: int, names: Sequence[str], spells: Iterable[Spell], law: Law, limits: tuple[int, int]
) -> Iterator[Window]:
    """A window for each spell and clause that asks for it there: from the crossing on, or from when the rule holds."""
    for spell in spells:
        seen: set[tuple[str, str]] = set()
        for at in (spell.begins, *(turn for turn in law.turns if spell.begins < turn < spell.ends)):
            for rules in law.at(area, at):
                for duty in (one for name in names for one in rules.crossing.get(name, ())):
                    mine = duty.crosses is not None and spec_of(duty.crosses) == spell.spec
                    if mine and (rules.disease, duty.name) not in seen and limits[0] <= at < limits[1]:
                        seen.add((rules.disease, duty.name))
                        response, due = rules.response("duty", duty.name), at + span(duty.within)
                        yield Window(
                            rules.disease, duty, key_of("area", area), at, due, EVER, "", area, spell.because, response
                        )  # fmt: skip


def by_area(spells: Iterable[Spell]) -> Mapping[int, list[Spell]]:
    """The spells of each area, by time."""
    found: dict[int, list[Spell]] = {}
    for one in spells:
        found.setdefault(one.area, []).append(one)
    return found
