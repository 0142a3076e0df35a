"""Finding an area by a part of its name or code, only among those that the account sees."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from gridward.console.reader.sight import Sight
from gridward.grid.levels import LEVELS
from gridward.grid.tree import Node
from gridward.kit.errors import refuse
from gridward.kit.text import Text

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One area that fits."""

    code: str
    name: Text
    level: Text
    within: Text


def hits(text: str, seen: Sight, *, anywhere: bool = False) -> list[Hit]:
    """The areas whose name or code holds the text, those that begin with it first; `anywhere` on the map, without its
    places, where something is to be given to somebody else.
    """
    sought = text.strip().casefold()
    if not sought:
        return []
    found = sorted(
        _fitting(sought, on_map(seen) if anywhere else _all(seen)),
        key=lambda pair: (pair[0], len(pair[1].code), pair[1].code),
    )
    return [_hit(node, seen, anywhere=anywhere) for _rank, node in found[:MOST]]


def area_named(text: str, seen: Sight, *, field: str) -> Node:
    """The area that a code or a full name means; raises Refusal with near matches when it means none or several."""
    node = seen.tree.by_code(text)
    if node is not None and seen.covers(node.id):
        return node
    same = [one for one in _all(seen) if text in (one.name.zh, one.name.en)]
    if len(same) == 1:
        return same[0]
    if not text:
        en = "“Area” is empty; choose it from the list."
        raise refuse("required", field=field, zh="“区域”未填，请从列表中选择。", en=en)
    known = {str(one.name): one.code for one in _all(seen)}
    near = [f"{one.name}({one.code})" for one in same[:4]] or [
        f"{name}({known[name]})" for name in get_close_matches(text, list(known), n=3, cutoff=0.5)
    ]
    zh = f"是不是:{'、'.join(near)}?" if near else "请从列表中选择区域。"
    en = f"Did you mean {', '.join(near)}?" if near else "Choose an area from the list."
    raise refuse(
        "unknown_area",
        field=field,
        zh=f"“{text[:60]}”{'对应多个区域' if same else '不是您职责范围内的区域'}。{zh}",
        en=f"“{text[:60]}” {'means several areas' if same else 'is no area that your office covers'}. {en}",
    )


def on_map(seen: Sight) -> Iterator[Node]:
    """Every area of the map that is no place, whoever looks: what is where is no secret."""
    every = (seen.tree.by_id(number) for number in range(1, seen.tree.last_id + 1) if number in seen.tree)
    return (one for one in every if one.level != "place")


def _fitting(sought: str, among: Iterable[Node]) -> Iterator[tuple[int, Node]]:
    for node in among:
        texts = (node.name.zh.casefold(), node.name.en.casefold(), node.code.casefold())
        if any(text.startswith(sought) for text in texts):
            yield 0, node
        elif any(sought in text for text in texts):
            yield 1, node


def _all(seen: Sight) -> Iterator[Node]:
    done: set[int] = set()
    for home in seen.homes:
        for node in (home, *seen.tree.descendants(home.id, seen.now)):
            if node.id not in done:
                done.add(node.id)
                yield node


def _hit(node: Node, seen: Sight, *, anywhere: bool) -> Hit:
    parent = seen.tree.parent(node.id, seen.now)
    within = parent.name if parent is not None and (anywhere or seen.covers(parent.id)) else Text("", "")
    return Hit(code=node.code, name=node.name, level=LEVELS[node.level], within=within)
