"""Figures: declared numbers whose value and drill-down come from the same lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from gridward.kit.text import Text
from gridward.plug.kind import Entry, Link, Ref, SubjectKind

FROM_THE_MAP = Text(
    "由地图而定：请写 [area] 的 children，例如 village = 4",
    "follows from the map: write the children of [area], such as village = 4",
)
"""What a figure of areas follows from."""


class Line(NamedTuple):
    """One signed number that an entry makes a figure book. `value` counts in units of 10**-scale of the figure."""

    source: int
    area: int
    at: int
    value: int
    member: str = ""
    key: int | None = None


def line(entry: Entry, value: int = 1, *, member: str = "", key: int | None = None, at: int | None = None) -> Line:
    """The line that `entry` books where and when it happened (or at `at`, for the end of a state)."""
    return Line(entry.position, entry.area, entry.at if at is None else at, value, member, key)


def key_in(link: Link) -> int:
    """The key of what a link of a stored body refers to; raises TypeError for a link that was never taken in."""
    if not isinstance(link, Ref):
        raise TypeError(f"not a stored link: {link!r}")
    return link.key


def steps(
    points: Iterable[tuple[int, Entry, Mapping[str, int]]], *, key: int | None = None, area: int | None = None
) -> Iterator[Line]:
    """The lines of a state that changes.

    From each point (moment, entry, values by member) on the members have these values where the entry happened (or in
    `area`, wherever it did) and nothing anywhere else; points come by time, and each line's source is the entry that
    brought the change about.
    """
    now: dict[tuple[int, str], int] = {}
    for at, entry, values in points:
        place = entry.area if area is None else area
        then = {(place, member): value for member, value in values.items()}
        for where, member in sorted(now.keys() | then.keys()):
            change = then.get((where, member), 0) - now.get((where, member), 0)
            if change:
                yield Line(entry.position, where, at, change, member, key)
        now = then


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One part of a figure: an item, a level, a result code. A parent sums its children."""

    code: str
    label: Text
    unit: str = ""
    scale: int = 0
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A declared number.

    `kind` flow adds up over time: `lines` sees any number of active entries, each of which counts for itself. Stock is
    a state: `lines` sees all active entries of the kinds `of` about one subject (without subject: of one area), by
    time; with `matter`, an entry of these kinds together with the entries about it (a directive and its feedback, a
    shift and who came) and those that answer it (`EntryKind.answers`). `about` names the kinds of subject of which a
    state is told, where entries about others say nothing of it, and `begun_by` the kinds without any of which there is
    nothing to tell; both only spare asking. `distinct` counts the keys whose lines sum above zero. `own` books at the
    area that holds the place and not above. `total=False` means that members do not add up (mixed units). `at_most`
    names a figure that this one can never exceed. `expected` and `reported` name the figures that say how many should
    have and how many have spoken. `share=True` prints value / expected. `headline` figures lead the situation page, in
    the order of the number. `follows` says what to state instead where a scenario states the figure and nobody can
    imagine it so, because it follows from other things.
    """

    name: str
    label: Text
    unit: str
    of: tuple[str, ...]
    lines: Callable[[Sequence[Entry]], Iterable[Line]]
    kind: Literal["flow", "stock"] = "flow"
    matter: bool = False
    about: tuple[SubjectKind, ...] = ()
    begun_by: tuple[str, ...] = ()
    distinct: bool = False
    members: tuple[Member, ...] = ()
    own: bool = False
    total: bool = True
    scale: int = 0
    at_most: str = ""
    expected: str = ""
    reported: str = ""
    share: bool = False
    headline: int = 0
    follows: Text | None = None
    version: int = 1


def label_of(figure: Figure, member: Member | None) -> Text:
    """What a figure or one part of it is called."""
    if member is None:
        return figure.label
    return Text(f"{figure.label.zh} · {member.label.zh}", f"{figure.label.en} · {member.label.en}")
