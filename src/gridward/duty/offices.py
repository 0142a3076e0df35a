"""What an area owes under office clauses. Pure.

A vacancy is owed by whoever appoints, an unsigned letter by whoever holds the office. What must stand somewhere is owed
like an office: its term is from when it opens to when it is taken away.

An office held in turn by several has no vacancy between them when one ends the moment the next begins. What is told for
a day to come counts on that day. A letter that was never signed is asked for no more once its office has ended.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from gridward.duty.ground import Ground
from gridward.duty.law import EVER, Law
from gridward.duty.plan import WAIVER
from gridward.duty.said import instant, said
from gridward.duty.settle import Settled, excused
from gridward.duty.standing import Standing
from gridward.duty.window import Window
from gridward.kit.clock import day_of, first_moment, parse
from gridward.kit.errors import Refusal
from gridward.plug.kind import Entry, key_of
from gridward.policy.condition import all_hold
from gridward.policy.force import Rules
from gridward.policy.office_duty import APPOINTED, SIGNED, FixtureDuty, OfficeDuty
from gridward.policy.spans import span


class Term(NamedTuple):
    """Somebody holds an office, or something stands, from `begin` until just before `end`; `chain` is the entry's."""

    begin: int
    end: int
    chain: int


class Spell(NamedTuple):
    """An office clause in force for an area, from `begin` until just before `end`."""

    rules: Rules
    duty: OfficeDuty | FixtureDuty
    begin: int
    end: int


Since = Callable[[Collection[str]], int]
"""From when on an area is as it is in these fields; from its opening in none."""


def office_plan(
    ground: Ground, since: Since, told: Sequence[Entry], under: Sequence[Standing], law: Law, today: int, until: int
) -> list[Settled]:
    """The duties of offices of one area; `since` says since when it is so, `until` how far ahead is planned."""
    found: list[Settled] = []
    for spell in (one for whole in spells(ground, since, law) for one in _while(whole, under)):
        duty = spell.duty
        if isinstance(duty, FixtureDuty):
            made = vacancies(ground, spell, standing_terms(duty, told))
        elif duty.part == "office":
            made = vacancies(ground, spell, _terms(duty, told))
        else:
            made = letters(ground, spell, _terms(duty, told), told)
        found += (_by(one, first_moment(today + 1)) for one in made if one.window.opens < until)
    waivers = [one for one in told if one.kind == WAIVER]
    found = [excused_of(one, waivers) for one in found] if waivers else found
    return [one for one in found if one.done_at is not None or one.window.duty.by != (SIGNED,) or _runs(one, today)]


def _by(one: Settled, tomorrow: int) -> Settled:
    """What is done on a later day is not done yet."""
    if one.done_at is None or one.done_at < tomorrow:
        return one
    return one._replace(done_at=None, done_by=None, done=min(one.done, one.needed - 1))


def excused_of(one: Settled, waivers: Sequence[Entry]) -> Settled:
    """The same, excused or put off where somebody said so."""
    excuse = excused(one.window, waivers)
    return one if excuse is None else one._replace(waived=excuse[0], put_off=excuse[1])


def _runs(one: Settled, today: int) -> bool:
    return one.window.closes >= first_moment(today + 1)


def spells(ground: Ground, since: Since, law: Law) -> Iterator[Spell]:
    """When which office clause is in force there: not before the area was as the clause asks."""
    seen: set[tuple[str, str, int]] = set()
    for moment in law.turns:
        for rules in law.at(ground.area, moment):
            for duty in (one for name in ground.names for one in rules.offices.get(name, ())):
                begin, end = law.run(ground.area, moment, rules.disease, duty.name)
                begin, end = max(begin, since(duty.where), ground.begins), min(end, ground.ends)
                if (rules.disease, duty.name, begin) in seen or begin >= end:
                    continue
                seen.add((rules.disease, duty.name, begin))
                if not duty.where or all_hold(duty.where, ground.says.get):
                    yield Spell(rules, duty, begin, end)


def _while(spell: Spell, under: Sequence[Standing]) -> Iterator[Spell]:
    """The times of a spell at which the area is under what the clause names; the whole of it where it names nothing."""
    if not spell.duty.during:
        yield spell
        return
    found: list[tuple[int, int]] = []
    for begin, end in sorted((one.begin, one.end) for one in under if one.name in spell.duty.during):
        if found and begin <= found[-1][1]:
            begin, end = found[-1][0], max(found.pop()[1], end)
        found.append((begin, end))
    cut = ((max(begin, spell.begin), min(end, spell.end)) for begin, end in found)
    yield from (spell._replace(begin=begin, end=end) for begin, end in cut if begin < end)


