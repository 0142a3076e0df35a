"""Numbers for figures' members, and which members make up another."""

from functools import cache

from gridward.figure.models import Series
from gridward.kit.pen import writing
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure


@cache
def enrol() -> None:
    """Give a number to every member that has none, all at once: who only reads need not wait for the pen then."""
    wanted = {(figure.name, code) for figure in CATALOGUE.figures.values() for code in _codes(figure)}
    missing = wanted - set(Series.objects.values_list("figure", "member"))
    if missing:
        with writing(lane="fold"):
            made = [Series(figure=figure, member=member) for figure, member in sorted(missing)]
            Series.objects.bulk_create(made, ignore_conflicts=True)


@cache
def series_number(figure: str, member: str) -> int:
    """The node's number of a figure's member; a new one gets the next."""
    return Series.objects.get_or_create(figure=figure, member=member)[0].id


@cache
def series_name(number: int) -> tuple[str, str]:
    """The figure and member behind a number."""
    found = Series.objects.get(id=number)
    return found.figure, found.member


def series_of(figure: Figure) -> list[int]:
    """Numbers of everything a figure books."""
    return [series_number(figure.name, member) for member in _codes(figure)]


def _codes(figure: Figure) -> tuple[str, ...]:
    return "", *(one.code for one in figure.members)


@cache
def within(figure: str, member: str) -> tuple[str, ...]:
    """The members whose lines add up to `member`: itself and its children; for "" all of them."""
    declared = CATALOGUE.figures[figure].members
    if not member:
        return ("", *(one.code for one in declared))
    found = [member]
    for code in found:
        found += [one.code for one in declared if one.parent == code]
    return tuple(found)


@cache
def counted(figure: str, member: str) -> tuple[int, ...]:
    """The numbers whose totals make up `member`: a distinct figure's member has one of its own."""
    parts = (member,) if CATALOGUE.figures[figure].distinct else within(figure, member)
    return tuple(series_number(figure, part) for part in parts)


@cache
def above(figure: str, member: str) -> tuple[str, ...]:
    """The members of which `member` is a part: itself, its parents and the whole."""
    parents = {one.code: one.parent for one in CATALOGUE.figures[figure].members}
    found, code = [], member
    while code:
        found.append(code)
        code = parents.get(code, "")
    return (*found, "")


def forget() -> None:
    """Drop what is remembered: for tests, and when the transaction that gave numbers was rolled back."""
    for remembered in (enrol, series_number, series_name, within, counted, above):
        remembered.cache_clear()
