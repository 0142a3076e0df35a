"""Which state of the grid is in force: what a process remembers holds for as long as the version is the same."""

import secrets
from typing import NamedTuple

from gridward.grid.models import GridVersion
from gridward.kit.rows import rows


class Version(NamedTuple):
    """A committed state of map and offices; 0 is the empty grid."""

    number: int
    stamp: int


EMPTY = Version(0, 0)


def current() -> Version:
    """The last change: one look-up at the end of an index."""
    found = rows("SELECT number, stamp FROM grid_gridversion ORDER BY number DESC LIMIT 1")
    return Version(*found[0]) if found else EMPTY


def leads_to_now(version: Version) -> bool:
    """Whether `version` was committed, so that what changed since can be added to it."""
    return version == EMPTY or GridVersion.objects.filter(number=version.number, stamp=version.stamp).exists()


def bump() -> int:
    """Say that something is about to change; rows that change carry the number returned. Only under the pen."""
    number = current().number + 1
    GridVersion.objects.create(number=number, stamp=secrets.randbits(62))
    return number
