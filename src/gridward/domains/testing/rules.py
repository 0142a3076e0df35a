"""Who must be tested how often, who was, and whose test is overdue. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gridward.kit.clock import DAY, day_number, day_of, first_moment
from gridward.plug.kind import Entry
from gridward.policy.norms import norm

OCCUPATIONS = (
    "transport_worker",
    "truck_driver",
    "cold_chain_worker",
    "quarantine_site_staff",
    "market_staff",
    "medical_staff",
)
"""Key categories that are occupations; which of them must be tested how often is for the packs."""
WEEKLY = {"cold_chain_worker": 7, "quarantine_site_staff": 7}
"""Days between tests where no pack sets any: weekly, as in January 2021 (S4-07)."""
HUMAN = frozenset({"throat", "nasopharyngeal", "blood"})


class Standing(NamedTuple):
    """From `at` on: the occupations in which somebody must be tested, has been in time, and is overdue."""

    at: int
    source: Entry
    area: int
    asked: frozenset[str]
    tested: frozenset[str]
    overdue: frozenset[str]


def interval(category: str, day: int) -> int | None:
    """The time within which a category must be tested again; None where the pack asks for no tests of it."""
    days = norm(f"test_every_{category}", day) or WEEKLY.get(category)
    return None if days is None else days * DAY


def spells_of(entries: Sequence[Entry]) -> list[tuple[str, int, int | None, Entry, Entry | None]]:
    """The times in occupations that must be tested: category, from, until, and the entries that say so."""
    begun: dict[str, tuple[int, Entry]] = {}
    found: list[tuple[str, int, int | None, Entry, Entry | None]] = []
    for entry in entries:
        if entry.kind != "screening.classification" or entry.body.category not in OCCUPATIONS:
            continue
        code, day = entry.body.category, day_number(entry.body.from_)
        at = entry.at if day_of(entry.at) == day else first_moment(day)
        if entry.body.action.value == "add" and code not in begun and interval(code, day) is not None:
            begun[code] = at, entry
        elif entry.body.action.value == "end" and code in begun:
            start, first = begun.pop(code)
            found.append((code, start, max(start, at), first, entry))
    return found + [(code, start, None, first, None) for code, (start, first) in begun.items()]


def standings(entries: Sequence[Entry]) -> Iterator[Standing]:
    """How one person stands, at every turning point.

    A test counts for the interval of the category from the moment of sampling. Whoever has none in force is overdue
    once the interval has passed since the last test, or since the occupation began if that is later; leaving the
    occupation stops it.
    """
    times = spells_of(entries)
    samples = [entry for entry in entries if entry.kind == "testing.sample"]
    turns: dict[int, Entry] = {}
    for code, start, end, first, last in times:
        every = interval(code, day_of(start)) or 0
        turns.setdefault(start, first)
        turns.setdefault(start + every, first)
        if end is not None and last is not None:
            turns.setdefault(end, last)
        for sample in samples:
            turns.setdefault(sample.at, sample)
            turns.setdefault(sample.at + every, sample)
    for at, source in sorted(turns.items()):
        now = [
            (code, start, first) for code, start, end, first, _ in times if start <= at and (end is None or at < end)
        ]
        last_test = max((sample.at for sample in samples if sample.at <= at), default=None)
        tested, overdue = set(), set()
        for code, start, _ in now:
            every = interval(code, day_of(start)) or 0
            if last_test is not None and at < last_test + every:
                tested.add(code)
            elif at >= max(last_test or start, start) + every:
                overdue.add(code)
        area = now[-1][2].area if now else 0
        yield Standing(at, source, area, frozenset(one[0] for one in now), frozenset(tested), frozenset(overdue))


def is_nested(sample: Entry) -> bool:
    """Whether swabs of people that are in a tube already were pooled once more."""
    about = sample.subject
    pooled = sample.body.scheme.value == "pool" and sample.body.specimen.value in HUMAN
    return pooled and about is not None and about.kind == "lot"


def tube_used(sample: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether an earlier sample of the same subject is in the same tube."""
    return any(
        other.id != sample.id and (other.at, other.id) < (sample.at, sample.id) and other.body.tube == sample.body.tube
        for other in timeline
    )


def has_result(result: Entry, timeline: Sequence[Entry]) -> bool:
    """Whether the tube had a valid result before this one, which retests nothing."""
    return result.body.retest_of is None and any(
        other.id != result.id
        and (other.at, other.id) < (result.at, result.id)
        and other.body.result.value in ("negative", "positive")
        for other in timeline
    )


def sample_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of whom and what was sampled: the last sample, and how many there were."""
    if not entries:
        return None
    last = entries[-1]
    return {
        "area": last.area,
        "last_at": last.at,
        "specimen": last.body.specimen.value,
        "reason": last.body.reason.value,
        "samples": len(entries),
    }


def tube_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of tubes with a result: the last valid one, else the last."""
    if not entries:
        return None
    valid = [entry for entry in entries if entry.body.result.value != "invalid"]
    last = (valid or entries)[-1]
    return {
        "area": last.area,
        "result": last.body.result.value,
        "at": last.at,
        "laboratory": last.body.laboratory,
        "results": len(entries),
    }
