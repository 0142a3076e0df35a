"""When an enterprise has resumed, who reports, who is observed, whose movements are known. Plain Python."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from gridward.kit.clock import day_number, day_of, first_moment, last_moment
from gridward.plug.figure import Line, key_in, steps
from gridward.plug.kind import Entry, Ref, key_of
from gridward.policy.norms import norm

GOING = ("recorded", "approved", "resumed")
STOPPED = ("suspended", "refused")
PRESENT = ("observed", "at_work")
MOVEMENTS = ("work.employee", "screening.travel_entry", "tracing.stay")
"""What tells of a worker's movements: the file, a journey, a stay."""
DAYS = 2**22
"""More days than any date has: a place and a day make one key."""
Points = Iterator[tuple[int, Entry, Mapping[str, int]]]
Move = tuple[int, int, Entry, str, Any]
"""When something changed, in which order at one moment, by which entry, what, and to what."""


def one_by_one(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The histories to look at: one for a known thing; entries about nothing named stand alone."""
    if entries and entries[0].subject is None:
        yield from ([entry] for entry in entries)
    elif entries:
        yield entries


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by time, whatever the order of arrival."""
    return sorted(entries, key=lambda one: (one.at, one.id.int))


def subject_of(entry: Entry) -> int:
    """The key of what an entry is about; one about nothing named is about itself."""
    return entry.subject.key if entry.subject is not None else key_of("entry", entry.position)


def place_and_day(entry: Entry) -> int:
    """One key for the enterprise and the day of a daily report: sent twice it is the same report."""
    place = entry.subject.key if entry.subject is not None else key_of("area", entry.area)
    return place * DAYS + day_number(entry.body.date)


def registered_points(statements: Sequence[Entry]) -> Points:
    """An enterprise or project site, until it is told to have closed for good."""
    for entry in by_time(statements):
        yield entry.at, entry, {_kind(entry): 1} if _stands(entry) else {}


def supervised(statements: Sequence[Entry]) -> Iterator[Line]:
    """The resident supervisors named last, each while the enterprise stands."""
    told = by_time(statements)
    named = {link.key for entry in told for link in entry.body.supervisors if isinstance(link, Ref)}
    for key in sorted(named):
        points = (
            (entry.at, entry, {"": 1} if _stands(entry) and key in map(key_in, entry.body.supervisors) else {})
            for entry in told
        )
        yield from steps(points, key=key)


def _kind(entry: Entry) -> str:
    return entry.body.kind.value if entry.body.kind else "enterprise"


def _stands(entry: Entry) -> bool:
    return entry.body.status is None or entry.body.status.value != "closed"


def effective(decision: Entry) -> int:
    """From when a decision holds: from its day, or from its own moment when made that day."""
    day = day_number(decision.body.effective_on)
    return decision.at if day_of(decision.at) == day else first_moment(day)


def going_moves(decisions: Iterable[Entry]) -> list[Move]:
    """When an enterprise resumed work and when it had to stop; a returned application changes nothing."""
    made = [entry for entry in decisions if entry.body.decision.value in GOING + STOPPED]
    made.sort(key=lambda one: (effective(one), one.at, one.id.int))
    return [(effective(one), 0, one, "going", one.body.decision.value in GOING) for one in made]


def spoken_moves(reports: Iterable[Entry]) -> list[Move]:
    """A report speaks until the end of its day; one made later speaks for the end of its day."""
    first: dict[int, Entry] = {}
    for entry in by_time(reports):
        first.setdefault(day_number(entry.body.date), entry)
    found: list[Move] = []
    for day, entry in first.items():
        start = last_moment(day) if day_of(entry.at) > day else max(entry.at, first_moment(day))
        found += [(start, 2, entry, "spoken", True), (first_moment(day + 1), 1, entry, "spoken", False)]
    return found


def stocked_moves(reports: Iterable[Entry]) -> list[Move]:
    """Whether masks last for the days that the pack asks for, by the last report that says so."""
    return [
        (entry.at, 3, entry, "stocked", entry.body.mask_days >= (norm("enterprise_cover", day_of(entry.at)) or 0))
        for entry in by_time(reports)
        if entry.body.mask_days is not None
    ]


def all_hold(moves: Iterable[Move], *names: str) -> Points:
    """One while everything named holds."""
    now: dict[str, bool] = {}
    for at, _, entry, name, value in sorted(moves, key=lambda move: move[:2]):
        now[name] = value
        yield at, entry, {"": int(all(now.get(one) for one in names))}


def going_points(decisions: Sequence[Entry]) -> Points:
    """An enterprise while it has resumed work (Q48)."""
    return all_hold(going_moves(decisions), "going")


def reported_points(entries: Sequence[Entry]) -> Points:
    """An enterprise that has resumed and reported today (Q49)."""
    decisions, reports = _parted(entries)
    return all_hold([*going_moves(decisions), *spoken_moves(reports)], "going", "spoken")


def stocked_points(entries: Sequence[Entry]) -> Points:
    """An enterprise that has resumed and whose masks last (Q46)."""
    decisions, reports = _parted(entries)
    return all_hold([*going_moves(decisions), *stocked_moves(reports)], "going", "stocked")


def _parted(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    decisions = [entry for entry in entries if entry.kind == "work.decision"]
    return decisions, [entry for entry in entries if entry.kind == "work.daily_report"]


def at_each(entries: Sequence[Entry], points: Callable[[Sequence[Entry]], Points]) -> Iterator[Points]:
    """The histories of one person's files, one for each enterprise: a person at two firms has two (Q45)."""
    firms: dict[int, list[Entry]] = {}
    for entry in by_time(entries):
        if entry.kind == "work.employee":
            firms.setdefault(entry.area, []).append(entry)
    return (points(files) for files in firms.values())


def employed_points(files: Sequence[Entry]) -> Points:
    """A file that is open: the person has not left."""
    for entry in files:
        yield entry.at, entry, {"": int(entry.body.status.value != "left")}


def observed_points(files: Sequence[Entry]) -> Points:
    """A person under observation: until told otherwise, or until the last day of observation is over."""
    for entry, later in zip(files, [*files[1:], None], strict=True):
        until = entry.body.observation_until
        end = None if until is None else first_moment(day_number(until) + 1)
        under = entry.body.status.value == "observed" and (end is None or end > entry.at)
        yield entry.at, entry, {"": int(under)}
        if under and end is not None and (later is None or later.at > end):
            yield end, entry, {}


def on_site_points(files: Sequence[Entry]) -> Points:
    """A worker who is present at a project site."""
    for entry in files:
        yield entry.at, entry, {"": int(_on_site(entry))}


def _on_site(entry: Entry) -> bool:
    return entry.place.kind == "project_site" and entry.body.status.value in PRESENT


def site_worker_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of site workers, while somebody is one: since when, and when movements were told last."""
    files = by_time(entry for entry in entries if entry.kind == "work.employee")
    if not files or not _on_site(files[-1]):
        return None
    return {"area": files[-1].area, "since": files[-1].at, "moved_at": max(entry.at for entry in entries)}


def tracked_points(entries: Sequence[Entry]) -> Iterator[Points]:
    """A site worker whose file or journeys were told of within the days that the pack asks for (Q50)."""
    news: list[Move] = []
    for entry in entries:
        end = first_moment(day_of(entry.at) + (norm("worker_movements", day_of(entry.at)) or 1))
        news.append((entry.at, 1, entry, "told", end))
    firms: dict[int, list[Move]] = {}
    for entry in by_time(entries):
        if entry.kind == "work.employee":
            firms.setdefault(entry.area, []).append((entry.at, 0, entry, "here", _on_site(entry)))
    for files in firms.values():
        yield _up_to_date([*files, *news, *((end, 2, entry, "", 0) for _, _, entry, _, end in news)])


def _up_to_date(moves: list[Move]) -> Points:
    here, until = False, 0
    for at, _, entry, name, value in sorted(moves, key=lambda move: (*move[:2], move[2].id.int)):
        here = value if name == "here" else here
        until = max(until, value) if name == "told" else until
        yield at, entry, {"": int(here and at < until)}


def alert(body: Any) -> str:
    """Red for anybody who is ill, yellow for staff from a key area or staff not measured, else none (Q49)."""
    if body.abnormal:
        return "red"
    unmeasured = body.measured is not None and body.measured < body.on_site
    return "yellow" if body.key_area or unmeasured else ""


def enterprise_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of enterprises: what it is, where its application stands, what it reported last."""
    told: dict[str, list[Entry]] = {}
    for entry in by_time(entries):
        told.setdefault(entry.kind, []).append(entry)
    statements, reports = told.get("work.enterprise", []), told.get("work.daily_report", [])
    applications, moves = told.get("work.application", []), going_moves(told.get("work.decision", []))
    if not statements and not applications:
        return None
    last = statements[-1].body if statements else None
    days = [entry.body.mask_days for entry in reports if entry.body.mask_days is not None]
    return {
        "area": (statements or applications)[-1].area,
        "kind": _kind(statements[-1]) if statements else "",
        "sector": last.sector if last else "",
        "employees": last.employees if last else None,
        "supervised": bool(last and last.supervisors),
        "applied_at": applications[-1].at if applications else None,
        "decision": moves[-1][2].body.decision.value if moves else "",
        "effective_on": moves[-1][2].body.effective_on if moves else None,
        "reported_on": max((entry.body.date for entry in reports), default=None),
        "mask_days": int(days[-1]) if days else None,
        "alert": alert(reports[-1].body) if reports else "",
    }


def employee_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of employees: what the last file says."""
    if not entries:
        return None
    last = by_time(entries)[-1]
    return {
        "area": last.area,
        "status": last.body.status.value,
        "contact": last.body.contact_with_arrivals,
        "observation_until": last.body.observation_until,
        "batch": last.body.batch,
        "at": last.at,
    }
