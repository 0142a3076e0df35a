"""What counts as covered, how lists resolve and when a category holds. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from gridward.kit.clock import ZONE, day_number, day_of, first_moment, micros, parse
from gridward.kit.errors import Refusal
from gridward.plug.kind import Entry, Ref
from gridward.policy.norms import norm
from gridward.policy.packs import pack

ROUNDS = tuple(str(number) for number in range(1, 13))
"""Members of the coverage figures; without a member they count every visit ever made."""

UNRESOLVED = "unresolved"
MISSED = "missed_by_screening"
GONE = 0
"""Where a demolished house stands: in no area."""
Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def round_of(entry: Entry) -> str:
    """The round a visit belongs to, empty for none."""
    number = str(entry.body.round)
    return number if number in ROUNDS else ""


def covers(entry: Entry) -> bool:
    """Whether the visit made the household known: somebody answered, or the house stands empty (Q17)."""
    return entry.body.result.value in ("cooperative", "vacant")


def covered_points(entries: Sequence[Entry]) -> Points:
    """The rounds in which visits made one household known, while its house stands where it was visited: a house that
    is demolished is gone, and a household that moves is to be visited anew.
    """
    home: int | None = None
    visited: int | None = None
    rounds: dict[str, int] = {}
    for entry in entries:
        if entry.kind != "screening.visit":
            home = home_of(entry)
            if rounds and home != visited:
                rounds = {}
                yield entry.at, entry, rounds
        elif covers(entry) and home != GONE:
            rounds, visited = {**rounds, round_of(entry): 1}, entry.area
            yield entry.at, entry, rounds


def to_screen_points(entries: Sequence[Entry]) -> Points:
    """One household that is to be visited: on the roll, empty or not, or met without being on it; not demolished."""
    home: int | None = None
    for entry in entries:
        if entry.kind != "screening.visit":
            home = home_of(entry)
            yield entry.at, entry, {"": 1} if home != GONE else {}
        elif home is None:
            yield entry.at, entry, {"": 1}
            home = entry.area


def home_of(entry: Entry) -> int:
    """The area in which the roll says that a household's house stands; `GONE` when it is demolished."""
    return GONE if entry.body.status.value == "demolished" else entry.area


def about_household(entry: Entry) -> bool:
    """Visits about one person are no visit of a household (户次)."""
    return entry.subject is None or entry.subject.kind == "household"


def persons_met(entry: Entry) -> set[int]:
    """Keys of the persons that a visit covered: those it names, and the one it is about."""
    if entry.body.result.value != "cooperative":
        return set()
    named = {link.key for link in entry.body.persons if isinstance(link, Ref)}
    about = entry.subject
    return named | {about.key} if about is not None and about.kind == "person" else named


