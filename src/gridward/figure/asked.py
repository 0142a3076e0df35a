"""What a question for a figure's member comes to by the declarations: worked out once, for a page asks for many."""

from functools import cache
from typing import NamedTuple

from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure

Pair = tuple[str, str]
"""A figure's name and a member, "" for the figure without member."""


class Asked(NamedTuple):
    """The unit and scale of a pair, and against which others it stands."""

    unit: str
    scale: int
    mixed: bool
    """Whether it has no value, for its members do not add up."""
    expected: tuple[Pair, ...] | None
    """Those that say how many there should be; null when nothing says so."""
    reported: tuple[Pair, ...] | None
    """Those that say how many have spoken."""
    needs: tuple[Pair, ...]
    """All that must be read: the pair itself and these."""


@cache
def asked(pair: Pair) -> Asked:
    """What must be known of a pair; raises Refusal for an unknown name."""
    figure = CATALOGUE.figure(pair[0])
    member = CATALOGUE.member(figure, pair[1])
    unit, scale = (member.unit, member.scale) if member is not None and member.unit else (figure.unit, figure.scale)
    expected, reported = (_against(pair, figure, name) for name in (figure.expected, figure.reported))
    mixed = not pair[1] and bool(figure.members) and not figure.total
    return Asked(unit, scale, mixed, expected, reported, (pair, *(expected or ()), *(reported or ())))


def _against(pair: Pair, figure: Figure, name: str) -> tuple[Pair, ...] | None:
    """The members of another figure that stand against a pair: the same member, or all that the figure itself has."""
    if not name:
        return None
    theirs = {one.code for one in CATALOGUE.figures[name].members}
    if pair[1]:
        return ((name, pair[1] if pair[1] in theirs else ""),)
    mine = tuple((name, one.code) for one in figure.members if one.code in theirs)
    return mine or ((name, ""),)
