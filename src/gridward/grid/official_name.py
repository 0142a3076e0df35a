"""What the ending of an official name and the number in its code say: an area's level, and its short name for screens.

Numbers follow the coding rules of the National Bureau of Statistics (统计用区划代码和城乡划分代码编制规则): at county
level 71-79 are zones without a county's standing; at town level 001-099 are subdistricts, 100-199 towns, 200-399
townships, 400 and above units like a township (zones, farms, parks); at village level 001-199 are residents'
committees, 200-399 villagers' committees, 400-499 units like the former, 500-599 units like the latter.
"""

import re
from typing import Literal

Level = Literal["province", "city", "county", "zone", "town", "subdistrict", "village", "community"]

_VILLAGERS = re.compile(r"(?:村民?(?:委员?会?|会)[会员]?)+$")
"""村委会, 村民委员会 and their misprints in the list: 村委, 村委员, 村民委会, 村委会会, 村委会村委会."""

_RESIDENTS = re.compile(r"居民?(?:管理)?(?:委员?会?|会)[会员]?$")
"""居委会, 居民委员会 and their misprints: 居委, 居会, 居委员, 居民委员会会."""

_COMMUNITY = re.compile(r"(?<=社区)(?:居|(?:居民?|村民?)?(?:管理)?(?:委员?会?|会)[会员]?)$")
"""Whatever the list writes after 社区: 居委会, 居民委员会, 村委会, 居, 委员会."""

_BANNER_VILLAGE = re.compile(r"(?<=嘎查)(?:委员会|委会)$")


def level_of(code: str, name: str) -> Level:
    """The level of an official area; `code` has 2, 4, 6, 9 or 12 digits."""
    if len(code) == 12:
        return _village_level(int(code[9:]), name)
    if len(code) == 9:
        return _town_level(int(code[6:]), name)
    if len(code) == 6:
        return "zone" if 71 <= int(code[4:]) <= 79 else "county"
    return "city" if len(code) == 4 else "province"


def short_name(code: str, name: str) -> str:
    """The name as people say it.

    东尉村委会 → 东尉村, 冯村村民委员会 → 冯村, 滨河社区居民委员会 → 滨河社区, 东街居民委员会 → 东街居委会: a residents'
    committee that the list does not call 社区 stays a committee, since a 东街社区 may stand beside it.
    """
    if len(code) == 9:
        return name.removesuffix("办事处") if name.endswith("街道办事处") else name
    if len(code) != 12:
        return name
    name = _BANNER_VILLAGE.sub("", _COMMUNITY.sub("", name))
    if _VILLAGERS.search(name):
        stem = _VILLAGERS.sub("", name).rstrip("村")
        return stem if stem.endswith(("社区", "嘎查")) else f"{stem}村" if stem else name
    return _RESIDENTS.sub("居委会", name)


def _town_level(number: int, name: str) -> Level:
    if number < 100 or name.endswith(("街道", "办事处")):
        return "subdistrict"
    return "town" if number < 400 or name.endswith(("镇", "乡", "苏木")) else "zone"


def _village_level(number: int, name: str) -> Level:
    if _VILLAGERS.search(name):
        return "village"
    if name.endswith("社区") or _COMMUNITY.search(name) or _RESIDENTS.search(name):
        return "community"
    return "village" if number // 100 in (2, 3, 5) else "community"
