"""The official areas of the country, from province down to village, as the national list names and numbers them.

Never find a place by its name alone: the country has six towns called 长山镇. Whoever searches is shown full paths.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby

from gridward.grid.official_list import DIGITS, below, holding, name_of, villages
from gridward.grid.official_name import Level, level_of, short_name
from gridward.kit.errors import Refusal, refuse

_STAND_INS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Names that the list gives to a city level where there is no city."""


@dataclass(frozen=True, slots=True)
class OfficialArea:
    """One line of the national list: code of 2, 4, 6, 9 or 12 digits, full Chinese name, level."""

    code: str
    name: str
    level: Level

    @property
    def short_name(self) -> str:
        """The name for screens: 东尉村 for 东尉村委会."""
        return short_name(self.code, self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """A search result: the area and all that it lies in, province first, so that homonyms can be told apart."""

    area: OfficialArea
    above: tuple[OfficialArea, ...]

    @property
    def label(self) -> str:
        """The full path in words, for example 山东省 滨州市 邹平市 长山镇."""
        names = [*(area.short_name for area in self.above if area.name not in _STAND_INS), self.area.short_name]
        return " ".join(name for name, _ in groupby(names))


def find(code: str) -> OfficialArea:
    """The area with this code, trimmed or with the zeros of the 12-digit form (371681101000).

    Raises Refusal `area.unknown`, which names near codes. 441900 is 东莞市 as a county, 441900000000 as a city.
    """
    code = code.strip()
    for candidate in (code, _trimmed(code)):
        if name := name_of(candidate):
            return _area(candidate, name)
    raise _unknown(code)


def children(code: str = "") -> tuple[OfficialArea, ...]:
    """The areas directly below, by code: provinces below "", nothing below a village. Raises as `find`."""
    code = find(code).code if code else ""
    if len(code) >= DIGITS[-2]:
        return tuple(_area(*row) for row in villages(code).items())
    digits = next(digits for digits in DIGITS if digits > len(code))
    return tuple(_area(*row) for row in below(code) if len(row[0]) == digits)


def parents(code: str) -> tuple[OfficialArea, ...]:
    """What the area lies in, province first, without itself. Raises as `find`."""
    code = find(code).code
    return tuple(_area(above, name_of(above)) for above in (code[:digits] for digits in DIGITS if digits < len(code)))


def search(words: str, *, within: str = "", limit: int = 20) -> tuple[Found, ...]:
    """At most `limit` areas whose name holds the last word and which lie in areas whose names hold the words before it.

    "邹平 长山镇" finds one. Equal names come first, then names that begin so, then the others, larger areas
    before villages. `within` (a code) keeps to one area and makes the search fast. Digits alone are taken as a code.
    Raises Refusal when `within` is unknown.
    """
    scopes: tuple[str, ...] = (find(within).code if within else "",)
    *outer, word = words.split() or [""]
    if not word or limit < 1:
        return ()
    if word.isdecimal() and not outer and (name := name_of(_trimmed(word))) and word.startswith(scopes):
        return (_found(_trimmed(word), name),)
    for title in outer:
        scopes = tuple(code for code, name in below("") if title in name and code.startswith(scopes))
    ranks: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for row in holding(word.removesuffix("委会"), scopes):  # 居委会 may be 居民委员会 in the list
        rank = ranks[_rank(word, *row)]
        if len(rank) < limit:
            rank.append(row)
        if len(ranks[0]) == limit:
            break
    return tuple(_found(*row) for row in [row for rank in ranks for row in rank][:limit])


def _rank(word: str, code: str, name: str) -> int:
    if not name.startswith(word.removesuffix("委会")):
        return 2
    return 0 if word in (name, short_name(code, name)) else 1


def _area(code: str, name: str) -> OfficialArea:
    return OfficialArea(code, name, level_of(code, name))


def _found(code: str, name: str) -> Found:
    return Found(_area(code, name), parents(code))


def _trimmed(code: str) -> str:
    """The code without the zeros that stand for "all of it": 371681101000 → 371681101, 370000 → 37."""
    for longer, shorter in zip(DIGITS[:0:-1], DIGITS[-2::-1], strict=True):
        if len(code) == longer and code.endswith("0" * (longer - shorter)):
            code = code[:shorter]
    return code


def _unknown(code: str) -> Refusal:
    stems = (code[:digits] for digits in reversed(DIGITS) if digits < len(code))
    known = next((stem for stem in stems if name_of(stem)), "")
    siblings = children(known)
    place = bisect_left([area.code for area in siblings], code)
    near = ", ".join(f"{area.code} {area.name}" for area in siblings[max(0, place - 2) : place + 2])
    where = f"{known} {name_of(known)}" if known else ""
    return refuse(
        "area.unknown",
        field="area",
        zh=f"国家区划代码表中没有 “{code[:20]}”；{where or '全国'}之下相近的有：{near}。"
        "请核对代码（2、4、6、9 或 12 位数字）。",
        en=f"The national list of areas has no “{code[:20]}”; near it, below {where or 'the country'}: {near}. "
        "Check the code (2, 4, 6, 9 or 12 digits).",
    )
