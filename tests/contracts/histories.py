"""Histories of a small county: entries of a domain's kinds, made late, corrected, voided, here and there."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind
from tests.contracts.bodies import Wire, bodies, subjects
from tests.toy.node import COUNTY, EAST, FAR, OTHER, TOWN, WEST, at, entry, uuid

AREAS = (COUNTY, TOWN, OTHER, EAST, WEST, FAR)
FIRST = 50
BESIDE = ("roll.household",)
"""Kinds of the kernel that domains' figures are measured by."""


@dataclass
class Told:
    """What a history remembers of an entry, so that later ones can speak of it."""

    kind: EntryKind
    area: str
    more: Wire
    tip: str


@dataclass
class Story:
    """A history being written."""

    wires: list[Wire] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def add(self, one: Told, when: int, body: Wire | None, **more: Any) -> None:
        number = FIRST + len(self.wires)
        self.wires.append(entry(number, one.kind.name, one.area, when, body, **one.more, **more))
        one.tip = str(uuid(number))


@st.composite
def histories(draw: st.DrawFn, domain: str, *, most: int = 14, beside: tuple[str, ...] = BESIDE) -> list[Wire]:
    """Entries in the order of their arrival; the moments at which they happened are in none. Of the kinds of the
    domain, and of those `beside` them.
    """
    kinds = [*CATALOGUE.domains[domain].kinds, *(CATALOGUE.kinds[name] for name in beside)]
    story = Story()
    _begin(draw, story, CATALOGUE.kinds[BESIDE[0]], ())
    for _ in range(draw(st.integers(1, most))):
        entries = tuple(one.tip for one in story.told)
        deed = draw(st.sampled_from(["new", "new", "new", "new", "correct", "correct", "void"]))
        if deed == "new":
            _begin(draw, story, draw(st.sampled_from(kinds)), entries)
            continue
        one = draw(st.sampled_from(story.told))
        body = None if deed == "void" else draw(bodies(one.kind, entries=entries))
        story.add(one, _when(draw), body, replaces=one.tip)
    return story.wires


def _begin(draw: st.DrawFn, story: Story, kind: EntryKind, entries: tuple[str, ...]) -> None:
    area = draw(st.sampled_from(AREAS))
    more: Wire = {}
    about = [one for one in kind.about if one not in ("area", "entry") or (one == "entry" and entries)]
    if about and draw(st.integers(0, 9)):
        more["subject"] = draw(subjects(draw(st.sampled_from(about)), entries=entries))
    one = Told(kind, area, more, "")
    story.told.append(one)
    story.add(one, _when(draw), draw(bodies(kind, entries=entries)))


def _when(draw: st.DrawFn) -> int:
    return at(draw(st.integers(1, 20)), draw(st.integers(0, 95)) / 4)
