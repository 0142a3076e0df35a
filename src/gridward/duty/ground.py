"""What an area or place must have done on some days: daily windows, rounds, and what settles them. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.duty.crossed import Spell
from gridward.duty.crossed import windows as crossings
from gridward.duty.handover import Passing
from gridward.duty.law import EVER, Law, Path
from gridward.duty.plan import WAIVER, Needed, count_of, during
from gridward.duty.relief import Relief
from gridward.duty.rounds import rounds
from gridward.duty.settle import Settled, Told, settle, undone
from gridward.duty.standing import Standing
from gridward.duty.window import Window, daily_windows
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
    spaced: dict[tuple[str, str], None] = {}
    for day in days:
        limits = first_moment(day), first_moment(day + 1)
        for begin, end, every in law.pieces(ground.area, day):
            if every is not in_force:  # nearly always the same as the day before
                in_force, asked = every, [(rules, duty) for rules in every for duty in _asked(ground, rules)]
                spaced |= {(rules.disease, duty.name): None for rules, duty in asked if not duty.daily}
            for rules, duty in asked:
                if duty.daily and not _excepted(duty, under, begin):
                    found = daily_windows(rules, duty, duty.daily, day, (key, ground.area, 0), limits)
                    yield from (window for window in found if begin <= window.opens < end)
    for disease, name in spaced:
        yield from _spaced(ground, key, days, under, law, (disease, name))


def _spaced(
    ground: Ground, key: int, days: range, under: Sequence[Standing], law: Law, clause: tuple[str, str]
) -> Iterator[Window]:
    """What is due once, or once in a span, and is open on some of these days: the same whatever days are looked at."""
    disease, name = clause
    first, until = first_moment(days.start), first_moment(days.stop)
    parts = law.stretches(ground.area, disease, name, max(ground.begins, law.turns[0]), EVER)
    asked = [part for part in parts if part.duty in _asked(ground, part.rules)]
    found = {one.opens: one for one in rounds(asked, law, ground.area, until)}  # of one opening by the later rule
    for by, opens, due, closes in found.values():
        if (by.duty.once or due > first) and not _excepted_throughout(by.duty, under, opens, due):
            response = by.rules.response("duty", name)
            yield Window(disease, by.duty, key, opens, due, closes, "", ground.area, 0, response)


def _asked(ground: Ground, rules: Rules) -> Iterator[Duty]:
    for name in ground.names:
        for duty in rules.each.get(name, ()):
            if not duty.where or all_hold(duty.where, ground.says.get):
                yield duty


def _excepted(duty: Duty, under: Sequence[Standing], at: int) -> bool:
    return bool(duty.without) and any(one.name in duty.without and one.begin <= at < one.end for one in under)


def _excepted_throughout(duty: Duty, under: Sequence[Standing], opens: int, due: int) -> bool:
    """Whether it is excepted for as long as it is open."""
    ends = (one.end for one in under if one.name in duty.without and opens < one.end < due)
    return all(_excepted(duty, under, at) for at in (opens, *ends))
