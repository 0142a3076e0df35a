"""Disinfection: every site when it is first reached, daily sites as often as the day asks, the others now and then."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gridward.domains.sanitation.figures import SITES_DONE
from gridward.domains.sanitation.imagine.plan import DAILY, Plan, asked
from gridward.domains.sanitation.imagine.town import Piece, Town, pieces
from gridward.kit.clock import DAY, MINUTE, day_of, iso
from gridward.plug.course import shared
from gridward.plug.hours import DOOR, drawn
from gridward.plug.imagine import Draft
from gridward.policy.norms import norm

AGAIN = 6
"""A site without a daily number is done again about every so many days."""
KEPT = 0.93
"""How often a daily site does its day's work."""
SIZES = {"village": 60_000, "community": 50_000, "main_road": 30_000, "street": 8_000, "factory": 12_000, "farm": 6_000}
SIZES |= {"school": 5_000, "compound": 9_000, "public_place": 1_500, "office": 900, "shop": 120, "pond": 2_000}
"""The usual area of a job, in m²."""
_SPARE = ("main_road", "street", "alley", "pond", "checkpoint", "vehicle", "household", "school")
_TRUCKS = ("sprinkler_truck", "drone", "air_cannon", "sprayer")
_OWN = ("shop", "office", "factory", "farm", "school")


@dataclass(slots=True)
class Job:
    """A job to come."""

    at: int
    kind: str
    number: int
    area: int = 0
    strong: bool = False


def jobs(town: Town) -> Iterator[Draft]:
    """All jobs, leg by leg."""
    for job in Work(Plan(town)).jobs():
        yield from _write(town, job)


class Work:
    """Makes the jobs of a plan. `today` counts the jobs of daily sites by day."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.town = plan.town
        self.random = plan.town.random
        self.today: dict[tuple[str, int, int], int] = {}
        self.born: dict[str, list[int]] = {}
        self.held = plan.held

    def jobs(self) -> Iterator[Job]:
        """The jobs of every leg, each with its area and strength."""
        plan = self.plan
        for leg, end in enumerate(plan.at):
            start = plan.at[leg - 1] if leg else plan.start
            found = [*self._first(leg, start, end), *self._now_and_then(start, end)]
            for piece in pieces(plan.at, plan.start, leg):
                found += self._day(piece, plan.done[leg] if piece.end == end else {})
            strong = plan.too_strong[leg] - (plan.too_strong[leg - 1] if leg else 0)
            metres = plan.square_metres
            more = metres[leg] - (metres[leg - 1] if leg else 0) if metres is not None else None
            short = max(strong, 1 if more else 0) - len(found)
            found += [self._spare(at) for at in drawn(start, end, short, DOOR, self.random)]
            self._sized(found, more)
            for job in self.random.sample(found, min(max(0, strong), len(found))):
                job.strong = True
            yield from sorted(found, key=lambda job: (job.at, job.kind, job.number))

    def _first(self, leg: int, start: int, end: int) -> Iterator[Job]:
        """Sites reached for the first time, where possible on a day on which nothing is stated of their kind."""
        for kind, course in sorted(self.plan.sites.items()):
            before = course[leg - 1] if leg else 0
            free = self.plan.free(kind, leg)
            begin, until = (free[0].start, free[-1].end) if free else (start, end)
            born = self.born.setdefault(kind, [])
            for at in drawn(begin, until, course[leg] - before, DOOR, self.random):
                if free and not any(one.start < at <= one.end for one in free):
                    one = self.random.choice(free)
                    at = drawn(one.start, one.end, 1, DOOR, self.random)[0]
                yield self._job(at, kind, len(born))
                born.append(at)

    def _now_and_then(self, start: int, end: int) -> Iterator[Job]:
        """Sites without a daily number, again."""
        for kind, born in sorted(self.born.items()):
            known = [number for number, at in enumerate(born) if at <= start]
            if kind in DAILY or not known:
                continue
            for at in drawn(start, end, int((end - start) / DAY / AGAIN * len(known)), DOOR, self.random):
                yield self._job(at, kind, self.random.choice(known))

    def _day(self, piece: Piece, stated: dict[str, int]) -> Iterator[Job]:
        """What daily sites do in a piece of a day: as many finish as is stated, or most where nothing is."""
        for kind in DAILY:
            jobs = asked(kind, piece.day)
            known = [number for number, at in enumerate(self.born.get(kind, ())) if at <= piece.end]
            if kind in stated:
                done = sum(self.today.get((kind, number, piece.day), 0) >= jobs for number in known)
                short = stated[kind] - done
                for number in known:
                    if self.today.get((kind, number, piece.day), 0) < jobs:
                        yield from self._do(kind, number, piece, jobs if short > 0 else jobs - 1)
                        short -= 1
            elif piece.closes and self.held.get((kind, piece.day), 0) <= piece.start:
                for number in known:
                    kept = self.random.random() < KEPT
                    yield from self._do(kind, number, piece, jobs if kept else jobs - 1)

    def _do(self, kind: str, number: int, piece: Piece, asked: int) -> Iterator[Job]:
        """The jobs that a site still has to do today, after it was first reached."""
        left = asked - self.today.get((kind, number, piece.day), 0)
        begin = min(max(piece.start, self.born[kind][number]), piece.end - 1)
        for at in drawn(begin, piece.end, left, DOOR, self.random):
            yield self._job(at, kind, number)

    def _job(self, at: int, kind: str, number: int) -> Job:
        key = (kind, number, day_of(at))
        self.today[key] = self.today.get(key, 0) + 1
        return Job(at, kind, number)

    def _spare(self, at: int) -> Job:
        """A job that touches no number that is stated: at a kind of site of which nothing is, or at a known one."""
        kinds = [kind for kind in _SPARE if not self.town.facts.of(SITES_DONE.name, kind)]
        known = [kind for kind, born in self.born.items() if kind not in DAILY and born and born[0] <= at]
        return Job(at, (kinds or known or ["main_road"])[0], 0)

    def _sized(self, found: list[Job], metres: int | None) -> None:
        """Areas: what is stated shared out by the size of the sites, or each of its usual size."""
        weights = [SIZES.get(job.kind, 3_000) * self.random.uniform(0.5, 1.5) for job in found]
        areas = [round(weight, -1) for weight in weights] if metres is None else shared(metres, weights, unit=10)
        for job, area in zip(found, areas, strict=True):
            job.area = int(area)


def _write(town: Town, job: Job) -> Iterator[Draft]:
    random, target = town.random, town.target(job.kind, job.number)
    most = norm("chlorine_most", day_of(job.at)) or 500
    small = job.area < 3_000
    body: dict[str, Any] = {
        "site_kind": job.kind,
        "area": job.area,
        "kind": "preventive",
        "equipment": ["manual" if small and random.random() < 0.4 else "sprayer" if small else random.choice(_TRUCKS)],
        "agent": "chlorine" if job.strong else random.choice(("chlorine", "disinfectant_84", "chlorine_tablets")),
        "concentration": most * 2 if job.strong else random.choice((most // 2, most)),
        "contact": 30,
        "performer": "self" if job.kind in _OWN else "contractor" if not small and random.random() < 0.3 else "team",
        "start": iso(job.at - random.randrange(5, 40) * MINUTE),
        "end": iso(job.at),
    }
    if not small:
        body["machines"] = random.randrange(1, 6)
    yield from town.hand.write(
        "sanitation.disinfection",
        target.host.code,
        job.at,
        body,
        subject=(target.kind, target.ref),
        device=f"phone-{target.host.code}",
        slip={"area": job.area * 100 + 1},
    )
