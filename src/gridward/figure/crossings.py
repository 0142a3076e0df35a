"""Where and when figures crossed what rules ask of them, told to duties. Called by the loop after the fold.

It stands at the watermark of the fold and is derived whole each time, so a late entry, a correction or another order of
arrival gives the same spells; what did not change is not planned again.
"""

from collections.abc import Iterator, Sequence

from gridward.duty import crossed, names
from gridward.duty.crossed import Spell
from gridward.duty.ground_book import AHEAD, Grounds, names_of
from gridward.duty.law import EVER
from gridward.duty.models import Head
from gridward.duty.responses import law
from gridward.figure.fold import watermark
from gridward.figure.growth import Change, counted_once, grown
from gridward.figure.series import series_number, within
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, now
from gridward.kit.pen import writing
from gridward.kit.rows import among, rows
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from gridward.ledger.stored import by_position
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.vocabulary import Crossing

_looked: object = None
"""At what this process looked last: the loop asks twice a second."""


def catch_up() -> int:
    """Tell duties what crossed up to the watermark; returns in how many areas that changed something."""
    global _looked
    map_now = tree()
    rules = law(map_now)
    wanted = crossed.asked(rules)
    mark = rules.stamp, watermark(), stand(), map_now.version
    if mark == _looked or not Head.objects.filter(id=1).exists():
        return 0
    changed: dict[int, int] = {}
    if set(spells() if wanted else ()) != set(crossed.kept()):
        changed = _told()
    _looked = mark
    return len(changed)


def _told() -> dict[int, int]:
    """Look once more with the pen in hand, and write the difference."""
    try:
        with writing():
            changed = crossed.keep(spells())
            _plan(changed)
    except BaseException:
        names.forget()
        raise
    return changed


def check() -> list[tuple[Spell, bool]]:
    """The spells that stand and should not, or should and do not: each with whether it stands."""
    stands, derived = set(crossed.kept()), set(spells())
    return sorted([*((one, True) for one in stands - derived), *((one, False) for one in derived - stands)])


def spells() -> list[Spell]:
    """Every spell that a rule asks for, as the postings stand."""
    map_now = tree()
    places = Places(map_now)
    found = [
        one for spec, asks in crossed.asked(law(map_now)).items() for one in _of(spec, asks, places, stand().position)
    ]
    chains = {one.position: one.chain for one in by_position({one.because for one in found if one.because})}
    return sorted(one._replace(because=chains.get(one.because, one.because)) for one in found)


def _plan(changed: dict[int, int]) -> None:
    """The areas in which something changed, from the first day of that on."""
    if not changed:
        return
    map_now = tree()
    grounds = Grounds(law(map_now), Places(map_now), stand().position)
    last = day_of(now()) + AHEAD
    for area, first in changed.items():
        grounds.plan([area], range(day_of(first), max(last, day_of(first)) + 1), known=True)
    grounds.write()


def _of(spec: str, asks: Crossing, places: Places, until: int) -> Iterator[Spell]:
    figure = CATALOGUE.figures[asks.figure]
    series = [series_number(asks.figure, part) for part in within(asks.figure, asks.member)]
    by_area: dict[int, list[Change]] = {}
    known: dict[int, bool] = {}
    for path, at, source, key, value in _postings(series):
        inside = [int(one) for one in path.split(".")[:-1]]
        for area in inside[-1:] if figure.own else inside:
            if area not in known:
                known[area] = asks.per in names_of(places, area, until)
            if known[area]:
                by_area.setdefault(area, []).append(Change(at, int(value), source, key))
    for area, changes in by_area.items():
        told = counted_once(changes) if figure.distinct else changes
        for one in grown(told, days=asks.days, least=asks.min):
            yield Spell(spec, area, one.begins, min(one.ends, EVER), one.source)


def _postings(series: Sequence[int]) -> list[tuple[str, int, int, int | None, int]]:
    """What stands booked of some series: net, so that what was corrected away is not there."""
    condition, params = among("series", list(series), "int4")
    return rows(
        "SELECT path, at, source, key, SUM(value) FROM figure_posting"
        f" WHERE {condition} GROUP BY path, at, source, key HAVING SUM(value) <> 0",
        params,
    )
