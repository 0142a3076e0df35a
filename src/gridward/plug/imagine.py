"""What a domain's `imagine` sees and makes when a scenario is turned into individual front-line entries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID


class Spot(NamedTuple):
    """An area of the imagined world."""

    code: str
    level: str
    name: str
    parent: str


class Home(NamedTuple):
    """An imagined household: its own reference, the area it lives in and its residents' references."""

    ref: str
    area: str
    residents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """The town before anything happened: `start` and `end` in microseconds, areas from the root down, homes by area."""

    start: int
    end: int
    root: Spot
    spots: tuple[Spot, ...]
    homes: Mapping[str, Sequence[Home]]
    pack_of: Mapping[int, str] = field(default_factory=dict)
    """The pack in force on each local day."""
    told: Mapping[str, Sequence["Draft"]] = field(default_factory=dict)
    """By kind, what earlier domains have imagined, of the kinds that the domain says it hears."""

    def at(self, *levels: str) -> tuple[Spot, ...]:
        """The areas of these levels, in the order of their codes."""
        return tuple(spot for spot in self.spots if spot.level in levels)


class Fact(NamedTuple):
    """A number that a document states: `value` in whole units of 10**-scale, or, without value, a `share`."""

    figure: str
    member: str
    value: int | None
    share: float | None
    unit: str
    qualifier: str
    as_of: int
    source: str
    text: str

    def bounds(self) -> tuple[int, int]:
        """Lowest and highest whole value that agrees with a fact that states a value.

        "=" exact, or half a unit of the last written place where the text rounds (7.3万); ">=" from the value to below
        the next round number; ">" the same without the value itself; "~" within 2 %.
        """
        value = self.value or 0
        if self.qualifier == "~":
            return -(-value * 98 // 100), value * 102 // 100
        if self.qualifier in (">=", ">"):
            return value + (self.qualifier == ">"), max(value + _last_place(value) - 1, value + (self.qualifier == ">"))
        half = _rounding(value, self.text)
        return value - half, value + half

    def accepts(self, value: int) -> bool:
        """Whether a value agrees with what the fact states."""
        low, high = self.bounds()
        return low <= value <= high

    def aim(self) -> int:
        """The value that an imagined stream should reach: the value itself, or strictly above it for ">=" and ">"."""
        _, high = self.bounds()
        value = self.value or 0
        if self.qualifier not in (">=", ">"):
            return value
        return min(high, value + max(1, _last_place(value) // 5))


def _last_place(value: int) -> int:
    """One unit of the last digit that is not zero: 10 for 250, 1 for 0."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


_ROUNDED = re.compile(r"(\d+)\.(\d+)\s*[万亿]")


def _rounding(value: int, text: str) -> int:
    """Half a unit of the last place of a number written like 7.3万 that stands for `value`; 0 when none does."""
    for whole, decimals in _ROUNDED.findall(text):
        digits = int(whole + decimals)
        if digits and value % digits == 0 and str(value // digits).strip("0") == "1":
            return value // digits // 2
    return 0


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one scenario."""

    facts: tuple[Fact, ...]

    def of(self, figure: str, member: str = "") -> tuple[Fact, ...]:
        """All facts about a figure's member, earliest as-of first."""
        found = (fact for fact in self.facts if fact.figure == figure and fact.member == member)
        return tuple(sorted(found, key=lambda fact: fact.as_of))

    def last(self, figure: str, member: str = "") -> Fact | None:
        """The latest fact about a figure's member, if the document states one."""
        found = self.of(figure, member)
        return found[-1] if found else None

    def shares(self, figure: str) -> tuple[Fact, ...]:
        """The facts that state a share of a figure, of whatever member."""
        return tuple(fact for fact in self.facts if fact.figure == figure and fact.share is not None)

    def members(self, figure: str) -> tuple[str, ...]:
        """The members about which there are facts."""
        return tuple(sorted({fact.member for fact in self.facts if fact.figure == figure}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry not yet sent.

    `received` is when it reached the node (None: a few seconds after `at`): late ones arrive later than they happened.
    `again` sends the same entry a second time, as a phone does that lost the receipt. `subject` and references in the
    body are given as `{"kind", "ref"}`; `device` names the phone that held it.
    """

    id: UUID
    kind: str
    area: str
    at: int
    body: Mapping[str, Any] | None
    subject: tuple[str, str] | None = None
    by: str = ""
    means: str = "tap"
    device: str = ""
    received: int | None = None
    replaces: UUID | None = None
    again: bool = False


Drafts = Iterable[Draft]
