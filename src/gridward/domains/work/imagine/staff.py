"""Employee files: on file, under observation, at project sites and told of today, as many as are stated."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.work.figures import EMPLOYEES, OBSERVED, SITE_WORKERS, TRACKED
from gridward.domains.work.imagine.firms import Firms
from gridward.domains.work.imagine.town import Firm, Town
from gridward.kit.clock import date_of, day_of, first_moment, last_moment
from gridward.plug.course import Course, Leg
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

PER_FILE = 120
"""Residents for each employee on file in a usual town."""
NEWS = 2_500
"""Usual entries about movements of workers, however many there are."""
ORIGINS = ("110100", "310100", "370100", "330100", "440300", "410100")
_WAYS = ("car", "train", "coach", "chartered", "local")


def staff(town: Town, firms: Firms) -> Iterator[Draft]:
    """All files, leg by leg, and what is told of site workers day by day."""
    office = Office(town, firms)
    for number, leg in enumerate(town.legs):
        yield from office.reach(number, leg)
        yield from office.told_today(number, leg)


class Office:
    """Those who keep the files: `status` says where each person stands, by place in the pool and number."""

    def __init__(self, town: Town, firms: Firms) -> None:
        self.town = town
        self.random = town.random
        self.days = {day_of(fact.as_of) for fact in town.facts.facts if fact.figure == TRACKED.name}
        self.pools = {
            kind: [firm for firm in firms.all if firm.kind == kind] for kind in ("enterprise", "project_site")
        }
        files = 0 if town.quiet() or not firms.all else max(1, town.people // PER_FILE)
        self.sites, self.tracked, self.on_file, self.observed = self._courses(files)
        self.status: dict[tuple[str, int], str] = {}
        self.since: dict[tuple[str, int], int] = {}
        self.told: dict[tuple[str, int], int] = {}
        """The last day on which something was told of a site worker."""
        self.paces = min(0.9, NEWS / max(1.0, max(self.sites, default=1) * town.days))

    def _courses(self, files: int) -> tuple[Course, Course, Course, Course]:
        """Site workers, those told of today, all on file and those observed, settled moment by moment."""
        town = self.town
        files = max(files, town.most(SITE_WORKERS.name), town.most(OBSERVED.name), town.most(TRACKED.name))
        on_file = town.level(EMPLOYEES, files)
        sites = town.level(SITE_WORKERS, min(files, 60, max(files // 8, town.most(TRACKED.name))))
        observed = town.level(OBSERVED, files // 12)
        for number in range(len(town.at)):
            if town.stated(EMPLOYEES, number):
                sites[number] = min(sites[number], on_file[number])
                observed[number] = min(observed[number], on_file[number])
        tracked = town.level(TRACKED, 0, sites)
        for number in range(len(town.at)):
            if not town.stated(TRACKED, number):
                tracked[number] = 0
            elif not town.stated(SITE_WORKERS, number):
                today = first_moment(day_of(town.at[number])) <= town.legs[number].start + 1
                sites[number] = tracked[number] if today else max(sites[number], tracked[number])
            if not town.stated(EMPLOYEES, number):
                on_file[number] = max(on_file[number], sites[number], observed[number])
        return sites, tracked, on_file, observed

    def _wanted(self, number: int) -> dict[str, tuple[int, int]]:
        """By pool: how many are on file, and how many of them are observed."""
        sites = self.sites[number]
        elsewhere = self.on_file[number] - sites
        observed = min(elsewhere, self.observed[number])
        return {"enterprise": (elsewhere, observed), "project_site": (sites, self.observed[number] - observed)}

    def reach(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Bring the files to what is wanted by the end of the leg; on days on which movements count, before the day."""
        day = day_of(leg.end)
        quiet = first_moment(day) - 1 if day in self.days else leg.end
        until = quiet if quiet > leg.start else leg.start + max(1, (leg.end - leg.start) // 2)
        turns: list[tuple[str, int, str]] = []
        for kind, (on_file, observed) in self._wanted(number).items():
            known = 1 + max((one for pool, one in self.status if pool == kind), default=-1)
            for one in range(max(known, on_file)):
                status = "left" if one >= on_file else "observed" if one < observed else "at_work"
                if self.status.get((kind, one), "left") != status:
                    turns.append((kind, one, status))
        times = drawn(leg.start, until, len(turns), OFFICE, self.random)
        self.random.shuffle(turns)
        for when, (kind, one, status) in zip(times, turns, strict=True):
            self.status[kind, one] = status
            self.since[kind, one] = when
            yield from self._file(kind, one, when, number)

    def told_today(self, number: int, leg: Leg) -> Iterator[Draft]:
        """What is told of site workers: on usual days of most, on stated days of as many as are stated."""
        present = range(self.sites[number])
        for day in range(day_of(leg.start + 1), day_of(leg.end) + 1):
            if day not in self.days:
                start, end = max(leg.start, first_moment(day) - 1), min(leg.end, last_moment(day))
                some = [one for one in present if self.random.random() < self.paces]
                for one, when in zip(some, drawn(start, end, len(some), OFFICE, self.random), strict=True):
                    if self.since.get(("project_site", one), leg.start) <= when:
                        yield from self._file("project_site", one, when, number)
        day = day_of(leg.end)
        if not self.town.stated(TRACKED, number):
            return
        start = max(leg.start + (leg.end - leg.start) // 2, first_moment(day) - 1)
        fresh = [one for one in present if self.told.get(("project_site", one)) != day]
        due = max(0, self.tracked[number] - len(present) + len(fresh))
        for one, when in zip(fresh, drawn(start, leg.end, min(due, len(fresh)), OFFICE, self.random), strict=False):
            yield from self._file("project_site", one, when, number)

    def _file(self, kind: str, one: int, when: int, number: int) -> Iterator[Draft]:
        """One entry of a file, as it stands in this leg."""
        random, status = self.random, self.status[kind, one]
        firm = self._firm(kind, one)
        today = day_of(when)
        body: dict[str, Any] = {
            "enterprise": {"kind": "place", "ref": firm.ref},
            "origin_area": ORIGINS[one % len(ORIGINS)],
            "return_on": date_of(today - 1).isoformat(),
            "transport": _WAYS[one % len(_WAYS)],
            "contact_with_arrivals": random.random() < 0.03,
            "batch": 1 + one % 3,
            "shift": ("早班", "中班", "晚班")[one % 3],
            "status": status,
        }
        if status == "observed":
            body["observation_until"] = date_of(
                max(today + 14, day_of(self._observed_to(kind, one, number)))
            ).isoformat()
        self.told[kind, one] = today
        yield from self.town.hand.write(
            "work.employee", firm.host.code, when, body, subject=("person", f"演职工{kind[0]}{one + 1:05d}"),
            device=f"firm-{firm.ref}", slip={"batch": 499},
        )  # fmt: skip

    def _firm(self, kind: str, one: int) -> Firm:
        pool = self.pools[kind] or [self.town.firm(kind, 90_000)]
        return pool[one % len(pool)]

    def _observed_to(self, kind: str, one: int, number: int) -> int:
        """The end of the last leg through which somebody stays under observation."""
        last = number
        while last + 1 < len(self.town.at) and one < self._wanted(last + 1)[kind][1]:
            last += 1
        return self.town.at[last]
