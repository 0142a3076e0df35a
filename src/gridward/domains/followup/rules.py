"""When somebody is under control, which readings are missing, and which requests are open. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from gridward.kit.clock import HOUR, ZONE, day_number, day_of, first_moment, micros
from gridward.plug.kind import LONGEST, Entry, Prolonging, Ref, key_of
from gridward.policy.norms import norm
from gridward.policy.risk_measure import risk_levels

DAYS = 14
"""Days of a measure for which no pack sets any: every edition up to the eighth (2020-2021) counts fourteen."""
FEVER = 373
SLOTS = (("AM", 0, 12), ("PM", 12, 20))
"""The slots of a day: code, the hour at which it opens and, where no pack says else, the hour by which it is due."""
CHANGES = frozenset({"extended", "shortened"})
TEAM = "followup.team"
"""What names who is responsible for somebody."""
KEY_ORIGIN = {"hubei_returnee": "hubei", "wuhan_returnee": "wuhan", "overseas_returnee": "overseas"}
"""What a key category says of where somebody came from."""


class Spell(NamedTuple):
    """A time under one measure: `start` ≤ t < `end`. `outcome` says how it ended: by itself it is completed.

    `begun` and `ended` are the entries that brought it about; `fresh` is false when a running order was replaced.
    """

    start: int
    end: int
    measure: str
    begun: Entry
    ended: Entry
    outcome: str
    fresh: bool


def instant(moment: datetime) -> int:
    """A stamp in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def days_of(measure: str, start: date) -> int:
    """For how many days the pack keeps somebody under a measure that starts to count on this day."""
    return norm(f"days_{measure}", day_number(start)) or DAYS


def end_day(body: Any) -> int:
    """The last day of an order: its clock's start plus the pack's days, or another one for which a reason is given."""
    if body.end is not None and body.override_reason:
        return day_number(body.end)
    return day_number(body.clock_start) + days_of(body.measure.value, body.clock_start)


def end_unexplained(body: Any) -> bool:
    """Whether an order states an end that is not the pack's and gives no reason (Q28)."""
    return body.end is not None and not body.override_reason and day_number(body.end) != end_day(body)


def clock_is_late(order: Entry) -> bool:
    """Whether the clock starts after the day of the order."""
    return day_number(order.body.clock_start) > day_of(order.at)


def spells(entries: Sequence[Entry]) -> list[Spell]:
    """The times under control of one person, from its orders and releases in whatever order they came in.

    At most one order runs: a newer one replaces it. A release takes effect on the order that runs at its effective
    moment, and an order ends by itself with its last day.
    """
    events = sorted(
        (_effective(entry), 0 if entry.kind == "followup.order" else 1, entry.id.int, entry)
        for entry in entries
        if entry.kind in ("followup.order", "followup.release")
    )
    found: list[Spell] = []
    for at, _, _, entry in events:
        last = found[-1] if found and found[-1].end > at else None
        if entry.kind == "followup.order":
            end = first_moment(end_day(entry.body) + 1)
            if end <= at:
                continue
            fresh = last is None
            if last is not None and last.start == at:
                fresh = found.pop().fresh
            elif last is not None:
                found[-1] = last._replace(end=at, ended=entry, outcome="replaced")
            found.append(Spell(at, end, entry.body.measure.value, entry, entry, "completed", fresh))
        elif last is not None:
            found[-1] = _released(last, entry, at)
    return found


def _effective(entry: Entry) -> int:
    return entry.at if entry.kind == "followup.order" else instant(entry.body.effective_at)


def _released(spell: Spell, release: Entry, at: int) -> Spell:
    outcome = release.body.outcome.value
    if outcome not in CHANGES:
        return spell._replace(end=at, ended=release, outcome=outcome)
    if release.body.new_end is None:
        return spell
    return spell._replace(end=max(at, first_moment(day_number(release.body.new_end) + 1)), ended=release)


def running_before(release: Entry, timeline: Sequence[Entry]) -> Spell | None:
    """The spell on which a release takes effect."""
    at = instant(release.body.effective_at)
    others = [entry for entry in timeline if entry.id != release.id]
    return next((spell for spell in spells(others) if spell.start <= at < spell.end), None)


def ends_early(release: Entry, spell: Spell) -> bool:
    """Whether a release comes before the last day of the spell."""
    return day_of(instant(release.body.effective_at)) < day_of(spell.end - 1)


def extends_unusually(release: Any) -> bool:
    """Whether the body of an extension gives no reason, or more than `LONGEST` days from when it takes effect."""
    days = 0 if release.new_end is None else day_number(release.new_end) - day_of(instant(release.effective_at))
    return not release.reason or days > LONGEST


def order_until(body: Any) -> Prolonging:
    """Until when an order wants somebody restricted: its own end, or the pack's days from its clock on."""
    if body.end is not None:
        return Prolonging(day_number(body.end), bool(body.override_reason))
    return Prolonging(day_number(body.clock_start) + days_of(body.measure.value, body.clock_start), reasoned=True)


