"""The dated list of risk areas, and who has been in one while it was on it. Pure.

A day counts when the latest statement about an area that holds on that day lists it. Being taken off later changes
nothing about the days before; a correction that moves the first day does.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from gridward.duty.said import instant, links, said
from gridward.kit.clock import day_of
from gridward.plug.kind import Entry, thing_of
from gridward.policy.risk_measure import JOURNEY, STAY

_PROVINCE = ("省", "自治区", "特别行政区")
_OTHER = ("市", "区", "县", "旗", "镇", "乡")
_LONGEST = 62
"""Days of one stay that are looked at, counted from its end."""


class Listed(NamedTuple):
    """A statement that an area is a risk of a level on the days `first` to `last` (None: until further notice).

    `at` is the moment it was made, `known` the one at which its chain of corrections began.
    """

    chain: int
    area: str
    level: str
    first: int
    last: int | None
    look_back: int | None
    at: int
    known: int


class Hit(NamedTuple):
    """Somebody was in a listed area on `day`; known as soon as it was listed, at `known`."""

    listed: Listed
    day: int
    known: int


class Spot(NamedTuple):
    """Where somebody has been: codes from the top down, and names in one text."""

    codes: tuple[str, ...]
    names: str


Called = Callable[[str], str]
"""The full name of an official code, or nothing."""


class RiskList:
    """The list as it is known; `called` names official codes, `spot_of` an area or place of the map."""

    def __init__(self, listed: Iterable[Listed], called: Called, spot_of: Callable[[int], Spot]) -> None:
        self.listed = tuple(listed)
        self._called, self._spot_of = called, spot_of
        self._by_area: dict[str, list[Listed]] = {}
        for one in sorted(self.listed, key=lambda one: (one.at, one.chain)):
            self._by_area.setdefault(plain(one.area), []).append(one)

    def hits(self, entry: Entry) -> list[Hit]:
        """Every area of the list in which whoever the entry is about has been while it was on it."""
        if not self._by_area:
            return []
        found = self._been(entry)
        if found is None:
            return []
        spot, first, last = found
        return [
            hit
            for area, told in self._by_area.items()
            if lies_in(spot, area, self._called)
            if (hit := _last_day(told, first, last)) is not None
        ]

    def _been(self, entry: Entry) -> tuple[Spot, int, int] | None:
        """Where somebody has been, from which day to which."""
        body = entry.body
        if entry.kind == JOURNEY:
            if said(body, "direction") != "in" or said(body, "stage") != "actual":
                return None
            text = plain(str(said(body, "origin_area") or ""))
            code = text if text.isdecimal() else ""
            day = day_of(instant(body, "arrive_at") or entry.at)
            return Spot((code,) if code else (), self._called(code) if code else text), day, day
        place = said(body, "place") if entry.kind == STAY else None
        if place is None:
            return None
        first, last = instant(body, "from") or entry.at, instant(body, "to") or entry.at
        last_day = day_of(max(first, last))
        return self._spot_of(thing_of(place).id), max(day_of(first), last_day - _LONGEST), last_day


def travellers(entry: Entry) -> set[int]:
    """The keys of the people who made a journey or a stay."""
    found = {one for one in links(entry) if thing_of(one).kind == "person"} if entry.kind == JOURNEY else set[int]()
    if entry.subject is not None and entry.subject.kind == "person":
        found.add(entry.subject.key)
    return found


def plain(text: str) -> str:
    """A name or code as it is compared."""
    return "".join(normalize("NFKC", text).split())


def lies_in(spot: Spot, area: str, called: Called) -> bool:
    """Whether a spot lies in a listed area, given by its code or name. 吉林市 is not found in 吉林省长春市."""
    if not area:
        return False
    if area.isdecimal():
        bare = area if len(area) != 6 else area.removesuffix("00").removesuffix("00")
        if any(code.startswith(bare) for code in spot.codes):
            return True
        area = called(area)
        if not area:
            return False
    if area in spot.codes or area in spot.names:
        return True
    province = next((area.removesuffix(end) for end in _PROVINCE if area.endswith(end)), "")
    if len(province) > 1 and spot.names.startswith(province):
        return True
    stem = next((area.removesuffix(end) for end in _OTHER if area.endswith(end)), "")
    return len(stem) > 1 and spot.names.endswith(stem)


def _last_day(told: Sequence[Listed], first: int, last: int) -> Hit | None:
    """The last of some days on which an area was on the list, by the latest statement that holds on it."""
    for day in range(last, first - 1, -1):
        holding = [one for one in told if one.first <= day]
        if holding and (holding[-1].last is None or day <= holding[-1].last):
            alike = [one for one in holding if one.level == holding[-1].level]
            known = min(one.known for one in alike if one.last is None or day <= one.last)
            return Hit(holding[-1], day, known)
    return None
