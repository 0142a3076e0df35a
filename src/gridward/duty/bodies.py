"""What a command, leading group or working group owes under office clauses: heads, and a letter of each. Pure.

A body names its heads itself (`command.body`), from a day to a day; whoever sees to it (`who`) owes those that are
lacking. Its letters are signed about the body.
"""

from collections.abc import Iterator, Sequence

from gridward.duty.ground import Ground
from gridward.duty.law import EVER, Law
from gridward.duty.offices import Term, excused_of, letters, spells, vacancies
from gridward.duty.plan import WAIVER
from gridward.duty.said import asked, instant, said
from gridward.duty.settle import Settled
from gridward.kit.clock import day_of, first_moment
from gridward.plug.kind import Body, Entry, thing_of
from gridward.plug.shape import fields_of
from gridward.policy.office_duty import BODY, TOLD

_HEADS = "heads"


def body_plan(key: int, told: Sequence[Entry], law: Law, until: int) -> list[Settled]:
    """The duties of offices of one body."""
    statements = [one for one in told if one.kind == TOLD and one.subject is not None and one.subject.key == key]
    if thing_of(key).kind != BODY or not statements:
        return []
    terms = [*_terms(statements)]
    last: Body = statements[-1].body
    begin, end = _life(statements)
    says = {one.name: asked(last, one.name) for one in fields_of(type(last))}
    ground = Ground(statements[-1].area, (BODY,), says, begin, end)
    found: list[Settled] = []
    for spell in spells(ground, lambda fields: begin, law):
        if spell.duty.name.startswith("pledge."):
            found += letters(ground, spell, terms, told)
        else:
            found += vacancies(ground, spell, terms)
    waivers = [one for one in told if one.kind == WAIVER]
    own = (one._replace(window=one.window._replace(subject=key)) for one in found if one.window.opens < until)
    return [excused_of(one, waivers) for one in own]


def _life(statements: Sequence[Entry]) -> tuple[int, int]:
    """From when until when there is such a body, by the first and the last that was said of it."""
    return _span(statements[0])[0], _span(statements[-1])[1]


def _span(one: Entry) -> tuple[int, int]:
    """From the moment of the entry where it names its own day, until the end of the last day that it names."""
    begin, end = instant(one.body, "from") or one.at, instant(one.body, "to")
    begin = one.at if day_of(begin) == day_of(one.at) else begin
    return begin, EVER if end is None else first_moment(day_of(end) + 1)


def _terms(statements: Sequence[Entry]) -> Iterator[Term]:
    """Who is head from when until when: each statement holds until the next, and who is named again goes on."""
    spans = [_span(one) for one in statements]
    running: dict[int, Term] = {}
    for number, (one, (begin, end)) in enumerate(zip(statements, spans, strict=True)):
        following = spans[number + 1][0] if number + 1 < len(spans) else EVER
        named = said(one.body, _HEADS) or ()
        kept = {}
        for head in named if isinstance(named, tuple) else ():
            before = running.pop(head, None)
            first = before if before is not None and before.end >= begin else None
            chain = one.chain or one.position
            kept[head] = Term(begin if first is None else first.begin, min(end, max(begin, following)),
                              chain if first is None else first.chain)  # fmt: skip
        yield from running.values()
        running = kept
    yield from running.values()
