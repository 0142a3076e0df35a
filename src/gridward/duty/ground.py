"""What an area or place must have done on some days: daily windows, rounds, and what settles them. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.duty.crossed import Spell
from gridward.duty.crossed import windows as crossings
from gridward.duty.handover import Passing, Path
from gridward.duty.law import EVER, Law
from gridward.duty.plan import WAIVER, Needed, count_of, during
from gridward.duty.relief import Relief
from gridward.duty.settle import Settled, Told, settle, undone
from gridward.duty.standing import Standing
from gridward.duty.window import Window, daily_windows, spaced
from gridward.kit.clock import first_moment
from gridward.plug.kind import Entry, key_of
from gridward.policy.condition import all_hold
from gridward.policy.force import Rules
from gridward.policy.vocabulary import Duty


class Ground(NamedTuple):
    """An area as rules see it: its number, what it is called there (level, kind of place), what may be asked of it, and
    from when until just before when anything is asked.
    """

    area: int
    names: tuple[str, ...]
    says: Mapping[str, Any]
    begins: int
    ends: int


def windows_of(
    ground: Ground, days: range, under: Sequence[Standing], told: Sequence[Entry], law: Law, crossed: Sequence[Spell]
) -> list[Window]:
    """The windows of one area that open on some days, or last through one of them."""
    key = key_of("area", ground.area)
    found = [one for one in _each(ground, key, days, under, law) if ground.begins <= one.opens < _ends(ground, one)]
    found += crossings(ground.area, ground.names, crossed, law, (ground.begins, ground.ends))
    first, until = first_moment(days.start), first_moment(days.stop)
    for one in under:
        asked = during(key, one, told, law, until)
        found += [
            window for window in asked if window.opens >= first or (window.closes > first and not _of_days(window))
        ]
    return [*{(one.disease, one.duty.name, one.opens): one for one in found}.values()]


def _ends(ground: Ground, window: Window) -> int:
    """Until when a window may open: what is due within its day must be due before the area is closed."""
    late = window.duty.daily and window.due > ground.ends
    return window.opens if late else ground.ends


def _of_days(window: Window) -> bool:
    """Whether the window is one of a daily rhythm, so that each day has its own."""
    duty = window.duty
    return bool(duty.daily or duty.days or duty.phases)


def settle_ground(
    windows: Iterable[Window],
    told: Sequence[Entry],
    needed: Needed,
    *,
    area: int,
    passed: Sequence[Passing],
    path: Path,
) -> list[Settled]:
    """What the active entries about the area or recorded there, by time, make of them, and what was handed over."""
    if not told and not passed:
        return [undone(one, count_of(one, needed)) for one in windows]
    waivers, found = [one for one in told if one.kind == WAIVER], Told(told)

    def settled(window: Window) -> Settled:
        return settle(window, found, needed=count_of(window, needed), waivers=waivers)

    return Relief(passed, key_of("area", area), path, settled).of([settled(one) for one in windows])


def _each(ground: Ground, key: int, days: range, under: Sequence[Standing], law: Law) -> Iterator[Window]:
    in_force: tuple[Rules, ...] | None = None
    asked: list[tuple[Rules, Duty]] = []
    for day in days:
        for begin, end, every in law.pieces(ground.area, day):
            if every is not in_force:  # nearly always the same as the day before
                in_force, asked = every, [(rules, duty) for rules in every for duty in _asked(ground, rules)]
            for rules, duty in asked:
                if not _excepted(duty, under, begin):
                    found = _of(ground, key, duty, rules, day, law)
                    yield from (window for window in found if begin <= window.opens < end or not duty.daily)


def _asked(ground: Ground, rules: Rules) -> Iterator[Duty]:
    for name in ground.names:
        for duty in rules.each.get(name, ()):
            if not duty.where or all_hold(duty.where, ground.says.get):
                yield duty


def _excepted(duty: Duty, under: Sequence[Standing], at: int) -> bool:
    return bool(duty.without) and any(one.name in duty.without and one.begin <= at < one.end for one in under)


def _of(ground: Ground, key: int, duty: Duty, rules: Rules, day: int, law: Law) -> Iterator[Window]:
    start, stop = first_moment(day), first_moment(day + 1)
    if duty.daily:
        yield from daily_windows(rules, duty, duty.daily, day, (key, ground.area, 0), (start, stop))
        return
    response = rules.response("duty", duty.name)
    for opens, due in spaced(duty, law, ground.area, rules, start, stop, since=ground.begins):
        if opens < stop and (duty.once or due > start):
            closes = EVER if duty.once else due
            yield Window(rules.disease, duty, key, opens, due, closes, "", ground.area, 0, response)
