"""What settles a duty: the earliest active entries that say what is wanted, in whatever order they came. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from gridward.duty.law import EVER
from gridward.duty.said import instant, links, said, says_a_day
from gridward.duty.standing import meets
from gridward.duty.window import Window
from gridward.kit.clock import DAY, day_of, first_moment
from gridward.plug.kind import Entry, Subject, key_of, thing_of
from gridward.policy.spans import span
from gridward.policy.vocabulary import Duty

_at = attrgetter("at")


class Settled(NamedTuple):
    """A window and what came of it. `done_at` is when the last of the needed entries happened, `done_by` its chain.
    `done` of `needed` count so far. `tried` counts attempts in vain, the last of them at `tried_at`. `waived` is the
    entry that excuses it. `relieved_at` is when somebody else took it over, by the answer `relieved_by`.
    """

    window: Window
    done_at: int | None
    done_by: int | None
    done: int
    needed: int
    tried: int
    tried_at: int | None
    tried_by: int | None
    waived: int | None
    put_off: int | None
    relieved_at: int | None = None
    relieved_by: int | None = None


class Told:
    """The active entries about one subject, by time, found by kind."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_kind: dict[str, list[Entry]] = {}
        for one in entries:
            self._by_kind.setdefault(one.kind, []).append(one)

    def between(self, kinds: Iterable[str], begin: int, end: int) -> list[Entry]:
        """Those of these kinds at `begin` ≤ t < `end`, by time."""
        found: list[Entry] = []
        for kind in kinds:
            ones = self._by_kind.get(kind, ())
            found += ones[bisect_left(ones, begin, key=_at) : bisect_left(ones, end, key=_at)]
        return found if len(found) < 2 else sorted(found, key=lambda one: (one.at, one.id))

    def of_a_day(self, kinds: Iterable[str], begin: int) -> list[Entry]:
        """Those of them from a moment on whose kind names the day of which it speaks."""
        held = [kind for kind in kinds if kind in self._by_kind]
        return self.between([kind for kind in held if says_a_day(type(self._by_kind[kind][0].body))], begin, EVER)


def settle(window: Window, told: Told, *, needed: int = 1, waivers: Iterable[Entry] = ()) -> Settled:
    """What the entries about its subject make of a window."""
    duty = window.duty
    inside = _inside(window, told)
    if not inside and not waivers:
        return undone(window, needed)
    inside = [one for one in inside if (one.chain or one.position) != window.because and _linked(one, window)]
    failed = {one.position for one in inside if _cannot(one, duty)} if duty.cannot else set[int]()
    deeds = [one for one in inside if one.position not in failed and meets(one, one.kind, duty.with_)]
    counted = _apart(_differing(deeds, duty), duty)
    done = counted[needed - 1] if len(counted) >= needed else None
    vain = [one for one in inside if one.position in failed and (done is None or one.at <= done.at)]
    excuse = excused(window, waivers)
    return Settled(
        window,
        None if done is None else done.at,
        None if done is None else done.chain or done.position,
        min(len(counted), needed),
        needed,
        len(vain),
        vain[-1].at if vain else None,
        (vain[-1].chain or vain[-1].position) if vain else None,
        None if excuse is None else excuse[0],
        None if excuse is None else excuse[1],
    )


def undone(window: Window, needed: int) -> Settled:
    """A window of which nobody has said anything."""
    return Settled(window, None, None, 0, needed, 0, None, None, None, None)


def _inside(window: Window, told: Told) -> list[Entry]:
    """The entries that fall into a window by time; one that names a slot of the day fills that one, whenever it was,
    and one that names a day none but that day's, however late it comes.
    """
    slots = window.duty.daily
    if not slots:
        return told.between(window.duty.by, window.opens, window.closes)
    start = first_moment(day_of(window.opens))
    end = max(window.closes, start + 2 * DAY)
    found = [*told.between(window.duty.by, start, end), *told.of_a_day(window.duty.by, end)]
    return [one for one in found if _falls(one, window, start, slots)]


def _falls(entry: Entry, window: Window, start: int, slots: Mapping[str, str]) -> bool:
    of = instant(entry.body, "date")
    if of is not None:
        before = DAY if window.duty.covers else 0
        if day_of(of + before) == day_of(start):
            return len(slots) == 1 or window.opens <= entry.at < window.closes
        if not before or day_of(of) != day_of(start):
            return False  # it speaks of another day
    named = said(entry.body, "slot")
    if isinstance(named, str) and named.lower() in slots:
        return named.lower() == window.slot and start <= entry.at < start + DAY
    return window.opens <= entry.at < window.closes


def _linked(entry: Entry, window: Window) -> bool:
    """Whether an entry is about the matter that asks for it, where it must be. Of several areas that were asked the one
    answers in which it was recorded, of several officers the one who made it, unless it says for whom it answers; of
    several persons the one whom it is about.
    """
    if not (window.duty.for_ or window.duty.below or window.duty.match == "matter"):
        return True
    subject = thing_of(window.subject)
    if window.duty.for_ and subject.kind == "account" and not _own(entry, subject):
        return False
    if window.duty.for_ and subject.kind not in ("account", "area", "place") and not _concerns(entry, subject):
        return False
    asked = window.duty.for_ or window.duty.below
    if asked and subject.kind == "area" and not _of_area(entry, subject.id, window.area):
        return False
    if window.duty.match != "matter" or not window.because:
        return True
    matter = key_of("entry", window.because)
    return (entry.subject is not None and entry.subject.key == matter) or matter in links(entry)


def _own(entry: Entry, account: Subject) -> bool:
    return entry.by == account.id and said(entry.body, "addressee") in (None, account.key)


def _concerns(entry: Entry, asked: Subject) -> bool:
    """Whether an entry tells of the one whom a list names, and not of another name on it."""
    about = entry.subject
    return about is None or about.key == asked.key or about.kind not in ("person", asked.kind)


def _of_area(entry: Entry, asked: int, area: int) -> bool:
    """Whether an entry answers for an area that was asked, or for the one that has that now."""
    named = said(entry.body, "addressee")
    if not isinstance(named, int):
        return entry.area == area
    answers = thing_of(named)
    return answers.kind in ("area", "place") and answers.id in (asked, area)


def _cannot(entry: Entry, duty: Duty) -> bool:
    return bool(duty.cannot) and meets(entry, entry.kind, duty.cannot)


def _differing(entries: Sequence[Entry], duty: Duty) -> list[Entry]:
    """Those that count, where what says the same in a field counts once."""
    if not duty.differ:
        return list(entries)
    seen, found = set[object](), list[Entry]()
    for one in entries:
        what = said(one.body, duty.differ)
        if what is None or what not in seen:
            found.append(one)
            seen.add(what)
    return found


def _apart(entries: Sequence[Entry], duty: Duty) -> list[Entry]:
    """Those that count, where two must lie a span apart."""
    if not duty.apart:
        return list(entries)
    least, found = span(duty.apart), list[Entry]()
    for one in entries:
        if not found or one.at >= found[-1].at + least:
            found.append(one)
    return found


def excused(window: Window, waivers: Iterable[Entry]) -> tuple[int, int | None] | None:
    """The last waiver that names this duty: its chain, and until when it is put off (None: for good)."""
    found = None
    for one in waivers:
        first, last = instant(one.body, "from") or 0, instant(one.body, "to") or EVER
        if said(one.body, "duty") == window.duty.name and first <= window.opens <= last:
            found = one.chain or one.position, instant(one.body, "until")
    return found
