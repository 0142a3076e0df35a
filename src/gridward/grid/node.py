"""What the tree says about an area: frozen values that cross borders."""

from typing import NamedTuple

from gridward.kit.text import Text


class Node(NamedTuple):
    """An area as it was at a moment. `kind` is what a place is, as far as the map knows ("" for every other level)."""

    id: int
    code: str
    level: str
    kind: str
    name: Text
    parent: int | None
    is_open: bool
    population: int | None
    households: int | None
    has_property_mgmt: bool | None


class Move(NamedTuple):
    """From `at` on an area has the path `new`, where it had `old` before; `level` and `name` as from then on."""

    at: int
    old: str
    new: str
    level: str
    name: Text
