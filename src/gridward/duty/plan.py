"""What one subject, or one area on some days, must have done for it: standings, windows, and what settles them. Pure.

A function of the set of active entries, the rules and the horizon: planning twice is planning once, and it does not
matter whether the plan or the entries came first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gridward.duty.handover import HANDOVER, Passing, owned, passings
from gridward.duty.law import EVER, Law
from gridward.duty.phases import phase_on
from gridward.duty.relief import Relief, asked
from gridward.duty.rounds import rolling, rounds
from gridward.duty.said import instant, links, said
from gridward.duty.settle import Settled, Told, settle
from gridward.duty.standing import Standing, meets, standings
from gridward.duty.window import Window, daily_windows, listed_windows
from gridward.kit.clock import day_of
from gridward.plug.kind import Entry, key_of, thing_of
from gridward.policy.force import Rules
from gridward.policy.spans import span
from gridward.policy.vocabulary import NAMERS, Duty, Share

WAIVER = "duty.waiver"
HOUSEHOLD = "roll.household"


class Plan(NamedTuple):
    """What a subject is under, its duties with what came of them, and what was handed over."""

    standings: list[Standing]
    duties: list[Settled]
    passed: Sequence[Passing] = ()


Needed = Callable[[Duty, int], int]
"""How many entries a duty of a share takes in an area."""


def plan(key: int, told: Sequence[Entry], law: Law, until: int, needed: Needed, *, since: int = 0) -> Plan:
    """The plan of one subject, from all active entries about it by time, up to the moment `until`. With `since` duties
    that were due by then are left out, where nothing put them off and nobody handed them over.
    """
    under = standings(told, key, law)
    windows = [*_during(key, under, told, law, until), *_on(key, told, law)]
    if thing_of(key).kind == "household":
        windows += _household(key, told, law, until)
    waivers = [one for one in told if one.kind == WAIVER]
    found = Told(told)
    once = {(one.disease, one.duty.name, one.subject, one.opens): one for one in windows if one.opens < until}
    passed = passings(owned(told, key), law.path)
    if since and not waivers and not passed:
        once = {name: one for name, one in once.items() if one.due > since}

    def settled(window: Window) -> Settled:
        return settle(window, found, needed=count_of(window, needed), waivers=waivers)

    duties = [settled(one) for one in sorted(once.values(), key=lambda one: (one.opens, one.duty.name))]
    return Plan(under, [*Relief(passed, key, law.path, settled).of(duties), *asked(passed, law)], passed)


def count_of(window: Window, needed: Needed) -> int:
    """How many entries settle a window."""
    times = window.duty.times
    if isinstance(times, str):
        return max(1, window.wanted)
    return needed(window.duty, window.area) if isinstance(times, Share) else times


def _during(key: int, under: Sequence[Standing], told: Sequence[Entry], law: Law, until: int) -> Iterator[Window]:
    for one in under:
        yield from during(key, one, told, law, until)


def during(key: int, one: Standing, told: Sequence[Entry], law: Law, until: int) -> Iterator[Window]:
    """The windows of one standing of a subject."""
    thing, because = thing_of(key), one.because.chain or one.because.position
    area = thing.id if thing.kind == "area" else one.because.area
    about = key, area, because
    first, stop = day_of(one.begin), day_of(min(one.end, until) - 1)
    seen: set[str] = set()
    for day in range(first, stop + 1):
        for begin, end, every in law.pieces(area, day):
            for rules in every:
                if rules.disease != one.disease:
                    continue
                for duty in rules.during.get(one.name, ()):
                    if duty.daily or duty.days or duty.phases:
                        found = _of_day(rules, duty, day, one, about, told)
                        yield from (window for window in found if begin <= window.opens < end)
                    elif duty.name not in seen and max(begin, one.begin) < min(end, one.end):
                        seen.add(duty.name)
                        since = max(begin, one.begin)
                        yield from _of_standing(rules, duty, one, about, told, (since, until), law)


def _of_day(
    rules: Rules, duty: Duty, day: int, one: Standing, about: tuple[int, int, int], told: Sequence[Entry]
) -> Iterator[Window]:
    limits = one.begin, one.end
    if duty.daily:
        yield from daily_windows(rules, duty, duty.daily, day, about, limits)
    elif duty.days:
        for window in listed_windows(rules, duty, day, one, about):
            ends_it = one.ended is not None and one.ended.kind in duty.by  # released on its day: that is what was asked
            if window.due <= one.end or (ends_it and window.opens < one.end):
                yield window
    else:
        phase = phase_on(duty.phases, day, one, told)
        if phase is not None:
            yield from daily_windows(rules, duty, phase.daily, day, about, limits)


def _of_standing(
    rules: Rules, duty: Duty, one: Standing, about: tuple[int, int, int], told: Sequence[Entry],
    limits: tuple[int, int], law: Law,
) -> Iterator[Window]:  # fmt: skip
    """What is owed not day by day: from when the standing and the rule hold, whichever comes last."""
    subject, area, because = about
    since, until = limits
    response = rules.response("duty", duty.name)

    def window(opens: int, due: int, closes: int) -> Window:
        return Window(rules.disease, duty, subject, opens, due, closes, "", area, because, response)

    if duty.every or duty.round:
        parts = law.stretches(area, rules.disease, duty.name, since, one.end)
        found = rolling(parts, told, until) if duty.every else rounds(parts, law, area, until)
        for by, opens, due, closes in found:
            named = by.rules.response("duty", duty.name)
            yield Window(rules.disease, by.duty, subject, opens, due, closes, "", area, because, named)
    elif duty.within:
        begin = (instant(one.because.body, duty.of) if duty.of else None) or one.begin
        begin = begin if since <= one.begin else max(begin, since)
        yield window(begin, begin + span(duty.within), EVER)
    elif duty.until:
        stated = instant(one.because.body, duty.until)
        if stated is not None and (since <= one.begin or stated > since):
            yield window(since, stated, EVER)
    else:
        yield window(since, one.end, EVER)


def _on(key: int, told: Sequence[Entry], law: Law) -> Iterator[Window]:
    """The windows that single entries open."""
    matters = {one.key: one for one in told}
    for entry in told:
        if entry.kind == HANDOVER:
            continue
        for rules in law.at(entry.area, entry.at):
            for duty in rules.duties_on.get(entry.kind, ()):
                if not meets(entry, duty.on, duty.where):
                    continue
                if duty.for_ == NAMERS:
                    naming = _naming(key, entry, told)
                    if naming is not None and not any(meets(naming, by, duty.with_) for by in duty.by):
                        yield from _of_entry(key, entry, duty, rules, area=naming.area)
                elif duty.below:
                    yield from _of_below(key, entry, duty, rules, law, matters)
                elif _concerns(key, entry, duty, matters):
                    yield from _of_entry(key, entry, duty, rules, area=entry.area)


def _naming(key: int, entry: Entry, told: Sequence[Entry]) -> Entry | None:
    """The last entry about the subject that names what this one is about, before it: the swab in a tube."""
    about = None if entry.subject is None else entry.subject.key
    if about is None or about == key:
        return None
    before = [one for one in told if one.at <= entry.at and owner_of(one) == key and about in links(one)]
    return before[-1] if before else None


def _concerns(key: int, entry: Entry, duty: Duty, matters: Mapping[int, Entry]) -> bool:
    """Whether a window that an entry opens belongs to the plan of this subject. What is about another entry belongs to
    its owner alone, though others who are told of it may know of the matter, too.
    """
    if duty.for_ and not _addressees(entry, duty):
        return key in named(entry, duty.for_)
    about = entry.subject
    for _ in matters:
        if about is None or about.kind != "entry" or about.key not in matters:
            break
        entry = matters[about.key]
        about = entry.subject
    return owner_of(entry) in (key, None)


def named(entry: Entry, field: str) -> tuple[int, ...]:
    """The keys of what a field names."""
    found = said(entry.body, field)
    return found if isinstance(found, tuple) else () if found is None else (found,)


def _addressees(entry: Entry, duty: Duty) -> tuple[int, ...]:
    """The areas, places and accounts that an entry asks: each of them owes an answer, and they all belong to its own
    plan.
    """
    found = named(entry, duty.for_) if duty.for_ else ()
    return tuple(key for key in found if thing_of(key).kind in ("area", "place", "account"))


def owner_of(entry: Entry) -> int | None:
    """The subject whose plan an entry belongs to: its own, itself where it is about an area or nothing; None where it
    is about another entry, whose owner it then shares.
    """
    about = entry.subject
    if about is None or about.kind in ("area", "place"):
        return entry.key
    return None if about.kind == "entry" else about.key


def _of_entry(key: int, entry: Entry, duty: Duty, rules: Rules, *, area: int) -> Iterator[Window]:
    chain = entry.chain or entry.position
    opens = (instant(entry.body, duty.of) if duty.of else None) or entry.at
    due: int | None = EVER
    if duty.until:
        due = instant(entry.body, duty.until)
    elif duty.within:
        due = opens + span(duty.within)
    if due is None:
        return
    if duty.match == "matter":  # what a meeting decided may be ordered before it ends
        opens = min(opens, entry.at)
    response = rules.response("duty", duty.name)
    wanted = _rows(entry, duty.times) if isinstance(duty.times, str) else 0
    own = key if duty.for_ or duty.match != "matter" else entry.key
    for subject, spot in [_spot(one, entry) for one in _addressees(entry, duty)] or [(own, area)]:
        yield Window(rules.disease, duty, subject, min(opens, due), due, EVER, "", spot, chain, response, wanted=wanted)


def _of_below(
    key: int, entry: Entry, duty: Duty, rules: Rules, law: Law, matters: Mapping[int, Entry]
) -> Iterator[Window]:
    """What every area below owes of a matter that has come as far as the one where the entry was made: the next hop."""
    matter = None if entry.subject is None else matters.get(entry.subject.key)
    if matter is None or not _concerns(key, entry, duty, matters):
        return
    chain = matter.chain or matter.position
    response = rules.response("duty", duty.name)
    for area, level in law.below(entry.area, entry.at):
        if level in duty.below:
            subject, due = key_of("area", area), entry.at + span(duty.within)
            yield Window(rules.disease, duty, subject, matter.at, due, EVER, "", area, chain, response)


def _rows(entry: Entry, field: str) -> int:
    """How many a field of an entry says, or holds."""
    found = said(entry.body, field)
    return len(found) if isinstance(found, tuple) else found if isinstance(found, int) else 0


def _spot(addressee: int, entry: Entry) -> tuple[int, int]:
    """Whom a duty is about that an addressee has, and where: an officer's lies where the entry was made."""
    thing = thing_of(addressee)
    return (addressee, entry.area) if thing.kind == "account" else (key_of("area", thing.id), thing.id)


def _household(key: int, told: Sequence[Entry], law: Law, until: int) -> list[Window]:
    """What each household must have had, from its registration on while its house stands as the clause asks."""
    registered = [one for one in told if one.kind == HOUSEHOLD]
    if not registered:
        return []
    house, start = registered[-1], registered[0].at
    asked = {
        (rules.disease, duty.name): None
        for begin in (start, *(turn for turn in law.turns if start < turn < until))
        for rules in law.at(house.area, begin)
        for duty in rules.each.get("household", ())
    }
    found: list[Window] = []
    for disease, name in asked:
        parts = law.stretches(house.area, disease, name, start, until)
        held = [one for one in parts if "household" in one.duty.kinds_of_place]
        for by, opens, due, closes in rounds(held, law, house.area, until):
            if meets(house, HOUSEHOLD, by.duty.where):
                response = by.rules.response("duty", name)
                found.append(Window(disease, by.duty, key, opens, due, closes, "", house.area, 0, response))
    return found
