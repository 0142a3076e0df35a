"""Hand-overs (点对点): offered, accepted or returned, decided above after two returns; whose it is meanwhile. Pure.

A function of the set of active entries, by time: in whatever order they came, the same became of a hand-over. Until the
receiver accepts, what is handed over stays the giver's.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from gridward.duty.law import Path
from gridward.duty.said import said
from gridward.plug.kind import Entry, key_of, thing_of

HANDOVER, ANSWER, DECISION = "duty.handover", "duty.handover_answer", "duty.handover_decision"
KINDS = frozenset({HANDOVER, ANSWER, DECISION})
RETURNS = 2
"""So many returns, and the common superior must decide."""

OFFERED, ACCEPTED, RETURNED, RAISED, DECIDED, REPLACED = (
    "offered", "accepted", "returned", "raised", "decided", "replaced",
)  # fmt: skip


class Passing(NamedTuple):
    """One hand-over and what became of it.

    `subject` is the key of what is handed over (places by the key of their area), `duty` a clause or "" for all,
    `giver` and `to` are areas, `by` is who offered. `answered_*` tell the answer, `turned_*` what made the present
    state: the answer or the decision. `returns` counts those since somebody last had it, `above` is who must decide.
    `goes` and `goes_office` are who has it after that.
    """

    chain: int
    subject: int
    duty: str
    giver: int
    to: int
    office: str
    at: int
    by: int
    state: str = OFFERED
    answered_at: int | None = None
    answered_by: int | None = None
    turned_at: int | None = None
    turned_by: int | None = None
    returns: int = 0
    above: int = 0
    goes: int = 0
    goes_office: str = ""

    @property
    def passed(self) -> bool:
        """Whether it is somebody else's now: accepted, or decided so."""
        return self.state in (ACCEPTED, DECIDED)


def passings(told: Sequence[Entry], path: Path) -> list[Passing]:
    """Every hand-over among some entries; one to oneself is none. What is said of an offer comes after it, whatever the
    clocks of two phones say.
    """
    openers = {one.key: one for one in told if one.kind == HANDOVER}
    threads: dict[tuple[int, str], _Thread] = {}
    heard = ((_moment(one, openers), one) for one in told if one.kind in KINDS)
    for at, one in sorted(heard, key=lambda pair: (pair[0], pair[1].id)):
        entry = msgspec.structs.replace(one, at=at)
        first = _first(entry, openers)
        if first is not None:
            thing = _thing(first), str(said(first.body, "duty") or "")
            threads.setdefault(thing, _Thread(*thing, path)).hear(entry)
    return [found for thread in threads.values() for found in thread.found]


def owned(told: Sequence[Entry], key: int) -> list[Entry]:
    """What was said of hand-overs that belong to the plan of one subject: about it, or about a matter of its own."""
    known = {one.key: one for one in told}
    return [one for one in told if one.kind in KINDS and _owner(one, known) == key]


def _owner(one: Entry, known: Mapping[int, Entry]) -> int:
    for _ in range(len(known)):
        about = one.subject
        if about is None or about.kind in ("area", "place"):
            return one.key
        if about.kind != "entry":
            return about.key
        if about.key not in known:
            return 0
        one = known[about.key]
    return 0


def _first(one: Entry, openers: Mapping[int, Entry]) -> Entry | None:
    """The hand-over with which the thread of an entry began: what is offered again is about the earlier offer."""
    seen: set[int] = set()
    while one.subject is not None and one.subject.key in openers and one.key not in seen:
        seen.add(one.key)
        one = openers[one.subject.key]
    return one if one.kind == HANDOVER else None


def _moment(one: Entry, openers: Mapping[int, Entry]) -> int:
    """When it was said: never before what it is about; an answer just after that, the next offer after the answer."""
    at, later, seen = one.at, 0, set[int]()
    while one.subject is not None and one.subject.key in openers and one.key not in seen:
        seen.add(one.key)
        later += 2 if one.kind == HANDOVER else 1
        one = openers[one.subject.key]
        at = max(at, one.at + later)
    return at


