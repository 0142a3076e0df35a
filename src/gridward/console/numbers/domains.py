"""Numbers in the order of the domains that declare them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gridward.console.numbers.number import Number
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A figure and its members; the figure itself has no number where members do not add up."""

    label: Text
    whole: Number | None
    parts: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A domain's figures."""

    name: str
    label: Text
    lines: tuple[Line, ...]


def by_domain(numbers: Sequence[Number], *, nearest: Mapping[str, int]) -> list[Section]:
    """The sections, those nearest to the reader's work first; a member is shown where it has a value or somebody was
    expected to speak.
    """
    found: dict[str, list[Number]] = {}
    for one in numbers:
        found.setdefault(one.mark.partition("[")[0], []).append(one)
    sections = []
    for domain in sorted(CATALOGUE.domains.values(), key=lambda one: nearest.get(one.name, len(nearest))):
        lines = [_line(figure.label, found[figure.name]) for figure in domain.figures if figure.name in found]
        if lines:
            sections.append(Section(name=domain.name, label=domain.label, lines=tuple(lines)))
    return sections


def _line(label: Text, listed: Sequence[Number]) -> Line:
    whole = next((one for one in listed if "[" not in one.mark), None)
    parts = tuple(one for one in listed if "[" in one.mark and (one.raw or one.expected or one.nothing))
    return Line(label=label, whole=whole, parts=parts)
