"""A report that comes filled in: what figures say of its area that day, so that whoever reports only confirms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gridward.console.reader.search import area_named
from gridward.console.reader.sight import Sight
from gridward.document.form.draft import folder
from gridward.document.form.template import Column, read
from gridward.exchange.form import PREFIX
from gridward.exchange.lists import options
from gridward.figure.value import Pair, Value, values
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.plug.kind import EntryKind
from gridward.scenario.facts import plain


class Told(NamedTuple):
    """One figure at the moment of the report, in whole 10**-scale of its unit."""

    pair: Pair
    amount: int
    scale: int
    unit: str


def filled_in(kind: EntryKind, posted: Mapping[str, Sequence[str]], seen: Sight, at: int) -> dict[str, list[str]]:
    """The rows that a new form of the kind begins with, as it would post them; none where the form does not yet say
    which report it is, or the reader does not see the area. A figure at nought is left out.
    """
    filling = kind.filling
    form = "" if filling is None else filling.forms.get(_first(posted, f"{PREFIX}{filling.by}"), "")
    if filling is None or not form:
        return {}
    try:
        node = area_named(_first(posted, "area"), seen, field="area")
    except Refusal:
        return {}
    columns = [column for column in read(form, folder=folder()).columns if column.source.word == "figure"]
    known = {option.code for option in options("unit")}
    found: dict[str, list[str]] = {}
    for number, one in enumerate(_told(columns, node.id, at)):
        said = {"figure": one.pair[0], "member": one.pair[1], "value": plain(one.amount, one.scale)}
        said |= {"unit": one.unit} if one.unit in known else {}
        found |= {f"{PREFIX}{filling.rows}.{number}.{name}": [text] for name, text in said.items()}
    return found


def _told(columns: Sequence[Column], area: int, at: int) -> Iterator[Told]:
    """Each figure once: of the day where the form asks for what is new, else up to the moment."""
    windows: dict[Pair, str] = {}
    for column in columns:
        windows.setdefault((column.source.name, column.source.member), column.window)
    pairs = list(windows)
    now = values(pairs, area=area, as_of=at)
    new = [pair for pair in pairs if windows[pair] == "new"]
    evening = clock.first_moment(clock.day_of(at)) - 1
    before = dict(zip(new, values(new, area=area, as_of=evening), strict=True)) if new else {}
    for pair, one in zip(pairs, now, strict=True):
        amount = _amount(one) - (_amount(before[pair]) if pair in before else 0)
        if amount > 0:
            yield Told(pair, amount, one.scale, one.unit)


def _amount(one: Value) -> int:
    return one.value or 0


def _first(posted: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(posted.get(name, ())), "")
