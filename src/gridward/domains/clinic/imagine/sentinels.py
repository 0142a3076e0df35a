"""Sentinel sites, each morning: what they saw, or that there was nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gridward.domains.clinic.figures import FIGURES, ILI, SENTINELS_OPEN, SENTINELS_REPORTED, SIGNALS
from gridward.domains.clinic.imagine.alarms import Signals
from gridward.domains.clinic.imagine.illness import Illness
from gridward.domains.clinic.imagine.town import FEW, Town
from gridward.kit.clock import HOUR, SECOND, date_of, day_of, first_moment, last_moment
from gridward.plug.agree import Cell, Limits, Row, agreed, valued
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.imagine import Draft, Facts, Spot

SILENT = 0.015
"""How often a site does not report."""
_HOSTED = {"health_centre": "卫生院", "village_clinic": "卫生室", "pharmacy": "药店", "school": "学校"}
_HOSTED |= {"elderly_home": "养老院", "farm": "养殖场"}


@dataclass(slots=True)
class Site:
    """A site that reports from the leg `since` on."""

    kind: str
    host: Spot
    ref: str
    since: int
    told: bool = False
    """Whether it has reported yet: until then nobody knows of it."""


def sentinels(town: Town) -> Iterator[Draft]:
    """All reports. On a day on which a number rests on them, everybody has reported by that moment."""
    figures = [one.name for one in FIGURES if one.reported == SENTINELS_REPORTED.name or "sentinels" in one.name]
    figures += [SIGNALS.name, ILI.name]
    at = moments(town.world, town.facts, *figures)
    start = beginning(town.world, at)
    usual = {"health_centre": len(town.towns), "village_clinic": len(town.villages)}
    if not town.about_covid() and not any(fact.figure in figures for fact in town.facts.facts):
        usual = {"health_centre": len(town.towns)}
    signals = Signals(town, at, start)
    illness = Illness(town, at, start)
    shared = {fact.member for fact in town.facts.shares(SENTINELS_REPORTED.name)} - {""}
    kinds = dict.fromkeys((*usual, *signals.left, *illness.kinds, *shared))
    least = {kind: FEW if kind in shared else 0 for kind in kinds}
    least = {kind: max(least[kind], signals.sites(kind), illness.sites(kind)) for kind in kinds}
    usual = {kind: max(usual.get(kind, 0), least[kind]) for kind in kinds}
    opened, spoken = _courses(town, at, start, usual, illness.least())
    stated = any(fact.figure == SENTINELS_REPORTED.name for fact in town.facts.facts)
    illness.spread(opened, spoken if stated else opened)
    sites = _sites(town, opened)
    by_day = {day_of(moment): (number, moment) for number, moment in reversed(list(enumerate(at)))}
    for day in range(day_of(start + 1), day_of(at[-1]) + 1):
        number = next((one for one, moment in enumerate(at) if moment >= last_moment(day)), len(at) - 1)
        counted, moment = by_day.get(day, (number, last_moment(day)))
        limits = {code: course[counted] for code, course in spoken.items()} if stated and day in by_day else None
        day_end = min(moment, last_moment(day))
        for site, when in _morning(town, sites, day, counted, day_end, limits, must=day in by_day):
            site.told = True
            body = _seen(town, site, day, when, signals)
            if illness.stated:
                speaking = {code: course[number] for code, course in opened.items()}
                last = {code: course[number] for code, course in spoken.items()} if stated else speaking
                _ill(body, illness.seen(site.kind, when, speaking, last))
            yield from _report(town, site, when, body)


def _courses(
    town: Town, at: Sequence[int], start: int, usual: Mapping[str, int], least: Mapping[Cell, int]
) -> tuple[dict[str, Course], dict[str, Course]]:
    """How many sites of each kind there are, and how many of them have reported on the day of each moment."""

    def planned(facts: Facts) -> tuple[dict[str, Course], dict[str, Course]]:
        opened = Planner(SENTINELS_OPEN, facts, at, start=start, usual=usual, level=True).courses()
        facts = valued(facts, SENTINELS_REPORTED, opened, at)
        whole = {code: max(course) for code, course in opened.items()}
        return opened, Planner(SENTINELS_REPORTED, facts, at, start=start, usual=whole, level=True).courses()

    known = [
        Row(
            ((SENTINELS_REPORTED.name, code, place), *(((SENTINELS_OPEN.name, code, place - 1),) if place else ())),
            ((SENTINELS_OPEN.name, code, place),),
        )
        for place, (one, other) in enumerate(zip((start, *at), at, strict=False))
        for code in _HOSTED
        if day_of(one + 1) == day_of(other)
    ]  # a site of which nobody knew when the day began has reported
    facts = town.facts
    for _ in range(2):
        opened, spoken = planned(facts)
        plans = (SENTINELS_OPEN, opened), (SENTINELS_REPORTED, spoken)
        told = agreed(facts, at, plans, Limits(rows=known, rising=(SENTINELS_OPEN.name,), least=least))
        opened, spoken = planned(told)
        facts = valued(facts, SENTINELS_REPORTED, opened, at)
    return opened, spoken


def _sites(town: Town, opened: Mapping[str, Sequence[int]]) -> list[Site]:
    found = []
    for kind, course in opened.items():
        hosts = town.towns if kind == "health_centre" else town.villages or town.towns
        for number in range(max(course)):
            host, turn = hosts[number % len(hosts)], number // len(hosts)
            since = next(leg for leg, standing in enumerate(course) if standing > number)
            found.append(Site(kind, host, town.name(host, f"{_HOSTED[kind]}{turn + 1 if turn else ''}"), since))
    return found


def _morning(
    town: Town, sites: Sequence[Site], day: int, leg: int, until: int, limits: Mapping[str, int] | None, *, must: bool
) -> Iterator[tuple[Site, int]]:
    """Who reports on one day, and when; those that must be in come before `until`."""
    counts: dict[str, int] = {}
    begin = first_moment(day)
    window = min(11 * HOUR, until - begin)
    for site in sorted(sites, key=lambda one: one.told):
        if site.since > leg:
            continue
        counts[site.kind] = counts.get(site.kind, 0) + 1
        speaks = must or not site.told or town.random.random() > SILENT
        if limits is not None:
            speaks = counts[site.kind] <= limits.get(site.kind, 0)
        at = until - int(window * town.random.uniform(0.05, 0.35)) if window < 11 * HOUR else 0
        at = at or begin + 7 * HOUR + town.random.randrange(3 * HOUR // SECOND) * SECOND
        if speaks and at <= max(until, town.world.end):
            yield site, at


def _seen(town: Town, site: Site, day: int, at: int, signals: Signals) -> dict[str, Any]:
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
    if signals.due(site.kind, at):
        body |= signals.seen(site.kind, day)
    return body


def _ill(body: dict[str, Any], cases: int) -> None:
    """Let a report tell of so many cases of influenza-like illness: all of them came, and it was not a day of nil."""
    body |= {"ili": cases, "visits": max(body["visits"], cases), "nil": body["nil"] and not cases}


def _report(town: Town, site: Site, at: int, body: Mapping[str, Any]) -> Iterator[Draft]:
    yield from town.hand.write(
        "clinic.sentinel",
        site.host.code,
        at,
        body,
        subject=("place", site.ref),
        device=f"sentinel-{site.host.code}-{site.kind}",
        slip={"visits": body["visits"] * 10},
    )
