"""Numbers for figures' members, and which members make up another."""

from functools import cache

from gridward.figure.models import Series
from gridward.kit.rows import rows
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure


@cache
def series_number(figure: str, member: str) -> int:
    """The node's number of a figure's member; a new one gets the next, and so do all that are declared."""
    if (figure, member) not in _numbers():
        number_all((figure, member))
    return _numbers()[figure, member]


def number_all(*more: tuple[str, str]) -> None:
    """Give numbers to these and to all members of all figures, where they have none."""
    declared = [
        (name, code) for name, one in CATALOGUE.figures.items() for code in ("", *(m.code for m in one.members))
    ]
    fresh = [Series(figure=name, member=code) for name, code in (*more, *declared) if (name, code) not in _numbers()]
    Series.objects.bulk_create(fresh, ignore_conflicts=True)  # another process may have been quicker
    _forget_numbers()


def _forget_numbers() -> None:
    _numbers.cache_clear()
    _names.cache_clear()


@cache
def _numbers() -> dict[tuple[str, str], int]:
    """All numbers given so far."""
    return {(figure, member): number for figure, member, number in rows("SELECT figure, member, id FROM figure_series")}


@cache
def _names() -> dict[int, tuple[str, str]]:
    return {number: spot for spot, number in _numbers().items()}


@cache
def series_name(number: int) -> tuple[str, str]:
    """The figure and member behind a number. Raises KeyError."""
    if number not in _names():
        _forget_numbers()  # another process gave it
    return _names()[number]


def series_of(figure: Figure) -> list[int]:
    """Numbers of everything a figure books."""
    return [series_number(figure.name, member) for member in ("", *(one.code for one in figure.members))]


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
    _forget_numbers()
    for remembered in (series_number, series_name, within, counted, above):
        remembered.cache_clear()
