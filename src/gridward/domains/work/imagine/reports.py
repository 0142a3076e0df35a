"""Daily reports: who has spoken today, how many there are, how many alarm, and whose masks last, as stated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from gridward.domains.work.figures import ALERTS, REPORTED, REPORTS, STOCK_OK
from gridward.domains.work.imagine.firms import Firms
from gridward.domains.work.imagine.town import Firm, Town
from gridward.kit.clock import date_of, day_of, first_moment, last_moment
from gridward.plug.agree import Limits, Whole, agreed
from gridward.plug.course import Course, Leg, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Facts
from gridward.plug.settle import fitted, settled

CARE = 0.95
"""How many of the enterprises that work report on a usual day."""
ENOUGH, TOO_FEW = 10, 3
"""Days for which masks last."""


@dataclass(slots=True)
class Sheet:
    """One report to be written."""

    firm: Firm
    day: int
    at: int
    alert: str = ""


def reports(town: Town, firms: Firms) -> Iterator[Draft]:
    """All reports, leg by leg."""
    desk = Desk(town, firms)
    for number, leg in enumerate(town.legs):
        sheets = desk.sheets(number, leg)
        desk.alarm(number, leg, sheets)
        for sheet in sorted(sheets, key=lambda one: one.at):
            yield from desk.written(sheet, number)
        yield from desk.stocked(number, leg)


def _settled(town: Town) -> Facts:
    """The facts, with reports and those of them that alarm told at each other's moments."""
    figures = (REPORTS.name, ALERTS.name)
    facts = tuple(fact for fact in town.facts.facts if fact.figure in figures)
    if any(fact.figure == ALERTS.name and not fact.member for fact in facts):
        return settled(Facts(facts), REPORTS, (ALERTS,), start=town.start)
    apart = Facts(
        tuple(
            fact._replace(figure=f"{fact.figure}.{fact.member}", member="") if fact.member else fact for fact in facts
        )
    )
    parts = [replace(ALERTS, name=f"{ALERTS.name}.{member.code}", members=()) for member in ALERTS.members]
    names = {part.name: member.code for part, member in zip(parts, ALERTS.members, strict=True)}
    found = settled(apart, REPORTS, parts, start=town.start)
    back = (
        fact._replace(figure=ALERTS.name, member=names[fact.figure]) if fact.figure in names else fact
        for fact in found.facts
    )
    return Facts(tuple(back))


