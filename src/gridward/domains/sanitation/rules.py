"""When a place is disinfected often enough, what is too much, whether a village cleared its refuse. Plain Python."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gridward.kit.clock import day_of, first_moment, moment
from gridward.plug.kind import Entry, key_of
from gridward.policy.lists import options
from gridward.policy.norms import norm

DUTY = ("public_place", "compound", "office")
"""Sites that must be disinfected several times a day (S1-08)."""
SHOP = ("shop",)
"""Sites that keep a daily log of their own (S2-19)."""

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]


def jobs_asked(day: int) -> int:
    """How many disinfections a day the pack asks of a public place."""
    return norm("disinfections_a_day", day) or 1


def shop_jobs_asked(day: int) -> int:
    """How many it asks of a shop."""
    return norm("shop_disinfections_a_day", day) or 1


def site_of(entry: Entry) -> int:
    """The key of what was treated: the place or area the entry is about."""
    return entry.subject.key if entry.subject is not None else key_of("area", entry.area)


def square_metres(body: Any) -> int:
    """The area of a job in whole m²."""
    return int(body.area.to_integral_value(ROUND_HALF_UP))


def kilograms(body: Any) -> int:
    """Refuse in kg, however it was written: tonnes and kilograms add up (Q61)."""
    if body.refuse is None:
        return 0
    exact = body.refuse * (1000 if body.refuse_unit.value == "t" else 1)
    return int(Decimal(exact).to_integral_value(ROUND_HALF_UP))


def of_kinds(entries: Sequence[Entry], kinds: Collection[str]) -> list[Entry]:
    """Jobs at such sites that are not terminal disinfection."""
    return [
        entry
        for entry in entries
        if entry.body.site_kind.value in kinds and (entry.body.kind is None or entry.body.kind.value != "terminal")
    ]


def known(jobs: Sequence[Entry]) -> Points:
    """A place is expected to disinfect from its first job on."""
    for entry in jobs:
        yield entry.at, entry, {_member(entry): 1}


def _member(entry: Entry) -> str:
    """The member under which a daily site counts; shops are a figure of their own."""
    kind = str(entry.body.site_kind.value)
    return kind if kind in DUTY else ""


def by_day(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    """Entries by the local day on which they happened."""
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(day_of(entry.at), []).append(entry)
    return found


def often_enough(jobs: Sequence[Entry], asked: Mapping[int, int]) -> Points:
    """A place has done its day's work from the job that completes it until the end of that day.

    `asked` says how many jobs each day asks for. Where the pack wants them in both halves of the day, two in the
    morning are not enough (Q58).
    """
    for day, todays in sorted(by_day(jobs).items()):
        halves: set[bool] = set()
        met = False
        for number, entry in enumerate(todays, start=1):
            halves.add(moment(entry.at).hour < 12)
            met = number >= asked[day] and (len(halves) > 1 or not norm("disinfection_halves", day))
            yield entry.at, entry, {_member(entry): 1} if met else {}
        if met:
            yield first_moment(day + 1), todays[-1], {}


def overused(entry: Entry, timeline: Sequence[Entry]) -> tuple[bool, bool]:
    """Whether a job was too strong, and whether it was one too many for its place on that day."""
    return too_strong(entry), too_often(entry, timeline)


def too_strong(entry: Entry) -> bool:
    """Whether a preventive job with a chlorine agent was mixed above the pack's limit (domain.md §2.8)."""
    body = entry.body
    most = norm("chlorine_most", day_of(entry.at))
    if most is None or body.concentration is None or (body.kind is not None and body.kind.value == "terminal"):
        return False
    chlorine = {"chlorine", *(one.code for one in options("agent") if one.parent == "chlorine")}
    return body.agent in chlorine and body.concentration > most


def too_often(entry: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether the place had had its most jobs of the day before this one; without a limit in the pack nothing is."""
    day = day_of(entry.at)
    most = norm("disinfections_most_a_day", day)
    if most is None:
        return False
    before = [
        one
        for one in timeline
        if day_of(one.at) == day and (one.at, one.id.int) < (entry.at, entry.id.int) and one.id != entry.id
    ]
    return len(before) >= most


def told(entries: Sequence[Entry], *, cleared: bool) -> Points:
    """Whether a village has spoken of its refuse today, or that it is cleared; its last word of the day counts.

    What a village says of itself counts, not a job at one of its places (Q57).
    """
    said = [entry for entry in entries if entry.place.kind in ("village", "community")]
    for day, todays in sorted(by_day(said).items()):
        for entry in todays:
            yield entry.at, entry, {entry.place.kind: 1} if entry.body.cleared_today or not cleared else {}
        yield first_moment(day + 1), todays[-1], {}


def site_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of sites: the last job, and how many there were on its day."""
    if not entries:
        return None
    last = entries[-1]
    today = day_of(last.at)
    return {
        "area": last.area,
        "site_kind": last.body.site_kind.value,
        "last_at": last.at,
        "jobs": len(entries),
        "jobs_on_last_day": sum(day_of(entry.at) == today for entry in entries),
        "performer": last.body.performer.value,
    }


def refuse_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of clean-ups: the last word, and the refuse taken away so far, in kg."""
    if not entries:
        return None
    last = entries[-1]
    return {
        "area": last.area,
        "site_kind": last.body.site_kind.value,
        "last_at": last.at,
        "cleared": last.body.cleared_today,
        "refuse": sum(kilograms(entry.body) for entry in entries),
    }


def breeding_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of breeding sites. `index` is containers with larvae for 100 premises (Breteau)."""
    if not entries:
        return None
    last = entries[-1]
    body = last.body
    return {
        "area": last.area,
        "last_at": last.at,
        "inspected": body.inspected,
        "positive": body.positive,
        "cleared": body.cleared or 0,
        "index": body.index,
    }
