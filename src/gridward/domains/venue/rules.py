"""When a place is open, closed or checked, how many are inside or absent, and where goods stand. Plain Python."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.kit.clock import day_number, day_of, first_moment
from gridward.plug.figure import Line, line
from gridward.plug.kind import Entry, key_of
from gridward.policy.norms import norm

OTHER = "other"
"""What a place is that was never registered."""
ACTIONS = ("arrived", "held", "released", "destroyed", "sold_out")
STANDING = ("venue.place", "enforcement.notice")
"""The kinds that say whether a place is open."""
Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


class Turn(NamedTuple):
    """From `at` on the place is of this kind (empty: never registered), open or not, closed or not."""

    at: int
    entry: Entry
    kind: str
    open: bool
    closed: bool


CHECKLISTS = {
    "school": ("school",),
    "elderly_home": ("elderly_home", "happiness_home"),
    "happiness_home": ("happiness_home",),
    "market": ("market",),
    "hotel": ("hotel", "quarantine_site"),
    "medical": ("hospital", "clinic", "health_centre", "village_clinic"),
}
"""Checklists that are for some kinds of place only; any other is for all."""


def checklist_fits(template: str, place: str) -> bool:
    """Whether a checklist is for such a place; of a place of which nothing is known, any is."""
    return not place or template not in CHECKLISTS or place in CHECKLISTS[template]


def one_by_one(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The histories to look at: one for a known place or lot; entries about none stand alone."""
    if entries and entries[0].subject is None:
        yield from ([entry] for entry in entries)
    elif entries:
        yield entries


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by time, whatever the order of arrival."""
    return sorted(entries, key=lambda one: (one.at, one.id.int))


def turns(entries: Sequence[Entry]) -> list[Turn]:
    """When one place became open or closed: by the register, and by closure notices, which go before it.

    A place reopened by notice is open too where the register had it suspended; what the register calls closed is not.
    """
    moves = [(entry.at, 0, entry) for entry in by_time(entries) if entry.kind == "venue.place"]
    for start, notice, end, by in _shut(entries):
        moves.append((start, 2, notice))
        if end is not None:
            moves.append((end, 1, by))
    found: list[Turn] = []
    kind = status = ""
    shut = False
    for at, rank, entry in sorted(moves, key=lambda move: move[:2]):
        if rank == 0:
            kind, status = entry.body.kind.value, entry.body.status.value
        else:
            shut = rank == 2
            status = "open" if rank == 1 and status == "suspended" else status
        is_open = status == "open" and not shut
        found.append(Turn(at, entry, kind, is_open, shut or status in ("closed", "suspended")))
    return found


def _shut(entries: Sequence[Entry]) -> list[tuple[int, Entry, int | None, Entry]]:
    """From when to when notices kept the place closed, and which entry began and ended it."""
    notices = [entry for entry in entries if entry.kind == "enforcement.notice"]
    found: list[tuple[int, Entry, int | None, Entry]] = []
    for entry in sorted(notices, key=lambda one: (one.at, one.body.action.value == "reopened", one.id.int)):
        body = entry.body
        start = max(entry.at, first_moment(day_number(body.from_)))
        last = found[-1] if found and (found[-1][2] is None or found[-1][2] > entry.at) else None
        if body.action.value == "suspended":
            end = None if body.until is None else max(entry.at, first_moment(day_number(body.until) + 1))
            if last is None:
                found.append((start, entry, end, entry))
            else:
                found[-1] = (last[0], last[1], end, entry)
        elif last is not None and (last[2] is None or last[2] > start):
            found[-1] = (last[0], last[1], start, entry)
    return [one for one in found if one[2] is None or one[2] > one[0]]


def open_points(entries: Sequence[Entry]) -> Points:
    """A registered place, by what it is, while it is open."""
    for turn in turns(entries):
        yield turn.at, turn.entry, {turn.kind: 1} if turn.open else {}


def closed_points(entries: Sequence[Entry]) -> Points:
    """A place, by what it is, while it is closed for whatever reason."""
    for turn in turns(entries):
        yield turn.at, turn.entry, {turn.kind or OTHER: 1} if turn.closed else {}


def checked_points(entries: Sequence[Entry]) -> Points:
    """A registered place while it is open and a checklist was filled within the days that the pack asks for."""
    moves: list[tuple[int, int, Entry, Turn | int]] = [(turn.at, 0, turn.entry, turn) for turn in turns(entries)]
    for entry in entries:
        if entry.kind == "venue.checklist":
            end = first_moment(day_of(entry.at) + (norm("venue_check", day_of(entry.at)) or 1))
            moves += [(entry.at, 1, entry, end), (end, 2, entry, end)]
    now: Turn | None = None
    until = 0
    for at, rank, entry, told in sorted(moves, key=lambda move: (*move[:2], move[2].id.int)):
        if isinstance(told, Turn):
            now = told
        elif rank == 1:
            until = max(until, told)
        yield at, entry, {now.kind: 1} if now is not None and now.open and at < until else {}


def place_of(entry: Entry) -> int:
    """The key of the place an entry is about."""
    return entry.subject.key if entry.subject is not None else key_of("area", entry.area)


def inside(body: Any) -> int:
    """How many are inside now: those counted, those who came in since, less those who left."""
    return max(0, int(body.inside) + int(body.in_ or 0) - int(body.out or 0))


def inside_points(counts: Sequence[Entry]) -> Points:
    """How many are inside by the last count of a place; a count stands until the end of its day."""
    told = by_time(counts)
    for entry, later in zip(told, [*told[1:], None], strict=True):
        yield entry.at, entry, {"": inside(entry.body)}
        end = first_moment(day_of(entry.at) + 1)
        if later is None or later.at > end:
            yield end, entry, {}


def accounted(body: Any) -> int:
    """How many pupils a check tells of: those who are there, and those who are not."""
    return int(body.present) + int(body.absent_ill) + int(body.absent_other or 0)


def class_points(told: Sequence[Entry]) -> Points:
    """A class of a school while it is taught."""
    for entry in by_time(told):
        yield entry.at, entry, {"": int(entry.body.status.value == "in_session")}


def attendance_points(checks: Sequence[Entry]) -> Points:
    """Who is there and who is not by the last check of a class; a check stands until the end of its day."""
    told = by_time(checks)
    for entry, later in zip(told, [*told[1:], None], strict=True):
        body = entry.body
        yield (
            entry.at,
            entry,
            {"present": body.present, "absent_ill": body.absent_ill, "absent_other": body.absent_other or 0},
        )
        end = first_moment(day_of(entry.at) + 1)
        if later is None or later.at > end:
            yield end, entry, {}


def crowded(entries: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """The counts above the limit, and the limit: the one they name, or else the place's capacity."""
    capacity = None
    for entry in by_time(entries):
        if entry.kind == "venue.place":
            capacity = entry.body.capacity
        else:
            limit = capacity if entry.body.limit is None else entry.body.limit
            if limit is not None and inside(entry.body) > limit:
                yield entry, limit


