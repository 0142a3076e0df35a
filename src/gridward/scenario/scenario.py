"""What a scenario file says, after it has been read and checked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from gridward.kit.text import Text
from gridward.plug.catalogue import Catalogue
from gridward.plug.imagine import Fact

LEVELS = {
    "county": 0,
    "zone": 1,
    "town": 2,
    "subdistrict": 2,
    "work_area": 3,
    "village": 4,
    "community": 4,
    "grid_large": 5,
    "grid_medium": 6,
    "grid_small": 7,
    "compound": 8,
    "building": 9,
    "alley": 9,
    "stair": 10,
}
"""Every level an area of a scenario may have, and its depth: an area lies in areas of a smaller depth."""

GRIDS = ("grid_large", "grid_medium", "grid_small")


class Stated(NamedTuple):
    """A fact with where it stands in the file (counted from 1) and how its as-of is known."""

    fact: Fact
    row: int
    as_of_source: str = "stated"


class InForce(NamedTuple):
    """A pack and the local day from which it is in force."""

    pack: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The scenario's own area. `official` ones bring their official children; `children` are added beyond those.

    `known_as` is the code by which the area goes here when the national list has another; both find it.
    """

    code: str
    name: Text
    level: str
    official: bool
    children: Mapping[str, int] = field(default_factory=dict)
    known_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A whole scenario: `start` and `end` in microseconds, packs by day, facts in the order of the file."""

    id: str
    name: Text
    packs: tuple[InForce, ...]
    start: int
    end: int
    population: int
    households: int
    seed: int
    root: Root
    facts: tuple[Stated, ...] = ()

    @property
    def area(self) -> str:
        """The code by which the scenario's own area goes on a node that holds it."""
        return self.root.known_as or self.root.code or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the reader must know of this installation.

    `convert(stated, unit)` says how many of `unit` one `stated` is, None when they do not measure the same thing.
    """

    catalogue: Catalogue
    packs: Collection[str]
    convert: Callable[[str, str], Fraction | None]
