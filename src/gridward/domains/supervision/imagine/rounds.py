"""Inspections: the daily rounds of heads, checklists of villages and communities, irregular inspections."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Any, NamedTuple
from uuid import UUID

from gridward.domains.supervision.imagine.town import FEW, LABELS, Target, Town
from gridward.domains.supervision.rules import CHECKLISTS, COVERED, items_of
from gridward.kit.clock import HOUR, MINUTE, day_of, first_moment, iso, last_moment
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft

MISSED = 0.03
"""How often a head's round leaves out a subject."""
IRREGULAR = 0.6
"""How many irregular inspections a day there are."""


class Job(NamedTuple):
    """An inspection to come: of which subjects, by their numbers; for a checklist, the items in place."""

    at: int
    kind: str
    numbers: tuple[int, ...]
    in_place: frozenset[str] | None = None


class Made(NamedTuple):
    """An inspection that was written."""

    at: int
    id: UUID
    targets: tuple[Target, ...]


class Rounds:
    """Makes the inspections of a town, leg by leg; `made` holds them by time."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.made: list[Made] = []
        self._seen: dict[tuple[str, int], set[int]] = {}
        """Which of a kind were seen on a day of which it is stated how many were."""
        self._known = {kind: list[int]() for kind in town.plan.subjects}
        """Which have been inspected, of kinds of which it is stated how many have."""
        self._answers: dict[tuple[str, int], frozenset[str]] = {}
        self._done: set[tuple[str, int]] = set()

    def drafts(self) -> Iterator[Draft]:
        """All inspections, by time."""
        for leg, (start, end) in enumerate(zip((self.town.start, *self.town.at), self.town.at, strict=False)):
            for job in sorted(self._leg(leg, start, end)):
                yield from self._write(job)

    def _leg(self, leg: int, start: int, end: int) -> list[Job]:
        town = self.town
        fresh = {kind: self._next(kind, course[leg], end) for kind, course in town.plan.subjects.items()}
        for kind, numbers in fresh.items():
            self._known[kind] += numbers
        jobs = [*self._checklists(leg, start, end)]
        for job in jobs:
            self._take(job, leg, fresh)
        for job in self._covered(leg, start, end, fresh):
            self._take(job, leg, fresh)
            jobs.append(job)
        for kind, numbers in fresh.items():
            if numbers:
                jobs.append(Job(self._moment(kind, leg, start, end), kind, tuple(numbers)))
        if town.plan.inspections is None:
            jobs += self._rounds(leg, start, end)
            if town.looked and not jobs and not self.made:
                jobs += self._others(leg, drawn(start, end, 1, VISITS, town.random), must=leg in town.looked)
            return jobs
        more = town.plan.inspections[leg] - len(self.made) - len(jobs)
        return [*jobs, *self._others(leg, drawn(start, end, more, VISITS, town.random))]

    def _next(self, kind: str, wanted: int, at: int) -> list[int]:
        """The first that were not inspected yet, for so many to have been."""
        known = set(self._known[kind])
        open_ = (one for one in count() if one not in known and self.town.target(kind, one).stood(at))
        return list(islice(open_, max(0, wanted - len(known))))

    def _take(self, job: Job, leg: int, fresh: dict[str, list[int]]) -> None:
        """The subjects of a job are no longer to be introduced, and were seen on its day."""
        if day_of(job.at) == self.town.legs[leg].day:
            self._seen.setdefault((job.kind, day_of(job.at)), set()).update(job.numbers)
        if job.kind in fresh:
            fresh[job.kind] = [number for number in fresh[job.kind] if number not in job.numbers]

    def _checklists(self, leg: int, start: int, end: int) -> Iterator[Job]:
        """One for each area in which another item is in place than before."""
        town = self.town
        for level in CHECKLISTS:
            if (level, leg) in town.answers:
                for number, now in town.answers[level, leg].items():
                    yield Job(self._moment(level, leg, start, end), level, (number,), now)
            elif self._free(level, leg, start, end):
                able = self._known.get(level, range(town.there(level)))
                for number in (one for one in able if one < town.there(level)):
                    now = town.in_place(level, number, leg)
                    if now != self._answers.get((level, number), frozenset()):
                        self._answers[level, number] = now
                        yield Job(self._moment(level, leg, start, end), level, (number,), now)

    def _covered(self, leg: int, start: int, end: int, fresh: dict[str, list[int]]) -> Iterator[Job]:
        """What must have been inspected by the end of the leg on its day, new subjects and those still there first."""
        town, day = self.town, day_of(end)
        for kind in (kind for kind in COVERED if (kind, leg) in town.plan.covered):
            wanted, seen = town.plan.covered[kind, leg], self._seen.get((kind, day), set())
            known = self._known.get(kind) or range(max(town.there(kind), wanted))
            able = [one for one in dict.fromkeys((*fresh.get(kind, ()), *known)) if one not in seen]
            able.sort(key=lambda one: not town.target(kind, one).stood(end))
            chosen = able[: max(0, wanted - len(seen))]
            if chosen:
                opened = max(town.target(kind, one).opened for one in chosen)
                begin = max(start, first_moment(day) - 1, min(opened, end - 1))
                yield Job(drawn(begin, end, 1, VISITS, town.random)[0], kind, tuple(chosen))

    def _moment(self, kind: str, leg: int, start: int, end: int) -> int:
        """A moment of the leg on a day for which nothing is stated of the kind, if there is one."""
        pieces = self._free(kind, leg, start, end)
        if not pieces:
            return drawn(start, end, 1, VISITS, self.town.random)[0]
        begin, until = self.town.random.choices(pieces, [other - one for one, other in pieces])[0]
        return drawn(begin, until, 1, VISITS, self.town.random)[0]

    def _free(self, kind: str, leg: int, start: int, end: int) -> list[tuple[int, int]]:
        return [(one, other) for day, one, other in _pieces(start, end) if not self._planned(kind, leg, day)]

    def _planned(self, kind: str, leg: int, day: int) -> bool:
        """Whether only as many of a kind are inspected on a day of a leg as are planned."""
        return (kind, leg) in self.town.plan.covered and day == self.town.legs[leg].day

    def _rounds(self, leg: int, start: int, end: int) -> Iterator[Job]:
        """What happens day by day: heads go round, groups look in here and there."""
        random = self.town.random
        for day, begin, until in _pieces(start, end):
            if until - begin < HOUR:
                continue
            for kind in COVERED:
                if (kind, day) not in self._done and not self._planned(kind, leg, day) and self._pool(kind):
                    self._done.add((kind, day))
                    at = drawn(begin, until, 1, VISITS, random)[0]
                    numbers = [one for one in self._standing(kind, at) if random.random() > MISSED]
                    if numbers:
                        yield Job(at, kind, tuple(numbers))
            if random.random() < IRREGULAR * (until - begin) / (24 * HOUR):
                yield from self._others(leg, drawn(begin, until, 1, VISITS, random))

    def _others(self, leg: int, times: Iterable[int], *, must: bool = True) -> Iterator[Job]:
        """Irregular inspections of subjects that may be inspected; of others only if they must be."""
        random = self.town.random
        for at in times:
            able = [kind for kind in (*FEW, *COVERED, "work_area") if not self._planned(kind, leg, day_of(at))]
            kinds = [kind for kind in able if self._standing(kind, at)]
            if kinds:
                kind = random.choice(kinds)
                standing = self._standing(kind, at)
                chosen = random.sample(standing, min(len(standing), random.randrange(1, 5)))
                yield Job(at, kind, tuple(sorted(chosen)))
            elif (job := self._again(leg, at, must=must)) is not None:
                yield job

    def _again(self, leg: int, at: int, *, must: bool) -> Job | None:
        """An inspection that changes no number that is stated; where there is none, one that does, if it must be."""
        told = (*self._known, *COVERED)
        spare = next((kind for kind in LABELS if kind not in told), "other" if must else None)
        day = day_of(at)
        for kind, numbers in self._known.items():
            before = sorted(self._seen.get((kind, day), ())) if self._planned(kind, leg, day) else numbers
            if before and (spare is None or spare in self._known):
                return Job(at, kind, (before[0],))
        return None if spare is None else Job(at, spare, (0,))

    def _standing(self, kind: str, at: int) -> list[int]:
        return [one for one in self._pool(kind) if self.town.target(kind, one).stood(at)]

    def _pool(self, kind: str) -> Sequence[int]:
        """Which of a kind may be inspected."""
        return self._known[kind] if kind in self._known else range(self.town.there(kind) or FEW.get(kind, 0))

    def _write(self, job: Job) -> Iterator[Draft]:
        town, random = self.town, self.town.random
        targets = tuple(town.target(job.kind, number) for number in job.numbers)
        area = targets[0].ref if job.in_place is not None else town.world.root.code
        body: dict[str, Any] = {
            "subjects": [{"kind": one.kind, "ref": one.ref} for one in targets],
            "subject_kind": job.kind,
            "by": "包联领导" if job.kind in COVERED and len(targets) > 4 else "督查组",
            "unannounced": random.random() < 0.3,
            "started": iso(job.at),
            "ended": iso(job.at + random.randrange(20, 90) * MINUTE),
        }
        if job.in_place is not None:
            answers = {item: "yes" if item in job.in_place else "no" for item in items_of(job.kind)}
            body |= {"template": CHECKLISTS[job.kind]}
            body["items"] = [{"code": item, "answer": answer} for item, answer in answers.items()]
        first = True
        for draft in town.sure.write(
            "supervision.visit", area, job.at, body, subject=("area", area), device="supervision-1"
        ):
            if first:
                self.made.append(Made(job.at, draft.id, targets))
            first = False
            yield draft


def _pieces(start: int, end: int) -> Sequence[tuple[int, int, int]]:
    """The days of a leg: the day, after which moment it begins there, and until when it lasts."""
    return [
        (day, max(start, first_moment(day) - 1), min(end, last_moment(day)))
        for day in range(day_of(start + 1), day_of(end) + 1)
    ]
