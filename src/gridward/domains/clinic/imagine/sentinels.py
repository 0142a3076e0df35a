"""Sentinel sites, each morning: what they saw, or that there was nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from gridward.domains.clinic.figures import FIGURES, ILI, SENTINELS_REPORTED, SIGNALS
from gridward.domains.clinic.imagine.alarms import Signals
from gridward.domains.clinic.imagine.illness import Illness
from gridward.domains.clinic.imagine.sites import courses
from gridward.domains.clinic.imagine.town import FEW, Town
from gridward.kit.clock import HOUR, SECOND, date_of, day_of, first_moment, last_moment
from gridward.plug.course import Course, beginning, moments, shared
from gridward.plug.imagine import Draft, Spot

SILENT = 0.015
"""How often a site does not report."""
_HOSTED = {"health_centre": "卫生院", "village_clinic": "卫生室", "pharmacy": "药店", "school": "学校"}
_HOSTED |= {"elderly_home": "养老院", "farm": "养殖场"}


@dataclass(slots=True, eq=False)
class Site:
    """A site that reports from the leg `since` on."""

    kind: str
    host: Spot
    ref: str
    since: int
    told: bool = False
    """Whether it has reported yet: until then nobody knows of it."""
    day: int = -1
    """The day of which it reported last."""
    ill: tuple[int, int] = (-1, 0)
    """Of which day it told how many cases last."""


@dataclass(slots=True, eq=False)
class Report:
    """A report of a site, and how many cases more than known it tells of (None: as it happens)."""

    site: Site
    at: int
    more: int | None = None
    signal: bool = False


class Slice(NamedTuple):
    """The part of a day that lies in one leg; `counted` where a moment about which something is stated ends it."""

    leg: int
    begin: int
    end: int
    counted: bool


def sentinels(town: Town) -> Iterator[Draft]:
    """All reports. Where a number rests on them, everybody has reported by that moment."""
    figures = [one.name for one in FIGURES if one.reported == SENTINELS_REPORTED.name or "sentinels" in one.name]
    figures += [SIGNALS.name, ILI.name]
    at = moments(town.world, town.facts, *figures)
    start = beginning(town.world, at)
    yield from Watch(town, at, start, figures).reports()


class Watch:
    """All sites, leg by leg."""

    def __init__(self, town: Town, at: Sequence[int], start: int, figures: Sequence[str]) -> None:
        self.town, self.at, self.start = town, at, start
        told = [fact for fact in town.facts.facts if fact.figure in figures]
        usual = {"health_centre": len(town.towns), "village_clinic": len(town.villages)}
        if not town.about_covid() and not told:
            usual = {"health_centre": len(town.towns)}
        self.signals, self.illness = Signals(town, at, start), Illness(town, at, start)
        shares = {fact.member for fact in town.facts.shares(SENTINELS_REPORTED.name)} - {""}
        kinds = dict.fromkeys((*usual, *self.signals.legs, *sorted(self.illness.kinds), *sorted(shares)))
        least = {kind: max(self.signals.sites(kind), self.illness.sites(kind)) for kind in kinds}
        usual = {kind: max(usual.get(kind, 0), least[kind], FEW if kind in shares else 0) for kind in kinds}
        self.plan = courses(town, at, start, usual, self.illness)
        self.limited = any(fact.figure == SENTINELS_REPORTED.name for fact in told)
        self.sites = _sites(town, self.plan.opened)

    def reports(self) -> Iterator[Draft]:
        """Every report of every leg."""
        for leg, bounds in enumerate(pairwise((self.start, *self.at))):
            found = [report for one in slices(leg, *bounds) for report in self._made(one)]
            for kind in dict.fromkeys(site.kind for site in self.sites):
                self._told(kind, leg, [report for report in found if report.site.kind == kind])
            for report in found:
                yield from self._report(report)

    def _made(self, part: Slice) -> Iterator[Report]:
        """Who reports in a part of a day, and when: whoever nobody knows yet first."""
        day = day_of(part.end)
        for kind in dict.fromkeys(site.kind for site in self.sites):
            there = [site for site in self.sites if site.kind == kind and site.since <= part.leg]
            silent = sorted((site for site in there if site.day != day), key=lambda site: site.told)
            speaking = [site for site in silent if part.counted or not site.told or self.town.random.random() > SILENT]
            if part.counted and self.limited:
                spoken = self.plan.spoken.get(kind, [0] * len(self.at))[part.leg]
                speaking = silent[: max(0, spoken - (len(there) - len(silent)))]
            grown = _grown(self.plan.ill.get(kind, ()), part.leg)
            if not speaking and grown and not (part.counted and self.limited and len(silent) == len(there)):
                speaking = sorted(there, key=lambda site: site.day != day)[:1]
            for site in speaking:
                site.told, site.day = True, day
                yield Report(site, self._moment(part))

    def _moment(self, part: Slice) -> int:
        """A moment in the morning where the part has one, else before its end."""
        begin, random = first_moment(day_of(part.end)), self.town.random
        usual = begin + 7 * HOUR + random.randrange(3 * HOUR // SECOND) * SECOND
        if part.begin < usual <= part.end:
            return usual
        window = part.end - part.begin
        return max(part.begin + 1, part.end - int(window * random.uniform(0.05, 0.35)))

    def _told(self, kind: str, leg: int, reports: Sequence[Report]) -> None:
        """Share out what sites of a kind see in a leg, and which of their reports are signals."""
        days = {(id(report.site), day_of(report.at)): report for report in reversed(reports)}
        for report in [*days.values()][::-1][: self.signals.number(kind, leg)]:
            report.signal = True
        if self.illness.stated:
            parts = shared(_grown(self.plan.ill.get(kind, ()), leg), [1.0] * len(reports))
            for report, part in zip(reports, parts, strict=True):
                report.more = part

    def _report(self, report: Report) -> Iterator[Draft]:
        town, site, day = self.town, report.site, day_of(report.at)
        body = _seen(town, site, day)
        if report.signal:
            body |= self.signals.seen(site.kind, day)
        if report.more is not None:
            ill = report.more + (site.ill[1] if site.ill[0] == day else 0)
            site.ill = (day, ill)
            body |= {"ili": ill, "visits": max(body["visits"], ill), "nil": body["nil"] and not ill}
        yield from town.hand.write(
            "clinic.sentinel",
            site.host.code,
            report.at,
            body,
            subject=("place", site.ref),
            device=f"sentinel-{site.host.code}-{site.kind}",
            slip={"visits": body["visits"] * 10},
        )


def slices(leg: int, begin: int, end: int) -> Iterator[Slice]:
    """The parts of the days of a leg."""
    for day in range(day_of(begin + 1), day_of(end) + 1):
        until = min(end, last_moment(day))
        yield Slice(leg, max(begin, first_moment(day) - 1), until, until == end)


def _grown(course: Sequence[int], leg: int) -> int:
    return max(0, course[leg] - (course[leg - 1] if leg else 0)) if course else 0


def _sites(town: Town, opened: Mapping[str, Course]) -> list[Site]:
    found = []
    for kind, course in opened.items():
        hosts = town.towns if kind == "health_centre" else town.villages or town.towns
        for number in range(max(course)):
            host, turn = hosts[number % len(hosts)], number // len(hosts)
            since = next(leg for leg, standing in enumerate(course) if standing > number)
            found.append(Site(kind, host, town.name(host, f"{_HOSTED[kind]}{turn + 1 if turn else ''}"), since))
    return found


def _seen(town: Town, site: Site, day: int) -> dict[str, Any]:
    """What a site saw on a usual day."""
    random = town.random
    fever = 1 if random.random() < (0.5 if site.kind == "health_centre" else 0.06) else 0
    body: dict[str, Any] = {
        "site_kind": site.kind,
        "date": date_of(day).isoformat(),
        "visits": random.randrange(40, 140) if site.kind == "health_centre" else random.randrange(0, 14),
        "fever": fever,
        "ili": fever if random.random() < 0.2 else 0,
        "nil": fever == 0,
    }
    if site.kind in ("pharmacy", "village_clinic"):
        body["fever_medicine"] = random.randrange(4)
    if site.kind == "school":
        body["absent_ill"] = random.randrange(3)
        body["nil"] = not (fever or body["absent_ill"])
    return body
