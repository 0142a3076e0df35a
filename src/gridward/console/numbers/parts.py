"""What a value is made of: the areas below and the members, each with its share and its own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.numbers.number import Number, number
from gridward.console.reader import address
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.standing import Standing
from gridward.figure.spread import spread
from gridward.figure.value import Pair, Value
from gridward.grid.levels import OVERLAY
from gridward.grid.tree import Node, Tree
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part; `width` is its share of the largest part in per cent, or how far it has come with what was expected of
    it; `depth` is how deep a member lies.
    """

    label: Text
    number: Number
    width: int
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """The areas directly below that a page shows, of so many as there are."""

    parts: tuple[Part, ...] = ()
    number: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.parts)


def whole_and_areas(
    node: Node, pair: Pair, *, tree: Tree, standing: Standing, every: bool = False
) -> tuple[Value, Areas]:
    """The value of a pair, and of the areas directly below, largest first; areas without anything come last.

    They are read at once: whatever vouches for the whole is what vouches for its areas.
    """
    own = CATALOGUE.figures[pair[0]].own
    below = [one for one in tree.children(node.id, standing.as_of) if one.level != OVERLAY and not own]
    areas = [node.id, *(one.id for one in below)]
    found = spread([pair], below=node.id, areas=areas, scope=standing.scope(node.id), on=tree)
    listed = sorted(below, key=lambda one: (-_rank(found[one.id][0]), one.code))
    shown = listed if every else listed[:SIZE]
    parts = _parts([(one.name, found[one.id][0], one.code, 0) for one in shown], standing)
    return found[node.id][0], Areas(parts=tuple(parts), number=len(listed))


def members_of(figure: Figure, code: str) -> list[Member]:
    """The members that make up a figure, or one member of it, in the order of declaration."""
    return [member for member in figure.members if _below(member, code, figure)]


def member_parts(node: Node, figure: Figure, code: str, found: Sequence[Value], standing: Standing) -> list[Part]:
    """The parts of a figure from the values of `members_of`; a member without anything is left out."""
    rows = [
        (member.label, value, node.code, _depth(member, code, figure))
        for member, value in zip(members_of(figure, code), found, strict=True)
        if value.value or (value.expected and not value.vouched and _asked_of(member, figure))
    ]
    return _parts(rows, standing)


def _asked_of(member: Member, figure: Figure) -> bool:
    """Whether something is expected of a member itself, and not only of the whole."""
    return any(one.code == member.code for one in CATALOGUE.figures[figure.expected].members)


def _parts(rows: Sequence[tuple[Text, Value, str, int]], standing: Standing) -> list[Part]:
    largest = max((abs(value.value or 0) for _label, value, _code, _depth in rows), default=0) or 1
    return [
        Part(
            label=label,
            number=_number(value, code, standing),
            width=min(100, round(_rank(value) * 100))
            if _shared(value)
            else round(abs(value.value or 0) * 100 / largest),
            depth=depth,
        )
        for label, value, code, depth in rows
    ]


def _shared(value: Value) -> bool:
    return CATALOGUE.figures[value.name].share and value.value is not None and bool(value.expected)


def _rank(value: Value) -> float:
    """How much there is, or of a share how much of what was expected; nothing comes last."""
    if CATALOGUE.figures[value.name].share:
        return (value.value or 0) / value.expected if value.expected else -1
    return float(value.value or 0)


def _number(value: Value, code: str, standing: Standing) -> Number:
    figure = CATALOGUE.figures[value.name]
    href = address.figure(value.name, value.member, code, standing)
    return number(figure, CATALOGUE.member(figure, value.member), value, href=href)


def _below(member: Member, code: str, figure: Figure) -> bool:
    return member.code != code and (not code or code in _line(member, figure))


def _depth(member: Member, code: str, figure: Figure) -> int:
    line = _line(member, figure)
    return line.index(code) if code in line else len(line)


def _line(member: Member, figure: Figure) -> list[str]:
    """The members above a member, nearest first."""
    parents = {one.code: one.parent for one in figure.members}
    found, code = [], member.parent
    while code and code not in found:
        found.append(code)
        code = parents.get(code, "")
    return found