def change_until(body: Any) -> Prolonging | None:
    """Until when an extension wants somebody restricted, or a shortening that may be one; None for what only ends."""
    if body.outcome.value not in CHANGES or body.new_end is None:
        return None
    return Prolonging(day_number(body.new_end), bool(body.reason))


def order_cancelled(order: str, moment: str, day: date) -> tuple[str, dict[str, Any]]:
    """What ends an order at a moment whose second person took it back."""
    body = {"order": {"kind": "entry", "id": order}, "outcome": "cancelled", "effective_at": moment, "reason": "other"}
    return "followup.release", body


def change_undone(change: str, moment: str, day: date) -> tuple[str, dict[str, Any]]:
    """What takes an extension back to the day that the rule sets, or to that very day when it is past."""
    body = {"order": {"kind": "entry", "id": change}, "outcome": "shortened", "effective_at": moment, "reason": "other"}
    return "followup.release", body | {"new_end": day.isoformat()}


def is_reading(entry: Entry) -> bool:
    """Whether a follow-up visit reached the person: an attempt in vain is no reading."""
    return entry.kind == "followup.reading" and bool(entry.body.status.value == "cooperative")


def is_hot(entry: Entry) -> bool:
    """Whether the temperature reaches the pack's fever threshold."""
    threshold = norm("fever", day_of(entry.at)) or FEVER
    return entry.body.temperature is not None and entry.body.temperature * 10 >= threshold


def is_abnormal(entry: Entry) -> bool:
    """Fever or any symptom at a reading."""
    return is_reading(entry) and (is_hot(entry) or bool(entry.body.symptoms))


def slots_of(day: int) -> Iterator[tuple[str, int, int]]:
    """The slots of a day that the pack asks for: code, opening, and the moment at which a missing reading shows."""
    wanted = norm("readings_a_day", day) or len(SLOTS)
    for code, opens, due in SLOTS[:wanted]:
        begin = first_moment(day)
        yield code, begin + opens * HOUR, begin + (norm(f"reading_{code.lower()}_until", day) or due) * HOUR


def due_within(start: int, end: int) -> Iterator[tuple[int, str, int, int]]:
    """Every slot in which a reading is owed (day, code, opening, due): who is under control from opening to due."""
    for day in range(day_of(start), day_of(end - 1) + 1):
        for code, opens, due in slots_of(day):
            if start <= opens and due <= end:
                yield day, code, opens, due


def missing(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry, Entry, int]]:
    """For each slot without reading when it is due: (when, whose doing, the order, +1), and −1 when one arrives."""
    filled: dict[tuple[int, str], Entry] = {}
    for entry in sorted((one for one in entries if is_reading(one)), key=lambda one: (one.at, one.id)):
        filled.setdefault((day_of(entry.at), entry.body.slot.value), entry)
    for spell in spells(entries):
        for day, code, _, due in due_within(spell.start, spell.end):
            reading = filled.get((day, code))
            if reading is None or reading.at > due:
                yield due, spell.begun, spell.begun, 1
            if reading is not None and reading.at > due:
                yield reading.at, reading, spell.begun, -1


def team_lacks(entry: Entry) -> int:
    """How many members a team has too few for its template."""
    wanted = norm(f"team_{entry.body.template}", day_of(entry.at)) or 1
    return max(0, wanted - len(set(entry.body.members)))


def team_points(entries: Sequence[Entry]) -> list[tuple[int, Entry, bool]]:
    """From when on there is a named person, and from when on none: the last team told holds from its first day on."""
    turns: list[tuple[int, Entry, bool]] = []
    teams = [entry for entry in entries if entry.kind == TEAM]
    for number, entry in enumerate(teams):
        body, until = entry.body, teams[number + 1].at if number + 1 < len(teams) else None
        start = entry.at if day_number(body.from_) <= day_of(entry.at) else first_moment(day_number(body.from_))
        stop = first_moment(day_number(body.to) + 1) if body.to is not None else None
        turns.append((entry.at, entry, False))
        if body.members and (until is None or start < until) and (stop is None or start < stop):
            turns.append((start, entry, True))
            if stop is not None and (until is None or stop < until):
                turns.append((stop, entry, False))
    return turns


def origins_found(entries: Sequence[Entry], origin: Any) -> list[tuple[int, Entry, str]]:
    """From when on somebody is known to have come from where; `origin` tells the class of a place."""
    found = []
    for entry in entries:
        body = entry.body
        if entry.kind == "screening.travel_entry" and (body.direction.value, body.stage.value) == ("in", "actual"):
            found.append((entry.at, entry, origin(body.origin_area)))
        elif entry.kind == "screening.classification" and body.action.value == "add" and body.category in KEY_ORIGIN:
            found.append((entry.at, entry, KEY_ORIGIN[body.category]))
    return found


