"""Reading `data/areas.txt.gz`, the national list of areas, piece by piece (layout: `data/README.md`).

One piece holds everything down to towns; each city's villages are a piece of their own. Codes here are trimmed.
"""

import gzip
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).with_name("data") / "areas.txt.gz"
DIGITS = (2, 4, 6, 9, 12)
"""Digits of a code, level by level: province, city, county, town, village."""

_TREE = "tree"


_NO_NAMES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""What the list calls a city that is only a step between its province and its counties."""


def name_of(code: str) -> str:
    """The name that belongs to exactly this code, or ""."""
    if len(code) == DIGITS[-1]:
        return villages(code[:9]).get(code, "")
    lines = _tree()
    place = bisect_left(lines, f"{code} ")
    found, _, name = lines[place].partition(" ") if place < len(lines) else ("", "", "")
    return name if code and found == code else ""


def full_name(code: str) -> str:
    """The name with those of the areas above it, or "": 山东省济南市 for 3701 and for 370100."""
    bare = code if len(code) != 6 else code.removesuffix("00").removesuffix("00")
    if not bare.isdecimal() or len(bare) not in DIGITS or not name_of(bare):
        return ""
    names = (name_of(bare[:digits]) for digits in DIGITS if digits <= len(bare))
    return "".join(name for name in names if name not in _NO_NAMES)


def below(code: str) -> Iterator[tuple[str, str]]:
    """Codes and names of all areas down to towns below a known code, by code; "" means everywhere."""
    lines = _tree()
    for place in range(bisect_left(lines, f"{code} ") + 1 if code else 0, len(lines)):
        found, _, name = lines[place].partition(" ")
        if not found.startswith(code):
            return
        yield found, name


@lru_cache(maxsize=256)
def villages(town: str) -> Mapping[str, str]:
    """A town's villages by code; none for a town that the list does not have."""
    return dict(_rows(_towns(town[:4]).get(town, ""))) if town[:4] in _layout() else {}


def holding(word: str, scopes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Areas inside the scopes (codes; "" is everywhere) whose name holds the word, villages last."""
    for code, name in below(""):
        if word in name and code.startswith(scopes):
            yield code, name
    cities = tuple(scope[:4] for scope in scopes)
    for city in _layout():
        if city != _TREE and city.startswith(cities) and word.encode() in (piece := _piece(city)):
            for block in _split(piece):
                if word in block:
                    yield from (row for row in _rows(block) if word in row[1] and row[0].startswith(scopes))


def _rows(block: str) -> Iterator[tuple[str, str]]:
    """Codes and names from one town's block; a line without a number has the number after the one before."""
    town, *lines = block.split("\n")
    number = 0
    for line in lines:
        head, numbered, name = line.partition(" ")
        number, name = (int(head), name) if numbered else (number + 1, head)
        yield f"{town}{number:03}", name


def _split(piece: bytes) -> list[str]:
    return piece.decode().rstrip("\n").split("\n\n")


@lru_cache(maxsize=8)
def _towns(city: str) -> dict[str, str]:
    return {block[:9]: block for block in _split(_piece(city))}


@lru_cache(maxsize=1)
def _tree() -> list[str]:
    return _piece(_TREE).decode().rstrip("\n").split("\n")


def _piece(key: str) -> bytes:
    place, length = _layout()[key]
    with LIST.open("rb") as file:
        file.seek(place)
        return gzip.decompress(file.read(length))


@lru_cache(maxsize=1)
def _layout() -> dict[str, tuple[int, int]]:
    """Where each piece begins and how many bytes it has, as the file's first gzip member says."""
    with LIST.open("rb") as file:
        start = file.read(1 << 16)
    reader = zlib.decompressobj(wbits=31)
    index = reader.decompress(start).decode()
    place = len(start) - len(reader.unused_data)
    layout = {}
    for line in index.splitlines():
        key, _, length = line.partition(" ")
        layout[key] = (place, int(length))
        place += int(length)
    return layout
