"""Who holds which office in a scenario's town. All of them are made up, and their names say so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gridward.grid.roles import Role
from gridward.kit.text import Text
from gridward.plug.imagine import Draft, Spot
from gridward.scenario.tree import HOMES

EVERYWHERE = ("grid_worker",)
"""Roles held in every village and community, though none needs them."""


class Officer(NamedTuple):
    """An account to be made, and the office it holds from the first day."""

    username: str
    name: Text
    role: str
    area: str


def officers(spots: Sequence[Spot], roles: Mapping[str, Role]) -> list[Officer]:
    """Every office that is needed, and one of each other role that can be held over an area, in the highest of them.

    The first of each role is its demonstration sign-in.
    """
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
