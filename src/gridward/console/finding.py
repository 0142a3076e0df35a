"""Finding anything by a part of its name, as far as the reader sees it: areas, figures, ledgers, domains and pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gridward.console.frame import Group, menu_of
from gridward.console.reader import address
from gridward.console.reader.desk import has_page, sees_domain
from gridward.console.reader.search import hits
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE

MOST = 8
"""Of each sort; who types more of the name sees fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that fits: what it is called, where it opens and, in few words, what it belongs to."""

    label: Text | str
    href: str
    within: Text | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """What of one sort fits."""

    label: str
    found: tuple[Found, ...]


def finding(text: str, seen: Sight, standing: Standing) -> list[Sort]:
    """Everything that fits, by sort; those that begin with the text first."""
    sought = text.strip().casefold()
    if not sought:
        return []
    sorts = [
        (_("Areas"), [_area(hit.code, hit.name, hit.within, standing) for hit in hits(sought, seen)[:MOST]]),
        (_("Domains"), _fitting(sought, _domains(seen, standing))),
        (_("Figures"), _fitting(sought, _figures(seen, standing))),
        (_("Ledgers"), _fitting(sought, _ledgers(seen))),
        (_("Forms to fill in"), _fitting(sought, _forms(seen))),
        (_("Pages"), _fitting(sought, _pages(menu_of(seen)))),
    ]
    return [Sort(label=label, found=tuple(found)) for label, found in sorts if found]


Named = tuple[tuple[str, ...], Found]


def _fitting(sought: str, known: Iterable[Named]) -> list[Found]:
    ranked = [(_rank(sought, names), found) for names, found in known]
    return [found for rank, found in sorted(ranked, key=lambda pair: pair[0]) if rank < len(RANKS)][:MOST]


RANKS = (str.startswith, str.__contains__)


def _rank(sought: str, names: Iterable[str]) -> int:
    plain = [name.casefold() for name in names if name]
    return next((rank for rank, fits in enumerate(RANKS) if any(fits(name, sought) for name in plain)), len(RANKS))


def _area(code: str, name: Text, within: Text, standing: Standing) -> Found:
    return Found(label=name, href=address.area(code, standing), within=within)


def _domains(seen: Sight, standing: Standing) -> Iterator[Named]:
    for one in CATALOGUE.domains.values():
        if has_page(one) and sees_domain(seen, one):
            yield _names(one.label, one.name), Found(label=one.label, href=address.domain(one.name, standing))


def _figures(seen: Sight, standing: Standing) -> Iterator[Named]:
    for domain in CATALOGUE.domains.values():
        for one in domain.figures:
            href = address.figure(one.name, "", seen.home.code, standing)
            yield _names(one.label, one.name), Found(label=one.label, href=href, within=domain.label)


def _ledgers(seen: Sight) -> Iterator[Named]:
    for one in seen.kinds():
        yield _names(one.label, one.name), Found(label=one.label, href=address.ledger(one.name))


def _forms(seen: Sight) -> Iterator[Named]:
    for one in seen.recordable():
        yield _names(one.label, one.name), Found(label=one.label, href=address.record(one.name))


def _pages(groups: Iterable[Group]) -> Iterator[Named]:
    for group in groups:
        if group.papers:
            for item in group.items:
                yield (str(item.label),), Found(label=item.label, href=item.href, within=group.label)


def _names(label: Text, name: str) -> tuple[str, ...]:
    return label.zh, label.en, name
