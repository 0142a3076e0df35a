"""What a figure is, in sentences: what feeds it, how it adds up, against what it is held."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gridward.exchange.units import unit_label
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.policy.packs import packs
from gridward.policy.vocabulary import Duty


def story(figure: Figure) -> list[str]:
    """The sentences, most important first."""
    told = [_kind(figure), _sources(figure)]
    if figure.distinct:
        told.append(_("Everyone and everything is counted once, however often it was recorded."))
    if figure.own:
        told.append(_("It belongs to the area itself; areas below are not added."))
    if figure.expected:
        other = CATALOGUE.figures[figure.expected].label
        told.append(_("It is held against “%(other)s”.") % {"other": other})
    if figure.reported:
        other = CATALOGUE.figures[figure.reported].label
        told.append(_("Whether it was reported is told by “%(other)s”.") % {"other": other})
    if not (figure.expected or figure.reported) and any(_told_of(figure, duty) for duty in _duties()):
        told.append(_("Whether it was reported is told by the duties that ask for it: done of all that were due."))
    if figure.at_most:
        other = CATALOGUE.figures[figure.at_most].label
        told.append(_("It can never exceed “%(other)s”.") % {"other": other})
    if figure.members and not figure.total:
        told.append(_("Its parts have different units and are not added up."))
    return told


def _told_of(figure: Figure, duty: Duty) -> bool:
    """Whether a duty vouches for a figure, or for a part of it."""
    return any(one.partition("[")[0] == figure.name for one in duty.vouches)


def _duties() -> Iterator[Duty]:
    for pack in packs().values():
        yield from (one for one in pack.clauses.get("duty", {}).values() if isinstance(one, Duty))


def _kind(figure: Figure) -> str:
    unit = unit_label(figure.unit)
    if figure.kind == "stock":
        return _("A state at a moment, in %(unit)s.") % {"unit": unit}
    return _("Adds up everything since the beginning, in %(unit)s.") % {"unit": unit}


def _sources(figure: Figure) -> str:
    named = _(", ").join(str(CATALOGUE.kinds[name].label) for name in figure.of if name in CATALOGUE.kinds)
    return _("Made from entries of the kind: %(kinds)s.") % {"kinds": named}
