"""The number of a resident identity card: check digit, region, day of birth, sex (GB 11643).

As python-stdnum's `ric`, kept for each region and day: a roster of a county asks a million times.
"""

from datetime import date
from functools import lru_cache
from operator import mul

from stdnum.numdb import get

from gridward.grid.official_list import name_of

WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
CHECKS = "10X98765432"
"""The check sign for each remainder of the weighted sum."""
_ZERO = ord("0") * sum(WEIGHTS)


@lru_cache(maxsize=50_000)
def checks(number: str) -> bool:
    """Whether a number of 18 characters, X in capitals, can be one; the region may be one of any year."""
    if len(number) != 18 or not number[:17].isdigit() or not number.isascii():
        return False
    return (
        CHECKS[(sum(map(mul, number.encode(), WEIGHTS)) - _ZERO) % 11] == number[17]
        and birth(number) is not None
        and _region(number[:6])
    )


def birth(number: str) -> date | None:
    """The day of birth that the number says; None when there is no such day."""
    return _day(number[6:14])


def male(number: str) -> bool:
    """Whether the number says male."""
    return int(number[16]) % 2 == 1


@lru_cache(maxsize=60_000)
def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


@lru_cache(maxsize=10_000)
def _region(code: str) -> bool:
    """Whether numbers were ever given in this region: by the list of stdnum, which knows what is no more, or by the
    national list of today. Not by the year of birth, as stdnum does: older people got theirs from 1984 on.
    """
    return bool([props for _, props in get("cn/loc").info(code) if props]) or bool(name_of(code))
