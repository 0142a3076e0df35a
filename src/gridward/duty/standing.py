"""Who is under what, since when and until when, because of which entry: made by the measures of packs. Pure.

At most one run of a measure holds for a subject at a time: of several triggers the one whose clock is latest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from gridward.duty.law import EVER, Law
from gridward.duty.risks import Hit, travellers
from gridward.duty.said import asked, instant, said
from gridward.kit.clock import day_of, first_moment
from gridward.plug.kind import Entry, key_of
from gridward.policy.condition import all_hold
from gridward.policy.force import Rules, line_of
from gridward.policy.risk_measure import JOURNEY, STAY, RiskMeasure
from gridward.policy.vocabulary import Ends, Measure, Stage


class Standing(NamedTuple):
    """A subject under one standing: `begin` ≤ t < `end`, on the local days `first_day` to `last_day` (None: open).

    Its days count from `clock`. `was_last` is the last day by the clock where something moved it. `because` is the
    triggering entry, `ended` the one that ended it early; `how` says how it ends: clock, entry, restart, switch.
    """

    disease: str
    measure: Measure
    pack: str
    name: str
    stage: int
    clock: int
    begin: int
    end: int
    first_day: int
    last_day: int | None
    was_last: int | None
    because: Entry
    ended: Entry | None
    how: str


class Run(NamedTuple):
    """A trigger of a measure on its way to standings: from `begin` until just before `end`.

    `until` is the day to which somebody was kept longer, by name, before another pack took over.
    """

    disease: str
    measure: Measure
    pack: str
    clock: int
    begin: int
    end: int
    because: Entry
    ended: Entry | None
    how: str
    until: int | None = None


def standings(told: Sequence[Entry], key: int, law: Law) -> list[Standing]:
    """Every standing that the active entries of one subject make of it, by measure and time."""
    return of_runs([*_triggers(told, key, law), *_risked(told, key, law)], told, law)


def of_runs(runs: Iterable[Run], told: Sequence[Entry], law: Law) -> list[Standing]:
    """The standings that triggers of measures lead to, in the light of everything told."""
    by_measure: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        by_measure.setdefault((run.disease, run.measure.name), []).append(run)
    found = [one for alike in by_measure.values() for run in _in_turn(alike) for one in _stages(run, told, law)]
    return _counted_once(sorted(found, key=lambda one: (one.begin, one.disease, one.measure.name, one.stage)))


def _counted_once(found: Sequence[Standing]) -> list[Standing]:
    """Who is under a standing already and is put under it once more, by an order after the contact say, counts its days
    on: day 1 stays the day on which it began, unless the new clock is later.
    """
    known: list[Standing] = []
    for one in found:
        before = [
            other
            for other in known
            if (other.disease, other.name) == (one.disease, one.name)
            and other.begin <= one.begin < other.end
            and day_of(other.clock) >= day_of(one.clock)
        ]
        first = min((other.first_day for other in before), default=one.first_day)
        known.append(one._replace(first_day=min(first, one.first_day)))
    return known


def meets(entry: Entry, kind: str, where: Mapping[str, Any]) -> bool:
    """Whether an entry is of a kind and says what is wanted."""
    return entry.kind == kind and (not where or all_hold(where, lambda name: asked(entry.body, name)))


def _triggers(told: Sequence[Entry], key: int, law: Law) -> Iterator[Run]:
    for entry in told:
        for rules in law.at(entry.area, entry.at):
            for measure in rules.measures_on.get(entry.kind, ()):
                if _concerns(entry, key, measure.for_) and meets(entry, measure.on, measure.where):
                    yield run_of(entry, measure, rules, told)


def _risked(told: Sequence[Entry], key: int, law: Law) -> Iterator[Run]:
    """Whoever has been in a risk area: from when both is known, for the days after the last day there."""
    for entry in told:
        if entry.kind in (JOURNEY, STAY) and key in travellers(entry):
            for hit in law.risks.hits(entry):
                for rules in law.at(entry.area, max(entry.at, hit.known)):
                    measure = rules.risks.get(hit.listed.level)
                    if measure is not None:
                        yield _because_of(hit, entry, measure, rules, told)


def _because_of(hit: Hit, entry: Entry, measure: RiskMeasure, rules: Rules, told: Sequence[Entry]) -> Run:
    days = measure.risk.look_back if hit.listed.look_back is None else hit.listed.look_back
    stages = (Stage(standing=measure.risk.standing, days=days),)
    begin, pack = max(entry.at, hit.known), rules.clauses["measure"][measure.name].pack
    own = msgspec.structs.replace(measure, stages=stages)
    return Run(rules.disease, own, pack, first_moment(hit.day), begin, EVER, entry, None, "clock")


def _concerns(entry: Entry, key: int, field: str) -> bool:
    """Whether an entry puts this subject under its measure: its own subject, or one that the field names."""
    if field:
        named = said(entry.body, field)
        return key in (named if isinstance(named, tuple) else (named,))
    return area_or_subject(entry) == key


def area_or_subject(entry: Entry) -> int:
    """The key of what an entry is about: an area or place by its number on the map, however it was named."""
    about = entry.subject
    if about is None:
        return key_of("area", entry.area)
    return key_of("area", about.id) if about.kind in ("area", "place") else about.key


def run_of(entry: Entry, measure: Measure, rules: Rules, told: Sequence[Entry]) -> Run:
    """How long a measure would run that this entry triggers."""
    clock = _clock(entry, measure, told)
    later = entry.at < clock < EVER
    begin = max(entry.at, first_moment(day_of(clock))) if later else entry.at
    ended, end = _ending(entry, measure, begin, told)
    clock = _restarted(entry, measure, clock, told)
    pack = rules.clauses["measure"][measure.name].pack
    return Run(rules.disease, measure, pack, clock, begin, end, entry, ended, "clock" if ended is None else "entry")


def _restarted(entry: Entry, measure: Measure, clock: int, told: Sequence[Entry]) -> int:
    """The clock after everything that began the count again while it ran."""
    for one in told:
        running = one.at < _over_by_clock(measure, clock)
        if measure.restart and one.kind == measure.restart and one.at > entry.at and running:
            clock = max(clock, one.at)
    return clock


def _clock(entry: Entry, measure: Measure, told: Sequence[Entry]) -> int:
    clock = measure.clock
    if isinstance(clock, str):
        return (instant(entry.body, clock) if clock else None) or entry.at
    moments = (instant(one.body, clock.field) for one in told if one.kind == clock.entry and one.at >= entry.at)
    return max((one for one in moments if one is not None), default=EVER)


def _ending(entry: Entry, measure: Measure, begin: int, told: Sequence[Entry]) -> tuple[Entry | None, int]:
    """The first entry that ends it, and when."""
    found = [
        (at, one)
        for one in told
        for ends in measure.ends
        if one.id != entry.id and meets(one, ends.on, ends.where) and (at := _at(one, ends)) > begin
    ]
    first = min(found, key=lambda pair: (pair[0], pair[1].id), default=None)
    return (None, EVER) if first is None else (first[1], first[0])


def _at(entry: Entry, ends: Ends) -> int:
    return (instant(entry.body, ends.at) if ends.at else None) or entry.at


def _in_turn(runs: list[Run]) -> list[Run]:
    """Runs of one measure without overlap: a later clock takes over, an earlier one adds nothing while one runs."""
    found: list[Run] = []
    for run in sorted(runs, key=lambda one: (one.begin, one.clock, one.because.id)):
        last = found[-1] if found else None
        if last is not None and run.begin < _over(last):
            if run.clock < last.clock:
                continue
            found[-1] = last._replace(end=run.begin, ended=run.because, how="restart")
            if last.begin == run.begin:
                found.pop()
        found.append(run)
    return found


def _over(run: Run) -> int:
    """When a run is over at the latest, by its clock and what ended it."""
    return min(run.end, _over_by_clock(run.measure, run.clock))


def _over_by_clock(measure: Measure, clock: int) -> int:
    days = [stage.days for stage in measure.stages]
    if None in days or clock == EVER:
        return EVER
    return first_moment(day_of(clock) + sum(one or 0 for one in days) + 1)


class Span(NamedTuple):
    """The days of one stage, from the first to the last as moved (None: open); `was` is the last by the clock."""

    stage: Stage
    number: int
    first: int
    last: int | None
    was: int | None


def _stages(run: Run, told: Sequence[Entry], law: Law) -> Iterator[Standing]:
    """The standings of one run, stage by stage, as moved, ended and converted."""
    for piece in _pieces(run, told, law):
        for one in _spans(piece, day_of(run.begin), told):
            found = _standing(piece, one)
            if found is not None:
                yield found


def _spans(piece: Run, first: int, told: Sequence[Entry]) -> Iterator[Span]:
    last: int | None = None if piece.clock == EVER else day_of(piece.clock)
    until, final = piece.until, len(piece.measure.stages) - 1
    for number, stage in enumerate(piece.measure.stages):
        was = _last(last, stage)
        last = _moved(piece, number, first, was, told)
        if until is not None and last is not None and (last >= day_of(piece.begin) or number == final):
            last, until = max(last, until), None
        yield Span(stage, number, first, last, was)
        if last is None:
            break
        first = max(first, last + 1)


def _last(before: int | None, stage: Stage) -> int | None:
    return None if before is None or stage.days is None else before + stage.days


def _moved(run: Run, number: int, first: int, was: int | None, told: Sequence[Entry]) -> int | None:
    """The last day of a stage after what moved it while it ran."""
    last = was
    for one in told:
        for moves in run.measure.moves:
            to = instant(one.body, moves.to) if meets(one, moves.on, moves.where) else None
            running = first <= day_of(one.at) and (last is None or day_of(one.at) <= last)
            if to is not None and run.begin <= one.at < run.end and running:
                last = day_of(to)
    return last


def _standing(run: Run, span: Span) -> Standing | None:
    begin, over = max(run.begin, first_moment(span.first)), _after(span.last)
    end = min(run.end, over)
    if begin >= end:
        return None
    how, ended = (run.how, run.ended) if run.end < over else ("clock", None)
    moved = span.was if span.was != span.last else None
    return Standing(
        run.disease, run.measure, run.pack, span.stage.standing, span.number, run.clock, begin, end,
        span.first, span.last, moved, run.because, ended, how,
    )  # fmt: skip


def _after(last: int | None) -> int:
    return EVER if last is None else first_moment(last + 1)


def _pieces(run: Run, told: Sequence[Entry], law: Law) -> list[Run]:
    """The run, under the stages of each later pack that says so when it comes into force; one that has no such measure
    ends it there.
    """
    found = [run]
    for turn in law.turns:
        last, area = found[-1], run.because.area
        if not last.begin < turn < last.end:
            continue
        spans = [*_spans(last, day_of(run.begin), told)]
        if turn >= max((_after(one.last) for one in spans), default=EVER):
            continue
        rules, before = law.of(area, turn, run.disease), law.of(area, turn - 1, run.disease)
        if rules is None or before is None or not _converts(last, rules, before):
            continue
        fresh = _alike(rules.measures.get(run.measure.name), last.measure)
        if fresh is None:
            found[-1] = last._replace(end=turn, how="switch")
            break
        if fresh != last.measure:
            pack = rules.clauses["measure"][fresh.name].pack
            found[-1] = last._replace(end=turn, how="switch")
            longer = [one.last for one in spans if one.last and one.was and one.last > max(one.was, day_of(turn) - 1)]
            found.append(last._replace(measure=fresh, pack=pack, begin=turn, until=max(longer, default=None)))
    return found


def _alike(fresh: Measure | None, before: Measure) -> Measure | None:
    """A measure of another pack; where it draws rings, that of them with the standing that runs."""
    if fresh is None or not fresh.spread:
        return fresh
    own = [ring for ring in fresh.spread if any(ring.standing == stage.standing for stage in before.stages)]
    stages = tuple(Stage(standing=ring.standing, days=ring.days) for ring in own)
    return msgspec.structs.replace(fresh, stages=stages) if stages else None


def _converts(run: Run, rules: Rules, before: Rules) -> bool:
    """Whether the rules that come into force take over what runs under those before: what they say of the pack that was
    on goes before what they say of one that it built on.
    """
    said: dict[str, bool] = {}
    for row in rules.transitions:
        if "*" in row.measures or run.measure.name in row.measures:
            said[row.from_] = said.get(row.from_, False) or row.do == "convert"
    if not said:
        return False
    old = [[pack.id for pack in line_of(on.pack)] for on in before.packs]
    return any(said[found] for line in (*old, [run.pack]) if (found := next((one for one in line if one in said), "")))
