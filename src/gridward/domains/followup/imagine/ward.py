"""The ward: everybody under an order, placed, changed, released and handed over so that every number is met."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from gridward.domains.followup.entries.orders import Measure
from gridward.domains.followup.figures import (
    ASSIGNED,
    PLACED,
    READINGS_MISSING,
    RELEASED,
    TO_ASSIGN,
    TRANSFERRED,
    UNDER_CONTROL,
)
from gridward.domains.followup.imagine.finding import Finding
from gridward.domains.followup.imagine.papers import Papers
from gridward.domains.followup.imagine.room import ENDED, Room
from gridward.domains.followup.imagine.stint import Inmate, Stint
from gridward.domains.followup.imagine.town import Town
from gridward.domains.followup.rules import due_within
from gridward.kit.clock import DAY, HOUR, SECOND, day_of
from gridward.plug.course import Leg
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

MEASURES = tuple(one.value for one in Measure)
NUMBERS = (UNDER_CONTROL.name, PLACED.name, RELEASED.name, TRANSFERRED.name, TO_ASSIGN.name)
PASSED = frozenset({"replaced", "transferred"})
CERTIFIED = 0.8
EARLY = 0.03
"""How many are let go before their last day, where nothing is stated."""


class Ward:
    """`inmates` are all who were found or ordered; `papers` writes what is decided about them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.papers = Papers(town)
        self.finding = Finding(town)
        self.inmates = {ref: Inmate(ref, one.area, one) for ref, one in town.returnees.items()}
        self.coming = iter(chain(self._contacts(), town.strangers()))
        self.free = not town.states(*NUMBERS)
        """Whether nothing is stated of how many are under control."""
        self.room = Room(town, [leg.end for leg in town.legs])
        for leg in town.legs:
            self._live(leg)

    def drafts(self) -> Iterator[Draft]:
        """Every order and release."""
        yield from self.papers.written

    def all(self) -> list[Inmate]:
        """Everybody."""
        return list(self.inmates.values())

    def running(self, at: int) -> list[tuple[Inmate, Stint]]:
        """Who is under control at a moment."""
        return [(one, stint) for one in self.inmates.values() if (stint := one.at(at)) is not None]

    def ended(self, at: int, *, transferred: bool) -> int:
        """How many have been released, or handed over, by a moment."""
        return sum(
            stint.end <= at and ((stint.outcome == "transferred") if transferred else (stint.outcome not in PASSED))
            for one in self.inmates.values()
            for stint in one.stints
        )

    @property
    def placed(self) -> int:
        """How many have been placed under control so far."""
        return sum(stint.fresh for one in self.inmates.values() for stint in one.stints)

    def _live(self, leg: Leg) -> None:
        """One leg: those found come first, then as many more or less as the numbers ask for, then the measures."""
        goal = self.town.goal(UNDER_CONTROL.name, "", leg.end)
        room = self.room.highest(PLACED.name, leg.end) - self.placed
        if goal is not None:
            room = min(room, max(0, goal - len(self.running(leg.end))))
        for one in self.finding.chosen(leg, room):
            self._order(self.inmates[one.ref], max(one.found[0][0], leg.start), leg.end, one.found[0][0])
        if self.free:
            self._usual(leg)
            self._certified(leg)
        hasty = self._for_missing(leg)
        more, change, away = self._balance(leg)
        self._more(leg, more)
        self._longer(leg, max(0, -change))  # first: whoever is kept may be handed over
        self._fewer(leg, max(0, change), away, at_last=hasty)
        self._measures(leg)

    def _balance(self, leg: Leg) -> tuple[int, int, int]:
        """How many more to place, to release (below zero: to keep longer) and to hand over."""
        town, room, end = self.town, self.room, leg.end
        placed, under = self.placed, len(self.running(end))
        released, gone = self.ended(end, transferred=False), self.ended(end, transferred=True)
        left = self.ended(leg.start, transferred=False)

        def aimed(name: str, usual: int, least: int) -> int:
            goal = town.goal(name, "", end)
            return room.within(name, end, usual if goal is None else goal, least=least)

        want, free, away = (
            aimed(PLACED.name, placed, placed),
            aimed(RELEASED.name, released, left),
            aimed(TRANSFERRED.name, gone, gone),
        )
        goal, some = self._goal(leg)
        if goal is None and under + want - placed - max(0, free - released) - max(0, away - gone) < some:
            goal = some
        most = room.within(ENDED, end, free + away)
        if goal is not None:
            goal = room.within(UNDER_CONTROL.name, end, goal)
            want = max(want, room.within(PLACED.name, end, goal + most))
            most = room.within(ENDED, end, want - goal)
        want = max(want, room.within(PLACED.name, end, most))
        most = min(most, want)
        free = room.within(RELEASED.name, end, most - away, least=left)
        away = room.within(TRANSFERRED.name, end, most - free, least=gone)
        return want - placed, free - released, away - gone

    def _goal(self, leg: Leg) -> tuple[int | None, int]:
        """How many are under control at the end of the leg, and how many at least, by whatever is stated of them."""
        whole = self.town.goal(UNDER_CONTROL.name, "", leg.end)
        parts = {code: self.town.goal(UNDER_CONTROL.name, code, leg.end) for code in MEASURES}
        stated = [value for value in parts.values() if value is not None]
        some = sum(stated)
        if whole is not None or len(stated) == len(MEASURES):
            return (some if whole is None else whole), some
        waiting = sum(one.at(leg.end) is None and one.needs_since(leg.end) is not None for one in self.all())
        needy, assigned = self.town.goal(TO_ASSIGN.name, "", leg.end), self.town.told(ASSIGNED.name, "", leg.end)
        if needy is not None:
            return max(some, needy - waiting), some
        named = 0 if assigned is None else assigned.aim() if assigned.share is None else int(assigned.share > 0)
        return None, max(some, named - waiting)

    def _usual(self, leg: Leg) -> None:
        """Traced close contacts are ordered, and without any returnee a few others are."""
        if not self.town.about_covid():
            return
        contacts = [row for row in self.town.contacts if leg.start < row[0] <= leg.end]
        few = max(2, round(len(self.town.people) * 0.0004 * min(1.0, (leg.end - leg.start) / (7 * DAY))))
        count = len(contacts) if self.town.returnees or contacts else min(40, few)
        self._more(leg, count)

    def _certified(self, leg: Leg) -> None:
        """Most whose last day lies in the leg are told so that day, and get their certificate; a few go earlier."""
        for one in self.all():
            for stint in one.stints:
                low, high = max(leg.start, stint.since), min(leg.end, stint.end - DAY)
                if stint.since > leg.start and low < high and self.town.random.random() < EARLY:
                    self.papers.release(one, stint, drawn(low, high, 1, OFFICE, self.town.random)[0], "")
                    continue
                at = stint.end - self.town.random.randrange(4, 9) * HOUR
                due = stint.outcome == "completed" and leg.start < at and stint.end <= leg.end and stint.since < at
                if due and self.town.random.random() < CERTIFIED:
                    self.papers.complete(one, stint, at)

    def _for_missing(self, leg: Leg) -> bool:
        """Readings can only be missing where they are owed: early in the leg as many are placed as that takes."""
        stated = [fact for fact in self.town.facts.of(READINGS_MISSING.name) if fact.value is not None]
        goal = self.town.goal(READINGS_MISSING.name, "", leg.end)
        if goal is None:
            return False
        before = max((fact.aim() for fact in stated if fact.as_of < leg.end), default=0)
        owed = sum(
            leg.start < due <= leg.end for one in self.all() for stint in one.stints
            for _, _, _, due in due_within(stint.start, stint.end)
        )  # fmt: skip
        begin = leg.start + SECOND
        each = sum(leg.start < due <= leg.end for _, _, _, due in due_within(begin, leg.end + DAY))
        short = goal - before - owed
        if short <= 0 or not each:
            return goal > 0
        for _ in range(-(-short // each)):
            ref, area = next(self.coming)
            one = self.inmates.setdefault(ref, Inmate(ref, area))
            one.stints.append(self.papers.order(one, begin, day_of(begin), self._wanted(leg, "home_quarantine")))
        return True

    def _more(self, leg: Leg, count: int) -> None:
        since = max(leg.start, leg.end - 9 * DAY)
        for at in drawn(since, leg.end, count, OFFICE, self.town.random):
            ref, area = next(self.coming)
            one = self.inmates.setdefault(ref, Inmate(ref, area))
            exposed = day_of(at) - self.town.random.randrange(4)
            measure = self._wanted(
                leg, self.town.random.choice(("home_quarantine", "home_quarantine", "facility_quarantine"))
            )
            one.stints.append(self.papers.order(one, at, exposed, measure, clock="last_exposure"))

    def _order(self, one: Inmate, low: int, high: int, found: int) -> None:
        at = drawn(low, min(high, low + 12 * HOUR), 1, OFFICE, self.town.random)[0]
        key = one.returnee is not None and one.returnee.key
        usual = ("home_quarantine", "home_quarantine", "facility_quarantine") if key else ("self_monitoring",)
        start = day_of(found) if day_of(at) - day_of(found) < 10 else day_of(at)
        clock = "arrival" if start == day_of(found) else "order"
        one.stints.append(self.papers.order(one, at, start, self.town.random.choice(usual), clock=clock))

    def _wanted(self, leg: Leg, usual: str) -> str:
        """The measure of which more are wanted at the end of the leg."""
        have = Counter(stint.measure for _, stint in self.running(leg.end))
        goals = {code: self.town.goal(UNDER_CONTROL.name, code, leg.end) for code in MEASURES}
        return next((code for code, goal in goals.items() if goal is not None and have[code] < goal), usual)

    def _fewer(self, leg: Leg, count: int, away: int, *, at_last: bool) -> None:
        """Release and hand over some of those who would be under control at the end of the leg."""
        leaving = sorted(self.running(leg.end), key=lambda pair: pair[1].start)[: count + away]
        for number, (one, stint) in enumerate(leaving):
            low = max(leg.start, stint.since)
            at = leg.end if at_last else drawn(low, leg.end, 1, OFFICE, self.town.random)[0]
            self.papers.release(one, stint, at, "transferred" if number >= count else "")

    def _longer(self, leg: Leg, count: int) -> None:
        """Keep some longer whose last day lies in the leg; told before the leg begins if it ends as soon."""
        ending = [
            (one, stint)
            for one in self.all()
            for stint in one.stints
            if leg.start < stint.end <= leg.end and stint.outcome == "completed" and stint.since + 1 < stint.end
        ]
        for one, stint in ending[:count]:
            low = max(stint.since, min(leg.start, stint.end - 9 * HOUR))
            self.papers.extend(one, stint, low + max(1, (stint.end - low) // 2), day_of(leg.end) + 3)

    def _measures(self, leg: Leg) -> None:
        """Move people between measures until each has as many as stated."""
        goals = {code: self.town.goal(UNDER_CONTROL.name, code, leg.end) for code in MEASURES}
        stated = {code: goal for code, goal in goals.items() if goal is not None}
        if not stated:
            return
        rows = [(one, stint) for one, stint in self.running(leg.end) if stint.since < leg.end]
        have = Counter(stint.measure for _, stint in self.running(leg.end))
        free = [code for code in MEASURES if code not in stated]
        for one, stint in rows:
            short = next((code for code, goal in stated.items() if have[code] < goal), "")
            over = stint.measure in stated and have[stint.measure] > stated[stint.measure]
            loose = stint.measure not in stated
            target = short if short and (over or loose) else free[0] if over and free else ""
            if target:
                have[stint.measure] -= 1
                have[target] += 1
                at = drawn(max(leg.start, stint.since), leg.end, 1, OFFICE, self.town.random)[0]
                stint.end, stint.outcome = at, "replaced"
                one.stints.append(self.papers.order(one, at, day_of(at), target, clock="order", fresh=False))

    def _contacts(self) -> Iterator[tuple[str, str]]:
        for _, ref, area, _ in self.town.contacts:
            if ref not in self.inmates:
                yield ref, area