def lot_points(actions: Sequence[Entry]) -> Points:
    """Where a lot stands: what was done with it last."""
    for entry in by_time(actions):
        yield entry.at, entry, {entry.body.action.value: 1}


def sampled(actions: Sequence[Entry]) -> Iterator[Line]:
    """The samples of a cold-chain lot, each where it was told first."""
    known: set[str] = set()
    for entry in by_time(actions):
        told = {sample.number for sample in entry.body.samples}
        if entry.body.category.value == "cold_chain" and told - known:
            yield line(entry, len(told - known))
            known |= told


def cleared(actions: Sequence[Entry]) -> bool:
    """Whether a lot has been found negative and no sample of it has another last result."""
    results = {sample.number: sample.result.value for entry in by_time(actions) for sample in entry.body.samples}
    return "negative" in results.values() and "positive" not in results.values()


def venue_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of places: what was registered last, whether it is open, when it was checked."""
    places = [entry for entry in by_time(entries) if entry.kind == "venue.place"]
    if not places:
        return None
    last, told = places[-1], turns(entries)
    checks = [entry for entry in by_time(entries) if entry.kind == "venue.checklist"]
    others = [entry.at for entry in checks if entry.body.done_by.value != "self"]
    return {
        "area": last.area,
        "kind": last.body.kind.value,
        "department": last.body.department,
        "essential": bool(last.body.essential),
        "capacity": last.body.capacity,
        "open": told[-1].open,
        "checked_at": checks[-1].at if checks else None,
        "inspected_at": max(others) if others else None,
        "problems": (checks[-1].body.problems or 0) if checks else 0,
    }


def class_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of classes: what the school told last, and the last check."""
    told = [entry for entry in by_time(entries) if entry.kind == "venue.class"]
    checks = [entry for entry in by_time(entries) if entry.kind == "venue.class_check"]
    if not told:
        return None
    last, check = told[-1], checks[-1] if checks else None
    return {
        "area": last.area,
        "enrolled": last.body.enrolled,
        "status": last.body.status.value,
        "checked_at": None if check is None else check.at,
        "slot": "" if check is None else check.body.slot.value,
        "present": None if check is None else check.body.present,
        "absent_ill": None if check is None else check.body.absent_ill,
    }


def lot_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of goods: what was done with the lot last, and whether it was found negative."""
    if not entries:
        return None
    told = by_time(entries)
    last = told[-1]
    return {
        "area": last.area,
        "product": last.body.product,
        "category": last.body.category.value,
        "action": last.body.action.value,
        "at": last.at,
        "certified": any(entry.body.certificate for entry in told),
        "cleared": cleared(told),
    }
