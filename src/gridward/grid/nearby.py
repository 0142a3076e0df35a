"""What to say to a code that no area has: the codes and names that may have been meant."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from itertools import islice

from gridward.grid.node import Node
from gridward.kit.errors import Refusal, refuse

_SEEN = 4000
"""How many codes are compared at most; those that begin alike come first."""


def unknown(code: str, codes: Mapping[str, int], node: Callable[[int], Node], *, field: str) -> Refusal:
    """The refusal for an unknown area code, with up to four areas that have a similar code or exactly this name."""
    named = [one.code for one in map(node, set(codes.values())) if code in {one.name.zh, one.name.en}][:4]
    alike = named or _alike(code, codes)
    zh = "、".join(f"{one}（{node(codes[one]).name.zh}）" for one in alike)
    en = ", ".join(f"{one} ({node(codes[one]).name.en})" for one in alike)
    return refuse(
        "unknown_area",
        field=field,
        zh=f"{field}：没有代码为“{code[:60]}”的区域。" + (f"是不是：{zh}？" if zh else "请先登记该区域。"),
        en=f"{field}: there is no area “{code[:60]}”. " + (f"Did you mean {en}?" if en else "Enter the area first."),
    )


def _alike(code: str, codes: Mapping[str, int]) -> list[str]:
    for digits in (9, 6, 4, 0):
        near = list(islice((one for one in codes if one.startswith(code[:digits])), _SEEN))
        found = get_close_matches(code, near, n=4, cutoff=0.6)
        if found:
            return found
    return []