def _thing(one: Entry) -> int:
    """What is handed over; what is on the map by its area."""
    about = one.subject
    if about is None:
        return key_of("area", one.area)
    return key_of("area", about.id) if about.kind in ("area", "place") else about.key


class _Thread:
    """All that was said of handing over one thing, told by time."""

    def __init__(self, subject: int, duty: str, path: Path) -> None:
        self._about = subject, duty
        self._path = path
        self._returns = 0
        self._holder: int | None = None
        self.found: list[Passing] = []

    def hear(self, one: Entry) -> None:
        """The next entry."""
        if one.kind == HANDOVER:
            self._offer(one)
        elif self.found and one.kind == ANSWER:
            self._answer(one)
        elif self.found:
            self._decide(one)

    def _offer(self, one: Entry) -> None:
        last = self.found[-1] if self.found else None
        to, office = _area(one), str(said(one.body, "office") or "")
        if not to or (to == one.area and not office):
            return
        if last is not None and last.state == RAISED:
            return  # it lies with the superior now
        if self._holder is not None and not self._within(self._holder, one.area, one.at):
            return  # whoever no longer has it cannot hand it on
        if last is not None and last.state == OFFERED:
            self.found[-1] = last._replace(state=REPLACED, turned_at=one.at, turned_by=one.chain or one.position)
        chain = one.chain or one.position
        self.found.append(Passing(chain, *self._about, one.area, to, office, one.at, one.by, returns=self._returns))

    def _answer(self, one: Entry) -> None:
        last = self.found[-1]
        if one.subject is None or one.subject.key != key_of("entry", last.chain) or last.state != OFFERED:
            return  # the first answer counts, and only to what is on offer
        if not self._within(one.area, last.to, one.at) or (one.by and one.by == last.by):
            return
        took = said(one.body, "answer") == "accepted"
        self._returns = 0 if took else self._returns + 1
        raised = self._returns >= RETURNS
        turned = one.at, one.chain or one.position
        self.found[-1] = last._replace(
            state=ACCEPTED if took else RAISED if raised else RETURNED,
            answered_at=turned[0], answered_by=turned[1], turned_at=turned[0], turned_by=turned[1],
            returns=self._returns, above=superior(last.giver, last.to, one.at, self._path) if raised else 0,
            goes=last.to if took else 0, goes_office=last.office if took else "",
        )  # fmt: skip
        if took:
            self._holder = last.to

    def _decide(self, one: Entry) -> None:
        last, to = self.found[-1], _area(one)
        if last.passed or last.state == REPLACED or not to:
            return
        if not self._within(superior(last.giver, last.to, one.at, self._path), one.area, one.at):
            return
        self._returns, self._holder = 0, to
        office = str(said(one.body, "office") or "")
        chain = one.chain or one.position
        self.found[-1] = last._replace(state=DECIDED, goes=to, goes_office=office, turned_at=one.at, turned_by=chain)

    def _within(self, area: int, above: int, at: int) -> bool:
        return self._path(area, at).startswith(self._path(above, at))


def _area(one: Entry) -> int:
    found = said(one.body, "to")
    return thing_of(found).id if isinstance(found, int) else 0


def superior(one: int, other: int, at: int, path: Path) -> int:
    """The nearest area above both; where one of the two is that, the next one up, if any."""
    first, second = (path(area, at).split(".")[:-1] for area in (one, other))
    shared = list(_shared(first, second))
    if len(shared) > 1 and shared[-1] in (str(one), str(other)):
        shared.pop()
    return int(shared[-1]) if shared else one


def _shared(first: Sequence[str], second: Sequence[str]) -> Iterator[str]:
    for one, other in zip(first, second, strict=False):
        if one != other:
            return
        yield one