def instant(moment: datetime) -> int:
    """A moment of a body in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def names_of(body: Any) -> int:
    """How many names a pushed list has: those that were taken in, or as stated."""
    return len(set(body.persons)) or body.names or 0


def names_on(entries: Sequence[Entry]) -> Iterator[tuple[Entry, int, int]]:
    """Where and when a list came, with what it brought: an entry, the moment, how many names. Those told one by one, or
    in the list; only where none of them was told, as many as it states.
    """
    pushed = next((entry for entry in entries if entry.kind == "screening.pushed_list"), None)
    if pushed is None:
        return
    known = {link.key for link in pushed.body.persons if isinstance(link, Ref)}
    one_by_one = [entry for entry in entries if entry.kind == "screening.listed_name" and entry.subject is not None]
    if not one_by_one or known:
        yield pushed, pushed.at, names_of(pushed.body)
    for entry in one_by_one:
        key = 0 if entry.subject is None else entry.subject.key
        if key not in known:
            known.add(key)
            yield entry, max(entry.at, pushed.at), 1


def checked(entries: Sequence[Entry]) -> Iterator[Points]:
    """One history for each name of a list that was looked into: it leaves `unresolved` for its last result."""
    by_name: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.kind == "screening.list_check" and entry.subject is not None:
            by_name.setdefault(entry.subject.key, []).append(entry)
    for checks in by_name.values():
        yield ((check.at, check, {UNRESOLVED: -1, check.body.result: 1}) for check in checks)


def list_points(entries: Sequence[Entry]) -> Iterator[Points]:
    """One history for each list that checks of a person refer to: its last result."""
    by_list: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.kind == "screening.list_check" and isinstance(entry.body.list, Ref):
            by_list.setdefault(entry.body.list.key, []).append(entry)
    for checks in by_list.values():
        yield ((check.at, check, {check.body.result: 1}) for check in checks)


def category_points(entries: Sequence[Entry]) -> Points:
    """The categories that hold for one subject, at every turning point.

    A category holds from its starting day (from the moment of the entry, when made that day) until one is told that it
    ends; an end cannot lie before the start.
    """
    turns: list[tuple[int, int, Entry, str, bool]] = []
    since: dict[str, int] = {}
    for number, entry in enumerate(entries):
        code, start = entry.body.category, _from(entry)
        if entry.body.action.value == "add" and code not in since:
            since[code] = start
            turns.append((start, number, entry, code, True))
        elif entry.body.action.value == "end" and code in since:
            turns.append((max(start, since.pop(code)), number, entry, code, False))
    held: set[str] = set()
    for at, _, entry, code, begins in sorted(turns, key=lambda turn: turn[:2]):
        held = held | {code} if begins else held - {code}
        yield at, entry, dict.fromkeys(held, 1)


def _from(entry: Entry) -> int:
    day = day_number(entry.body.from_)
    return entry.at if day_of(entry.at) == day else first_moment(day)


def response_points(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry, frozenset[str]]]:
    """The key categories that one area's responses switch on, at every turning point: the response in force that
    began last decides. A category whose parent is switched on too is part of it.
    """
    told = [(start, end, entry) for entry in entries if (term := _term(entry)) for start, end in (term,)]
    turns = sorted({at for start, end, _ in told for at in (start, end) if at is not None})
    for at in turns:
        now = [one for one in told if one[0] <= at and (one[1] is None or at < one[1])]
        last = max(now, key=lambda one: (one[0], one[2].at, one[2].id.int), default=None)
        behind = last or next(one for one in told if one[1] == at)
        yield at, behind[2], frozenset() if last is None else _switched_on(last[2].body.pack)


def _term(response: Entry) -> tuple[int, int | None] | None:
    """From when to when a response is on: its last day is part of it."""
    try:
        first = first_moment(day_of(parse(response.body.from_)))
        last = None if response.body.to is None else first_moment(day_of(parse(response.body.to)) + 1)
    except Refusal:
        return None
    return (first, last) if last is None or last > first else None


def _switched_on(name: str) -> frozenset[str]:
    try:
        known = pack(name).options("category")
    except Refusal:
        return frozenset()
    codes = {one.code for one in known}
    return frozenset(one.code for one in known if one.parent not in codes)


def vulnerable_points(classifications: Sequence[Entry], codes: AbstractSet[str]) -> Points:
    """Whether somebody is in one of the categories of people who need help."""
    for at, entry, values in category_points(classifications):
        yield at, entry, {"": int(any(code in codes for code in values))}


def reviewed_points(entries: Sequence[Entry], codes: AbstractSet[str]) -> Points:
    """Somebody who needs help, and was called on within the days that the pack asks for (Q19).

    It must be a welfare visit about that person: one to the household does not say how each of them gets by.
    """
    told = [entry for entry in entries if entry.kind == "screening.classification"]
    moves = [(at, 0, entry, values[""]) for at, entry, values in vulnerable_points(told, codes)]
    for entry in entries:
        if entry.kind == "screening.visit" and entry.body.purpose.value == "welfare" and persons_met(entry):
            end = first_moment(day_of(entry.at) + (norm("vulnerable_review", day_of(entry.at)) or 1))
            moves += [(entry.at, 1, entry, end), (end, 2, entry, end)]
    needy, until = 0, 0
    for at, rank, entry, value in sorted(moves, key=lambda move: (*move[:2], move[2].id.int)):
        needy = value if rank == 0 else needy
        until = max(until, value) if rank == 1 else until
        yield at, entry, {"": int(bool(needy) and at < until)}


def visit_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of households: the last visit, and the rounds in which the household was covered."""
    if not entries:
        return None
    last = entries[-1]
    rounds = sorted({entry.body.round for entry in entries if covers(entry) and entry.body.round is not None})
    return {
        "area": last.area,
        "last_at": last.at,
        "result": last.body.result.value,
        "covered": any(covers(entry) for entry in entries),
        "rounds": rounds,
        "visits": len(entries),
        "next_review": last.body.next_review,
    }


def list_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of one pushed list: how many names, how many of them looked into, by when all must be."""
    pushed = next((entry for entry in entries if entry.kind == "screening.pushed_list"), None)
    if pushed is None:
        return None
    names = sum(number for _, _, number in names_on(entries))
    done = sum(1 for _ in checked(entries))
    deadline = pushed.body.deadline
    return {
        "area": pushed.area,
        "issuer": pushed.body.issuer,
        "names": names,
        "unresolved": max(0, names - done),
        "received_at": instant(pushed.body.received_at),
        "deadline": None if deadline is None else instant(deadline),
    }


def check_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of a name that stood on lists: the last result."""
    if not entries:
        return None
    last = entries[-1]
    return {
        "area": last.area,
        "result": last.body.result,
        "at": last.at,
        "attempts": len(entries),
        "next_check": last.body.next_check,
    }
