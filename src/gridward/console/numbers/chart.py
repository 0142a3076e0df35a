"""The trend of one figure: columns drawn by the server, the same for the livelier chart, and both in words.

A flow shows what each day added, stacked by parts where it has any, with the sum so far as a line; a state what stood
at the end of each day. What documents stated stands on it as dots, what was expected as a dashed line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from gridward.console.numbers.number import written
from gridward.console.numbers.options import Shape, options
from gridward.console.numbers.parts import members_of
from gridward.console.numbers.spark import Trend, columns
from gridward.console.numbers.stated import Claim, claims
from gridward.console.reader.standing import Standing
from gridward.exchange.units import unit_label
from gridward.figure.asked import asked
from gridward.figure.trends import Series, trends
from gridward.figure.value import Pair, Value
from gridward.grid.tree import Node, Tree
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.figure import Figure

DAYS = 30
STACKED = 5
"""Parts that have a colour of their own; the rest is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the columns, day by day."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The days, what stood or was added on each, options for the script that draws charts, and all of it in words."""

    trend: Trend
    options: dict[str, Any]
    added: bool
    unit: Text
    said: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    claims: tuple[Claim, ...]


def chart(figure: Figure, value: Value, *, node: Node, standing: Standing, tree: Tree) -> Chart:
    """The last days up to the as-of."""
    days = standing.days(DAYS)
    pair, scale = (value.name, value.member), value.scale
    parts = _parts(figure, value)
    # who was asked to report is no measure of what they reported: only a whole stands beside its part
    expected = [other for other in asked(pair).needs if figure.share and other[0] == figure.expected]
    wanted = list(dict.fromkeys([pair, *(part for _label, part in parts), *expected]))
    risen = trends(wanted, area=node.id, days=[days[0] - 1, *days], known_at=standing.known_at, on=tree)
    stood, flows = risen[pair], figure.kind == "flow"
    bars = _steps(stood) if flows else stood[1:]
    stack = _stack(parts, risen, bars, flows=flows)
    told = claims(pair, node, scale, standing)
    dates = [clock.date_of(day) for day in days]
    iso, labels = [day.isoformat() for day in dates], [f"{day.month}-{day.day}" for day in dates]
    texts = [written(number, scale) for number in bars]
    shape = Shape(
        labels=labels,
        unit=str(unit_label(value.unit)),
        bars=[(label, [_scaled(one, scale) for one in found]) for label, found in stack or [("", bars)]],
        total=[_scaled(one, scale) for one in stood[1:]] if flows else [],
        expected=[_scaled(one, scale) for one in _sum(risen, expected)[1:]] if expected else [],
        dots=[(days.index(one.day), _scaled(one.value, scale)) for one in told if one.day in days],
        cuts=[(days.index(one.day), _hour(one.at)) for one in told if one.day in days],
    )
    said = _said(iso, texts, bars, stood[-1], scale, flows=flows)
    return Chart(
        trend=columns([round(_scaled(one, scale)) for one in bars], labels, texts, iso),
        options=options(shape, said),
        added=flows,
        unit=unit_label(value.unit),
        said=said,
        heads=tuple(label for label, _found in stack),
        rows=tuple(
            (
                day,
                (*(written(found[place], scale) for _label, found in stack), text, *_total(stood, place, scale, flows)),
            )
            for place, (day, text) in enumerate(zip(iso, texts, strict=True))
        ),
        claims=tuple(told),
    )


def _total(stood: Sequence[int], place: int, scale: int, flows: bool) -> tuple[str, ...]:  # noqa: FBT001
    return (written(stood[place + 1], scale),) if flows else ()


def _parts(figure: Figure, value: Value) -> list[tuple[Text, Pair]]:
    """The parts directly below the figure or member, if they add up to it."""
    if not figure.total or figure.distinct:
        return []
    return [
        (member.label, (figure.name, member.code))
        for member in members_of(figure, value.member)
        if member.parent == value.member
    ]


def _stack(
    parts: Sequence[tuple[Text, Pair]], risen: Series, bars: Sequence[int], *, flows: bool
) -> list[tuple[str, list[int]]]:
    """The columns by part, largest first, what is left as one; none where there is but one part."""
    found = [(str(label), _steps(risen[pair]) if flows else risen[pair][1:]) for label, pair in parts]
    seen = sorted((one for one in found if any(one[1])), key=lambda one: -sum(one[1]))
    if len(seen) < 2:
        return []
    first = seen[:STACKED]
    rest = [bar - sum(numbers[day] for _label, numbers in first) for day, bar in enumerate(bars)]
    return [*first, (_("the rest"), rest)] if any(rest) else first


def _hour(at: int) -> str:
    """The hour up to which something counted; the end of a day is its 24th hour."""
    return "24:00" if at == clock.last_moment(clock.day_of(at)) else f"{clock.moment(at):%H:%M}"


def _steps(stood: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise(stood)]


def _sum(risen: Series, pairs: Sequence[Pair]) -> list[int]:
    return [sum(found) for found in zip(*(risen[pair] for pair in pairs), strict=True)]


def _scaled(value: int, scale: int) -> float:
    return value / 10**scale if scale else value


def _said(days: Sequence[str], texts: Sequence[str], bars: Sequence[int], last: int, scale: int, *, flows: bool) -> str:
    """The chart in a sentence, for whoever cannot see it and for paper."""
    high = max(range(len(bars)), key=lambda day: bars[day])
    words = {
        "first": days[0],
        "last": days[-1],
        "most": texts[high],
        "peak": days[high],
        "now": texts[-1],
        "total": written(last, scale),
    }
    if flows:
        return (
            _("%(first)s to %(last)s: most added on %(peak)s, %(most)s; on the last day %(now)s; %(total)s so far.")
            % words
        )
    return _("%(first)s to %(last)s: highest on %(peak)s, %(most)s; %(now)s at the end.") % words
