"""The responsibility letters (责任书) of an area: due while an office is held, signed while they hold. Plain Python."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gridward.kit.clock import day_number, day_of, first_moment, parse
from gridward.kit.errors import Refusal
from gridward.plug.figure import Line, line
from gridward.plug.kind import Entry, Ref


class Term(NamedTuple):
    """An office held in an area from `start` until just before `end`, and the letter signed for it, if any."""

    role: str
    entry: Entry
    start: int
    end: int | None
    letters: list[Entry]


def terms(entries: Sequence[Entry], roles: Iterable[str]) -> list[Term]:
    """The terms of one area's offices that need a letter, each with the letters signed for it.

    A letter is for the first term of its office that waits, or for the one that its signer has signed for before.
    """
    known = set(roles)
    found = [term for entry in entries if (term := _term(entry, known)) is not None]
    found.sort(key=lambda term: (term.start, term.entry.at, term.entry.id.int))
    mine: dict[tuple[str, int], Term] = {}
    for letter in (entry for entry in entries if entry.kind == "command.pledge"):
        body = letter.body
        signer = body.signer.key if isinstance(body.signer, Ref) else 0
        at = signed_at(letter)
        running = [one for one in found if one.role == body.office and (one.end is None or one.end > at)]
        again = mine.get((body.office, signer))
        term = again if again in running else next((one for one in running if not one.letters), None)
        if term is not None:
            term.letters.append(letter)
            mine[body.office, signer] = term
    return found


def _term(entry: Entry, roles: set[str]) -> Term | None:
    if entry.kind != "grid.appointment" or entry.body.office not in roles:
        return None
    try:
        start = _begins(entry.body.from_)
        end = None if entry.body.to is None else _begins(entry.body.to)
    except Refusal:
        return None
    return Term(entry.body.office, entry, start, end, []) if end is None or end > start else None


def _begins(text: str) -> int:
    """A date means its first moment: an office begins in the morning."""
    at = parse(text)
    return first_moment(day_of(at)) if len(text) == len("2020-02-10") else at


def signed_at(letter: Entry) -> int:
    """When a letter was signed: on its day, at the moment of the entry when that was made that day."""
    day = day_number(letter.body.signed_on)
    return letter.at if day_of(letter.at) == day else first_moment(day)


def due_letters(term: Term) -> Iterator[Line]:
    """The letter that is due while the office is held."""
    yield line(term.entry, member=term.role, at=term.start)
    if term.end is not None:
        yield line(term.entry, -1, member=term.role, at=term.end)


def signed_letters(term: Term) -> Iterator[Line]:
    """The letter that is signed, while the office is held and the letter valid."""
    until = term.start
    for letter in term.letters:
        start = max(signed_at(letter), until)
        ends = [] if term.end is None else [term.end]
        if letter.body.valid_until is not None:
            ends.append(first_moment(day_number(letter.body.valid_until) + 1))
        end = min(ends, default=None)
        if end is not None and end <= start:
            continue
        yield line(letter, member=term.role, at=start)
        if end is None:
            return
        yield line(letter, -1, member=term.role, at=end)
        until = end
