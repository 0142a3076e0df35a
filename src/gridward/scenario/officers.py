"""Who holds which office in a scenario's town. All of them are made up, and their names say so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gridward.grid.roles import Role
from gridward.kit.text import Text
from gridward.plug.imagine import Draft, Facts, Spot
from gridward.scenario.tree import HOMES

EVERYWHERE = ("grid_worker",)
"""Roles held in every village and community, though none needs them."""

LETTERS = ("command.pledges_due", "command.pledges")
"""Figures that count, by role, who holds an office with a responsibility letter: there are as many as stated."""
SPARE = ("village_cadre", "village_lead", "leader")
"""Who is meant where only the sum over all roles is stated: several cadres may be assigned to one village."""


class Officer(NamedTuple):
    """An account to be made, and the office it holds from the first day."""

    username: str
    name: Text
    role: str
    area: str


def officers(spots: Sequence[Spot], roles: Mapping[str, Role], facts: Facts | None = None) -> list[Officer]:
    """Every office that is needed, and one of each other role that can be held over an area, in the highest of them;
    of those with a responsibility letter as many as facts state.

    The first of each role is its demonstration sign-in.
    """
    found = _officers(spots, roles)
    return found + _more(spots, roles, found, facts) if facts is not None else found


def _officers(spots: Sequence[Spot], roles: Mapping[str, Role]) -> list[Officer]:
    found: list[Officer] = []
    for code, role in roles.items():
        if code == "operator":
            continue
        needed = [spot for spot in spots if spot.level in role.needed]
        everywhere = [spot for spot in spots if code in EVERYWHERE and spot.level in HOMES]
        first = [spot for spot in spots if spot.level in role.levels][:1]
        found += [
            officer(role, number, spot.code) for number, spot in enumerate(needed or everywhere or first, start=1)
        ]
    return found


def _more(spots: Sequence[Spot], roles: Mapping[str, Role], found: Sequence[Officer], facts: Facts) -> list[Officer]:
    """Further holders of offices with a letter, where facts state more than the map needs."""
    where: dict[str, list[Spot]] = {}
    for code, role in roles.items():
        needed = [spot for spot in spots if spot.level in role.needed]
        areas = needed or [spot for spot in spots if spot.level in role.levels][:1]
        if role.pledge and areas:
            where[code] = areas
    held = Counter(one.role for one in found if one.role in where)
    least = {code: max(held[code], _stated(facts, code)) for code in where}
    spare = next((code for code in SPARE if code in where), None)
    if spare is not None:
        least[spare] += max(0, _stated(facts, "") - sum(least.values()))
    return [
        officer(roles[code], number, where[code][(number - 1) % len(where[code])].code)
        for code, most in least.items()
        for number in range(held[code] + 1, most + 1)
    ]


def _stated(facts: Facts, code: str) -> int:
    """The largest number stated of a role, or of all of them."""
    told = (fact for name in LETTERS for fact in facts.of(name, code) if fact.value is not None)
    return max((fact.aim() for fact in told), default=0)


def officer(role: Role, number: int, area: str) -> Officer:
    """The holder of a role, by number."""
    name = Text(f"演示-{role.label.zh}{number:02}", f"Demo {role.label.en} {number:02}")
    return Officer(f"{role.code}-{number}", name, role.code, area)


class Authors:
    """Says whose deed a draft is: the nearest office upward whose role is the closest fit for the kind of entry."""

    def __init__(self, spots: Sequence[Spot], found: Iterable[Officer], roles: Mapping[str, Role]) -> None:
        self.officers = list(found)
        self._roles = roles
        self._root = spots[0].code
        self._parent = {spot.code: spot.parent for spot in spots}
        self._known = {one.username: one for one in self.officers}
        self._numbers = Counter(one.role for one in self.officers)
        self._at: dict[str, list[Officer]] = {}
        for one in self.officers:
            self._at.setdefault(one.area, []).append(one)
        self._answers: dict[tuple[str, str], Officer | None] = {}

    def __call__(self, draft: Draft) -> str:
        """The account; "" for the node's operator. A name nobody has gets an account with the office that fits."""
        if draft.by in self._known:
            return draft.by
        nearest = self._nearest(draft.area, draft.kind)
        if nearest is None:
            return ""
        if not draft.by:
            return nearest.username
        self._numbers[nearest.role] += 1
        role = self._roles[nearest.role]
        made = officer(role, self._numbers[nearest.role], nearest.area)._replace(username=draft.by[:64])
        self.officers.append(made)
        self._known[draft.by] = made
        return made.username

    def _nearest(self, area: str, kind: str) -> Officer | None:
        if (area, kind) not in self._answers:
            code = area if area in self._parent else self._root
            found = None
            while code and found is None:
                fitting = [one for one in self._at.get(code, ()) if self._roles[one.role].may("record", kind)]
                found = min(fitting, key=lambda one: self._fit(one, kind), default=None)
                code = self._parent[code]
            self._answers[area, kind] = found
        return self._answers[area, kind]

    def _fit(self, one: Officer, kind: str) -> tuple[bool, bool, bool, int]:
        """Smaller is closer: no chief of everything, who is there everywhere, kind named by itself, few other kinds."""
        patterns = self._roles[one.role].patterns("record")
        return "*" in patterns, one.role not in EVERYWHERE, kind not in patterns, len(patterns)
