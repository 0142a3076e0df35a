"""The members that figures of publicity share."""

from collections.abc import Callable, Iterable, Sequence

from gridward.domains.publicity.entries import Platform
from gridward.grid.levels import LEVELS as LEVELS_OF_AREAS
from gridward.kit.text import Text
from gridward.plug.figure import Line, Member
from gridward.plug.kind import Choice, Entry

Lines = Callable[[Sequence[Entry]], Iterable[Line]]

PLATFORMS = tuple(Member(code=one.value, label=one.label) for one in Platform)
AREAS = tuple(
    Member(code=code, label=label) for code, label in LEVELS_OF_AREAS.items() if code not in ("place", "work_area")
)
"""Levels of areas that pass something on."""
FRONTS = (
    Member(code="cloud", label=Text("“云”（网上）", "Online")),
    Member(code="sound", label=Text("“音”（喇叭广播）", "By voice")),
    Member(code="live", label=Text("“活”（面对面）", "Face to face")),
)
LEVELS = (
    Member(code="county", label=Text("县级媒体", "County media")),
    Member(code="city_up", label=Text("市级及以上媒体", "City media and above")),
    Member(code="city", label=Text("市级媒体", "City media"), parent="city_up"),
    Member(code="province", label=Text("省级媒体", "Provincial media"), parent="city_up"),
    Member(code="national", label=Text("国家级媒体", "National media"), parent="city_up"),
)


def members_of(choice: type[Choice], *codes: str) -> tuple[Member, ...]:
    """The answers of a closed list as members: these, or all."""
    return tuple(Member(code=one.value, label=one.label) for one in choice if not codes or one.value in codes)
