"""Duties that were handed over: what the giver was relieved of, and what the receiver has instead. Pure.

A window that was open when the receiver accepted is parted there: the giver's is *relieved*, the receiver's opens and
is due when it was. Windows that open later are the receiver's. What the giver had done already, and windows of a day
that were late by then, stay the giver's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gridward.duty.handover import DECIDED, HANDOVER, REPLACED, Passing
from gridward.duty.law import EVER, Law, Path
from gridward.duty.settle import Settled
from gridward.duty.window import Window
from gridward.plug.kind import key_of, thing_of
from gridward.policy.spans import span
from gridward.policy.vocabulary import Duty


class Relief:
    """What hand-overs make of the duties of one plan; `settle` says what becomes of a window."""

    def __init__(self, passed: Iterable[Passing], owner: int, path: Path, settle: Callable[[Window], Settled]) -> None:
        self._turns = sorted((one for one in passed if one.passed), key=lambda one: (one.turned_at or 0, one.chain))
        self._owner, self._path, self._settle = owner, path, settle

    def of(self, found: Sequence[Settled]) -> list[Settled]:
        """The duties as they are after that."""
        if not self._turns:
            return list(found)
        known = {_key(one.window) for one in found}
        parted: list[Settled] = []
        for one in found:
            first, *rest = self._pieces(one)
            parted.append(first)
            for piece in rest:
                window = piece.window
                while _key(window) in known:
                    window = window._replace(opens=window.opens + 1)
                known.add(_key(window))
                parted.append(piece._replace(window=window))
        return parted

    def _pieces(self, one: Settled) -> list[Settled]:
        pieces = [one]
        for turn in self._turns:
            last, at = pieces[-1], turn.turned_at or 0
            window = last.window
            there = turn.goes == window.area and turn.goes_office == window.office
            if there or not self._concerns(turn, window):
                continue
            theirs = self._moved(last, one.window, turn)
            if at <= window.opens:
                pieces[-1] = theirs._replace(window=theirs.window._replace(opens=window.opens, due=window.due))
            elif at < _limit(window) and not (last.done_at is not None and last.done_at < at) and last.waived is None:
                pieces[-1] = last._replace(done_at=None, done_by=None, relieved_at=at, relieved_by=turn.turned_by)
                pieces.append(theirs._replace(window=theirs.window._replace(opens=at, due=max(window.due, at))))
        return pieces

    def _moved(self, last: Settled, whole: Window, turn: Passing) -> Settled:
        """The same window with whoever has it now: where each of several answers for itself, their answers count."""
        window = whole._replace(area=turn.goes, office=turn.goes_office)
        return self._settle(window) if window.duty.for_ else last._replace(window=window)

    def _concerns(self, turn: Passing, window: Window) -> bool:
        """Whether a window is of what is handed over, of the clause that is meant, and the giver's to give."""
        if window.duty.on == HANDOVER or thing_of(window.subject).kind == "account":
            return False
        if turn.duty not in ("", window.duty.name):
            return False
        mine = turn.subject in (self._owner, window.subject) or turn.subject == key_of("entry", window.because)
        return mine and self._path(window.area, window.opens).startswith(self._path(turn.giver, window.opens))


def _key(window: Window) -> tuple[str, str, int, int]:
    return window.disease, window.duty.name, window.subject, window.opens


def _limit(window: Window) -> int:
    """Until when a window can go to somebody else: one of a daily rhythm, or asked of each area, until it is due."""
    duty = window.duty
    if duty.daily or duty.days or duty.phases or not (duty.on or duty.during):
        return window.due
    return max(window.due, window.closes)


def asked(passed: Iterable[Passing], law: Law) -> Iterator[Settled]:
    """What hand-overs ask for themselves: an answer of the receiver, and a decision after too many returns."""
    for one in passed:
        for rules in law.at(one.giver, one.at):
            for duty in rules.duties_on.get(HANDOVER, ()):
                response = rules.response("duty", duty.name)
                if duty.after_returns:
                    yield from _decision(one, duty, rules.disease, response)
                else:
                    yield from _answer(one, duty, rules.disease, response)


def _answer(one: Passing, duty: Duty, disease: str, response: int) -> Iterator[Settled]:
    if one.state == REPLACED or (one.turned_at is not None and one.answered_at is None):
        return
    key, due = key_of("area", one.to), one.at + span(duty.within) if duty.within else EVER
    window = Window(disease, duty, key, one.at, due, EVER, "", one.to, one.chain, response, one.office)
    yield _done(window, one.answered_at, one.answered_by)


def _decision(one: Passing, duty: Duty, disease: str, response: int) -> Iterator[Settled]:
    came = one.answered_at
    if not one.above or came is None:
        return
    due = came + span(duty.within) if duty.within else EVER
    window = Window(disease, duty, key_of("entry", one.chain), came, due, EVER, "", one.above, one.chain, response)
    over = one.state == DECIDED
    yield _done(window, one.turned_at if over else None, one.turned_by if over else None)


def _done(window: Window, at: int | None, by: int | None) -> Settled:
    return Settled(window, at, by, int(at is not None), 1, 0, None, None, None, None)
