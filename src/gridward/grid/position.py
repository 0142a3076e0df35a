"""Where something lies: latitude and longitude after WGS 84 in whole millionths of a degree, some 11 cm each. Pure.

Chinese map services (高德、腾讯:GCJ-02;百度:BD-09) show points shifted by 100 to 700 metres. Whoever copies from there
puts a ring of 100 m around the wrong houses; a GPS receiver and OpenStreetMap tell WGS 84. No shift is undone here.
"""

import re
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from gridward.kit.text import Text

SCALE = 6
"""Decimal places of a degree."""
EARTH = 6_371_009
"""Metres from the middle of the earth to its surface, on average; a distance is off by 0.5 per cent at most."""
SOUTH, NORTH, WEST, EAST = 3_000_000, 54_000_000, 73_000_000, 136_000_000
"""The box around China, its islands included."""
_DEGREE = 10**SCALE
_WIDEST = 180 * _DEGREE


class Position(NamedTuple):
    """A point on the map, in millionths of a degree."""

    latitude: int
    longitude: int

    @property
    def written(self) -> str:
        """Latitude and longitude in degrees: 36.800000, 117.800000."""
        return f"{self.latitude / _DEGREE:.{SCALE}f}, {self.longitude / _DEGREE:.{SCALE}f}"

    @property
    def in_china(self) -> bool:
        """Whether it lies in the box around China."""
        return SOUTH <= self.latitude <= NORTH and WEST <= self.longitude <= EAST


SWAPPED = Text("经度与纬度似乎填反了，请对调", "latitude and longitude seem swapped; exchange them")
OUTSIDE = Text(
    "坐标不在中国范围内（纬度 3–54，经度 73–136），请核对；须为 WGS-84 坐标",
    "lies outside China (latitude 3 to 54, longitude 73 to 136); check it, and that it is WGS 84",
)
UNREADABLE = Text(
    "坐标应写成“纬度,经度”两个度数，如 36.801234,117.812345，请改正",
    "write latitude and longitude in degrees, as 36.801234,117.812345",
)


def fault(one: Position) -> Text | None:
    """What is wrong with a position, None for nothing."""
    if one.in_china:
        return None
    return SWAPPED if Position(one.longitude, one.latitude).in_china else OUTSIDE


def read(text: str) -> Position | Text:
    """A position written as two degrees, or what is wrong with it."""
    found = _WRITTEN.match(text.translate(_SIGNS))
    if found is None:
        return UNREADABLE
    one = Position(*(round(Decimal(degrees) * _DEGREE) for degrees in found.groups()))
    return fault(one) or one


_SIGNS = str.maketrans("，、;；", ",,,,")
_WRITTEN = re.compile(r"^\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*[,\s]\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*$")


class Box(NamedTuple):
    """Everything between two latitudes and two longitudes, both included."""

    south: int
    north: int
    west: int
    east: int

    def holds(self, one: Position) -> bool:
        """Whether a point lies in it."""
        return self.south <= one.latitude <= self.north and self.west <= one.longitude <= self.east


def metres(one: Position, other: Position) -> float:
    """How far two points lie apart, over the ground (haversine)."""
    up, along = (radians((a - b) / _DEGREE) for a, b in zip(one, other, strict=True))
    wide = cos(radians(one.latitude / _DEGREE)) * cos(radians(other.latitude / _DEGREE))
    return 2 * EARTH * asin(min(1.0, sqrt(sin(up / 2) ** 2 + wide * sin(along / 2) ** 2)))


def box(around: Position, within: int) -> Box:
    """A box that holds everything within so many metres of a point."""
    high = round(within * 1.001 / EARTH * 180 / 3.14159 * _DEGREE) + 1
    most = max(abs(around.latitude - high), abs(around.latitude + high))
    narrow = cos(radians(min(most, 89 * _DEGREE) / _DEGREE))
    wide = min(round(high / narrow) + 1, _WIDEST)
    return Box(around.latitude - high, around.latitude + high, around.longitude - wide, around.longitude + wide)