def needing(entries: Sequence[Entry], origin: Any) -> list[tuple[int, Entry, bool]]:
    """From when on somebody needs a named person: found from a key area or one on the dated list at a level to which
    packs attach something, or under an order, until the last has ended.

    Whoever was found and has never had an order keeps needing one.
    """
    orders = spells(entries)
    turns = [(at, entry, True) for at, entry, code in origins_found(entries, origin) if code != "elsewhere"]
    levels = risk_levels(TEAM)
    listed = [(one.since, entry, True) for entry in entries for one in entry.listed if one.level in levels]
    turns = [turn for turn in turns + listed if not any(spell.end <= turn[0] for spell in orders)]
    turns += [(spell.start, spell.begun, True) for spell in orders]
    turns += [(spell.end, spell.ended, False) for spell in orders]
    return sorted(turns, key=lambda turn: (turn[0], turn[2]))


def held(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry, Mapping[str, int]]]:
    """The key categories that hold for one subject, at every turning point (as screening counts them)."""
    turns: list[tuple[int, int, Entry, str, bool]] = []
    since: dict[str, int] = {}
    for number, entry in enumerate(entries):
        code, day = entry.body.category, day_number(entry.body.from_)
        start = entry.at if day_of(entry.at) == day else first_moment(day)
        if entry.body.action.value == "add" and code not in since:
            since[code] = start
            turns.append((start, number, entry, code, True))
        elif entry.body.action.value == "end" and code in since:
            turns.append((max(start, since.pop(code)), number, entry, code, False))
    now: set[str] = set()
    for at, _, entry, code, begins in sorted(turns, key=lambda turn: turn[:2]):
        now = now | {code} if begins else now - {code}
        yield at, entry, dict.fromkeys(sorted(now), 1)


def answers(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each request of one household or person, with the service that did it; at last services of nothing known.

    A service answers the request that it names. Where that was corrected since, it is the oldest one still open.
    """
    requests = [entry for entry in entries if entry.kind == "followup.request"]
    open_now = {key_of("entry", entry.position): entry for entry in requests}
    done = [entry for entry in entries if entry.kind == "followup.service" and entry.body.outcome.value == "done"]
    answered: dict[int, Entry] = {}
    seen: set[int] = set()
    unnamed = []
    for service in done:
        key = service.body.request.key if isinstance(service.body.request, Ref) else 0
        if key in seen:
            continue
        seen.add(key)
        if key in open_now:
            answered[key] = service
        else:
            unnamed.append(service)
    for service in unnamed:
        key = next((one for one, request in open_now.items() if one not in answered and request.at <= service.at), 0)
        if key:
            answered[key] = service
    for key, request in open_now.items():
        yield request, answered.get(key)


def kind_of_service(request: Entry) -> str:
    """The member under which the service of a request counts: errands by group, the others by type."""
    kind = request.body.type.value
    return f"errand.{request.body.group.value}" if kind in ("groceries", "medicine", "refuse") else kind


def served_before(service: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether another service had done the same request by then."""
    return any(
        other.kind == service.kind
        and other.id != service.id
        and other.body.request == service.body.request
        and other.body.outcome.value == "done"
        and (other.at, other.id) < (service.at, service.id)
        for other in timeline
    )


def in_person_to_isolated(service: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether goods went from hand to hand to somebody in isolation, to whom they are left at the door (Q31)."""
    handed = service.body.handed
    if handed is None or handed.value != "at_door":
        return False
    asked = (one for one in timeline if one.kind == "followup.request" and one.key == service.body.request.key)
    return any(one.body.group.value == "isolated" for one in asked)


def order_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of people under control: the last order and its end, the last reading, the team."""
    found = spells(entries)
    if not found:
        return None
    last = found[-1]
    readings = [entry for entry in entries if is_reading(entry)]
    teams = [entry for entry in entries if entry.kind == TEAM]
    return {
        "area": last.begun.area,
        "measure": last.measure,
        "clock": last.begun.body.clock.value,
        "since": last.start,
        "until": last.end,
        "outcome": last.outcome,
        "last_reading_at": readings[-1].at if readings else None,
        "abnormal": sum(is_abnormal(entry) for entry in readings),
        "team": len(set(teams[-1].body.members)) if teams else 0,
    }


def request_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of needs: what is open since when, and how much has been done."""
    told = list(answers(entries))
    if not told:
        return None
    open_now = [request for request, service in told if service is None]
    return {
        "area": told[-1][0].area,
        "open": len(open_now),
        "oldest_open_at": min((request.at for request in open_now), default=None),
        "types": sorted({request.body.type.value for request in open_now}),
        "urgent": any(
            request.body.urgency is not None and request.body.urgency.value == "urgent" for request in open_now
        ),
        "leave_at_door": any(request.body.group.value == "isolated" for request in open_now),
        "done": len(told) - len(open_now),
    }