def standing_terms(duty: FixtureDuty, told: Iterable[Entry]) -> list[Term]:
    """When what a clause asks for stood: of statements about a place the last holds, from the day that it names on."""
    places: dict[int, dict[int, Term]] = {}
    for one in told:
        if one.kind == duty.fixture.entry and all_hold(duty.with_, partial(said, one.body)):
            about = one.subject.key if one.subject is not None else key_of("area", one.area)
            term, known = _stands(one, duty), places.setdefault(about, {})
            first = known.get(day_of(term.begin))
            begin = term.begin if first is None else first.begin
            kept = {
                day: old._replace(end=min(old.end, begin)) for day, old in known.items() if day < day_of(term.begin)
            }
            places[about] = kept | {day_of(begin): term._replace(begin=begin)}
    return sorted(term for terms in places.values() for term in terms.values() if term.begin < term.end)


def _stands(one: Entry, duty: FixtureDuty) -> Term:
    """From the moment of the entry where it names its own day; gone by the end of the day that it names."""
    begin, end = instant(one.body, duty.fixture.from_) or one.at, instant(one.body, duty.fixture.to)
    begin = one.at if day_of(begin) == day_of(one.at) else begin
    if end is not None:
        end = one.at if day_of(end) == day_of(one.at) else first_moment(day_of(end) + 1)
    return Term(begin, EVER if end is None else end, one.chain or one.position)


def _terms(duty: OfficeDuty, told: Iterable[Entry]) -> list[Term]:
    """The terms of an office, by time."""
    found = []
    for one in told:
        if one.kind == APPOINTED and said(one.body, "office") == duty.office.role:
            term = _term(one)
            if term is not None:
                found.append(term)
    return sorted(found)


def _term(one: Entry) -> Term | None:
    try:
        begin = _begins(one.body.from_)
        end = EVER if one.body.to is None else _begins(one.body.to)
    except Refusal:
        return None
    return Term(begin, end, one.chain or one.position) if begin < end else None


def _begins(text: str) -> int:
    """A date means its first moment: an office begins in the morning."""
    at = parse(text)
    return first_moment(day_of(at)) if len(text) == len("2020-02-10") else at


def vacancies(ground: Ground, spell: Spell, terms: Sequence[Term]) -> Iterator[Settled]:
    """The times at which fewer hold the office than must."""
    wanted = spell.duty.office.holders if isinstance(spell.duty, OfficeDuty) else 1
    opens = most = 0
    vacant = False
    turns = sorted({spell.begin, *(at for one in terms for at in one[:2] if spell.begin < at < spell.end)})
    for at in turns:
        held = sum(one.begin <= at < one.end for one in terms)
        if held < wanted and not vacant:
            vacant, opens, most = True, at, held
        elif held >= wanted and vacant:
            vacant = False
            by = max(one.chain for one in terms if one.begin == at)
            yield Settled(_window(ground, spell, opens, at), at, by, wanted, wanted, 0, None, None, None, None)
        most = max(most, held) if vacant else most
    if vacant:
        yield Settled(_window(ground, spell, opens, spell.end), None, None, most, wanted, 0, None, None, None, None)


def letters(ground: Ground, spell: Spell, terms: Sequence[Term], told: Sequence[Entry]) -> Iterator[Settled]:
    """A letter for every term, those that began at one moment together."""
    signed = _signatures(spell.duty, terms, told) if isinstance(spell.duty, OfficeDuty) else {}
    by_opening: dict[int, list[Term]] = {}
    for one in terms:
        if one.begin < spell.end and one.end > spell.begin:
            by_opening.setdefault(max(one.begin, spell.begin), []).append(one)
    for opens, ones in by_opening.items():
        told_of = [signed[one] for one in ones if one in signed]
        whole = len(told_of) == len(ones)
        at, by = max(told_of, default=(0, 0))
        yield Settled(
            _window(ground, spell, opens, min(spell.end, max(one.end for one in ones))),
            max(at, opens) if whole else None,
            by if whole else None,
            len(told_of), len(ones), 0, None, None, None, None,
        )  # fmt: skip


def _signatures(duty: OfficeDuty, terms: Sequence[Term], told: Sequence[Entry]) -> dict[Term, tuple[int, int]]:
    """When the letter of each term was signed, and by which chain: each letter is for the first term that waits."""
    found: dict[Term, tuple[int, int]] = {}
    for one in told:
        if one.kind == SIGNED and said(one.body, "office") == duty.office.role:
            at = instant(one.body, "signed_on") or one.at
            at = one.at if day_of(at) == day_of(one.at) else at
            term = next((term for term in terms if term.end > at and term not in found), None)
            if term is not None:
                found[term] = at, one.chain or one.position
    return found


def _window(ground: Ground, spell: Spell, opens: int, closes: int) -> Window:
    duty, rules = spell.duty, spell.rules
    due = opens + (span(duty.within) if duty.within else 0)
    return Window(
        rules.disease, duty, key_of("area", ground.area), opens, due, closes, "", ground.area, 0,
        rules.response("duty", duty.name),
    )  # fmt: skip