class Desk:
    """Those who report. `done` are the days of which each enterprise has told."""

    def __init__(self, town: Town, firms: Firms) -> None:
        self.town = town
        self.random = town.random
        self.firms = firms
        self.days = {day_of(fact.as_of) for fact in town.facts.facts if fact.figure == REPORTED.name}
        self.done: set[tuple[str, int]] = set()
        self.alarmed: set[tuple[str, int]] = set()
        self.masks: dict[str, bool] = {}
        self.reported = town.level(REPORTED, 0, firms.resumed)
        share = -(-max(firms.resumed) * 9 // 10)
        self.enough = town.level(STOCK_OK, share, firms.resumed)
        self.told = _settled(town)
        self.alerts = self._alerts()
        if self.alerts:
            self.told = self._agreed()
            self.alerts = self._alerts()
        self.total = self._total()

    def _agreed(self) -> Facts:
        """The facts, with yellow, red and all alarms told at each other's moments: no report is both."""
        town = self.town
        plans = [(ALERTS, {code: self.alerts.get(code, [0] * len(town.at)) for code in ("yellow", "red")})]
        if town.ever(REPORTS):
            plans.append(
                (REPORTS, {"": Planner(REPORTS, self.told, town.at, start=town.start, usual={"": 0}).courses()[""]})
            )
        apart = Whole((ALERTS.name, ""), ((ALERTS.name, "yellow"), (ALERTS.name, "red")), full=True)
        told = agreed(town.facts, town.at, plans, Limits(wholes=(apart,)))
        return self.told if told is town.facts else told

    def _alerts(self) -> dict[str, Course]:
        """How many reports alarm; empty where nothing is stated of that."""
        town = self.town
        if not town.ever(ALERTS):
            return {}
        usual = {"yellow": 1, "red": 0}
        return Planner(ALERTS, self.told, town.at, start=town.start, usual=usual).courses()

    def _total(self) -> Course | None:
        """How many reports there are at each moment, where anything is stated of that."""
        town = self.town
        if not town.ever(REPORTS):
            return None
        wish = Planner(REPORTS, self.told, town.at, start=town.start, usual={"": 0}).courses()[""]
        ranges = [(0.0, inf) for _ in town.at]
        for fact in town.facts.of(REPORTS.name):
            ranges[town.at.index(fact.as_of)] = fact.bounds()
        grown = [0] + [sum(course[number] for course in self.alerts.values()) for number in range(len(town.at))]
        days = [day_of(town.start), *(day_of(at) for at in town.at)]

        def least(one: int, other: int) -> float:
            legs = range(one + 1, other + 1)
            today: dict[int, int] = {}
            for leg in legs:
                if town.stated(REPORTED, leg - 1) and days[leg] > days[one]:
                    today[days[leg]] = max(today.get(days[leg], 0), self.reported[leg - 1])
            known = max(self.firms.resumed[:one], default=0)
            fresh = [self.enough[leg - 1] - known for leg in legs if town.stated(STOCK_OK, leg - 1)]
            return max(grown[other] - grown[one], sum(today.values()), *fresh, 0)

        found = fitted([0, *wish], [(0.0, 0.0), *ranges], least=least)
        return wish if found is None else found[1:]

    def sheets(self, number: int, leg: Leg) -> list[Sheet]:
        """The reports of a leg: those of a stated day first, then the others until there are enough."""
        found = self._today(number, leg)
        if self.total is None:
            return found + [sheet for sheet in self._usual(number, leg) if self.random.random() < CARE]
        due = self.total[number] - len(self.done)
        usual = self._usual(number, leg)
        usual.sort(key=lambda sheet: self._turn(sheet.firm, number))
        for sheet in (*usual[: max(0, due)], *self._late(number, leg, due - len(usual))):
            self.done.add((sheet.firm.ref, sheet.day))
            found.append(sheet)
        return found

    def _today(self, number: int, leg: Leg) -> list[Sheet]:
        """On the day of the leg's end, where that is stated: as many enterprises as have spoken."""
        day = day_of(leg.end)
        if not self.town.stated(REPORTED, number):
            return []
        start = max(leg.start + (leg.end - leg.start) * 3 // 4, first_moment(day) - 1)
        going = self.firms.going(number)
        due = self.reported[number] - sum((firm.ref, day) in self.done for firm in going)
        fresh = [firm for firm in going if (firm.ref, day) not in self.done]
        fresh.sort(key=lambda firm: self._turn(firm, number))
        fresh = fresh[: max(0, due)]
        self.done |= {(firm.ref, day) for firm in fresh}
        times = drawn(start, leg.end, len(fresh), OFFICE, self.random)
        return [Sheet(firm, day, at) for firm, at in zip(fresh, times, strict=True)]

    def _usual(self, number: int, leg: Leg) -> list[Sheet]:
        """One report a day of every enterprise that works, but of days of which it is stated who has spoken."""
        found = []
        for day in range(day_of(leg.start + 1), day_of(leg.end) + 1):
            start, end = max(leg.start, first_moment(day) - 1), min(leg.end, last_moment(day))
            for firm in self.firms.going(number) if day not in self.days else ():
                if (firm.ref, day) not in self.done:
                    found.append(Sheet(firm, day, drawn(start, end, 1, OFFICE, self.random)[0]))
                    if self.total is None:
                        self.done.add((firm.ref, day))
        return found

    def _late(self, number: int, leg: Leg, count: int) -> Iterator[Sheet]:
        """Reports of earlier days, made up for: as many as are wanted beyond those of the days themselves."""
        pool = sorted(self.firms.all, key=lambda firm: (firm.ref in self.masks, not firm.went[number]))
        pool = pool or [self.town.firm("enterprise", 90_001)]
        day = day_of(leg.start) - 1
        times = iter(drawn(leg.start, leg.end, max(0, count), OFFICE, self.random))
        while count > 0:
            for firm in pool[:count] if day not in self.days else ():
                if (firm.ref, day) not in self.done:
                    yield Sheet(firm, day, next(times))
                    count -= 1
            day -= 1

    def alarm(self, number: int, leg: Leg, sheets: list[Sheet]) -> None:
        """Make as many reports of the leg alarm as are stated; where there are too few, more are made up for.

        Where there may be no more of them, a day already told is told again with what was found out since.
        """
        if not self.alerts:
            for sheet in sheets:
                chance = self.random.random()
                sheet.alert = "yellow" if chance < 0.02 else "red" if chance > 0.995 else ""
            return
        wanted = [
            code
            for code, course in sorted(self.alerts.items())
            for _ in range(course[number] - (course[number - 1] if number else 0))
        ]
        if self.total is None:
            for sheet in self._late(number, leg, len(wanted) - len(sheets)):
                self.done.add((sheet.firm.ref, sheet.day))
                sheets.append(sheet)
        again = sorted(self.done - self.alarmed - {(sheet.firm.ref, sheet.day) for sheet in sheets})
        firms = {firm.ref: firm for firm in self.firms.all}
        for ref, day in [pair for pair in again if pair[0] in firms][: max(0, len(wanted) - len(sheets))]:
            sheets.append(Sheet(firms[ref], day, drawn(leg.start, leg.end, 1, OFFICE, self.random)[0]))
        for code, sheet in zip(wanted, self.random.sample(sheets, len(sheets)), strict=False):
            sheet.alert = code
            self.alarmed.add((sheet.firm.ref, sheet.day))

    def _turn(self, firm: Firm, number: int) -> tuple[bool, bool]:
        """Whose turn it is to report where not everybody does: first whoever never has, and has masks."""
        return firm.ref in self.masks, not self._wants(firm, number)

    def _wants(self, firm: Firm, number: int) -> bool:
        """Whether a firm's masks last, so that those of as many do as are stated."""
        return firm in list(self.firms.going(number))[: self.enough[number]]

    def stocked(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Where it is stated whose masks last: a second report of a day told already, by whoever said otherwise."""
        if not self.town.stated(STOCK_OK, number):
            return
        for firm in self.firms.going(number):
            wanted = self._wants(firm, number)
            if self.masks.get(firm.ref, False) != wanted:
                told = [day for ref, day in self.done if ref == firm.ref]
                before = (day for day in range(day_of(leg.end), 0, -1) if day not in self.days)
                day = max(told) if told else next(before)
                self.done.add((firm.ref, day))
                yield from self.written(Sheet(firm, day, leg.end), number)

    def written(self, sheet: Sheet, number: int) -> Iterator[Draft]:
        """One report."""
        random, firm = self.random, sheet.firm
        on_site = max(1, int(firm.size * random.uniform(0.4, 0.8)))
        enough = self._wants(firm, number)
        self.masks[firm.ref] = enough
        body: dict[str, Any] = {
            "date": date_of(sheet.day).isoformat(),
            "on_site": on_site,
            "returned": random.randrange(1 + firm.size // 20),
            "other_city": random.randrange(3),
            "key_area": 1 if sheet.alert == "yellow" else 0,
            "measured": on_site,
            "abnormal": 1 if sheet.alert == "red" else 0,
            "disinfections": random.randrange(1, 4),
            "mask_days": ENOUGH if enough else TOO_FEW,
            "nil": not sheet.alert,
        }
        yield from self.town.hand.write(
            "work.daily_report", firm.host.code, sheet.at, body, subject=("place", firm.ref),
            device=f"firm-{firm.ref}", slip={"on_site": on_site * 11, "measured": on_site * 11},
        )  # fmt: skip
