"""The official areas of a county, town or village as bodies of `grid.area` entries, to be sent through intake."""

from collections.abc import Iterator
from typing import Any

from gridward.grid.levels import LEVELS
from gridward.grid.official import OfficialArea, children, find
from gridward.kit.errors import refuse


def bodies(code: str, *, parent: str = "", depth: int = 3) -> Iterator[dict[str, Any]]:
    """An opening for the area with this official code and for all below it down to `depth` levels, each parent first.

    `parent` is the code of an area already on the map under which the first one comes; without it that one is the root.
    Raises Refusal for a code that the national list does not have, and for a whole city or province.
    """
    top = find(code)
    if top.level not in LEVELS:
        raise refuse(
            "area_too_large",
            field="code",
            zh=f"code：{top.name}（{top.code}）大于一个县，一个系统只管一个县。请填 6 位以上的县、乡镇或村代码。",
            en=f"code: {top.name} ({top.code}) is more than a county, and a node holds one county. "
            "Give the code of a county, town or village (6 digits or more).",
        )
    yield from _openings(top, parent, depth)


def _openings(area: OfficialArea, parent: str, depth: int) -> Iterator[dict[str, Any]]:
    body = {"action": "open", "code": area.code, "level": area.level, "name_zh": area.short_name}
    yield body | {"parent": parent} if parent else body
    if depth > 1 and len(area.code) < 12:
        for child in children(area.code):
            yield from _openings(child, area.code, depth - 1)
