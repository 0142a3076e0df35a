"""Inspections: the daily rounds of heads, checklists of villages and communities, irregular inspections."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from gridward.domains.supervision.figures import CHECKED_OFF, INSPECTIONS
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
        self._answers: dict[tuple[str, int], frozenset[str]] = {}
        self._done: set[tuple[str, int]] = set()
        self._held = {(kind, day_of(town.at[leg])) for leg, wanted in town.covered.items() for kind in wanted}
        """Kinds and days for which it is stated how many were inspected: only that many are."""

    def drafts(self) -> Iterator[Draft]:
        """All inspections, by time."""
        for leg, (start, end) in enumerate(zip((self.town.start, *self.town.at), self.town.at, strict=False)):
            for job in sorted(self._leg(leg, start, end)):
                yield from self._write(job)

    def _leg(self, leg: int, start: int, end: int) -> list[Job]:
        town = self.town
        fresh = {
            kind: list(range(course[leg - 1] if leg else 0, course[leg])) for kind, course in town.subjects.items()
        }
        jobs = [*self._checklists(leg, start, end)]
        for job in jobs:
            self._take(job, fresh)
        for job in self._covered(leg, start, end, fresh):
            self._take(job, fresh)
            jobs.append(job)
        for kind, numbers in fresh.items():
            if numbers:
                jobs.append(Job(self._moment(kind, start, end), kind, tuple(numbers)))
        if town.inspections is None:
            jobs += self._rounds(leg, start, end)
            first = town.finds and not jobs and not self.made
            return [*jobs, *self._others(leg, drawn(start, end, 1, VISITS, town.random) if first else ())]
        more = self._room(town.inspections, leg) - len(self.made) - len(jobs)
        return [*jobs, *self._others(leg, drawn(start, end, more, VISITS, town.random))]

    def _room(self, inspections: Sequence[int], leg: int) -> int:
        """How many inspections there may be by the end of a leg, so that what later legs must see still fits."""
        town = self.town
        room, needed = inspections[leg], 0
        stated = {town.at.index(fact.as_of) for fact in town.facts.of(INSPECTIONS.name)}
        for later in range(leg + 1, len(town.at) if leg not in stated else 0):
            needed += sum(course[later] > course[later - 1] for course in town.subjects.values())
            needed += len(town.covered.get(later, ()))
            if later in stated:
                room = min(room, inspections[later] - needed)
        return room

    def _take(self, job: Job, fresh: dict[str, list[int]]) -> None:
        """The subjects of a job are no longer to be introduced, and were seen on its day."""
        self._seen.setdefault((job.kind, day_of(job.at)), set()).update(job.numbers)
        if job.kind in fresh:
            fresh[job.kind] = [number for number in fresh[job.kind] if number not in job.numbers]

    def _checklists(self, leg: int, start: int, end: int) -> Iterator[Job]:
        """One for each area in which another item is in place than before."""
        town = self.town
        for level in CHECKLISTS:
            courses = {item: town.checked[item] for item in items_of(level) if item in town.checked}
            if not self._free(level, start, end) and not any(town.stated(CHECKED_OFF.name, item) for item in courses):
                continue
            for number in range(town.there(level)):
                now = frozenset(item for item, course in courses.items() if number < course[leg])
                if now != self._answers.get((level, number), frozenset()):
                    self._answers[level, number] = now
                    yield Job(self._moment(level, start, end), level, (number,), now)

    def _covered(self, leg: int, start: int, end: int, fresh: dict[str, list[int]]) -> Iterator[Job]:
        """What must have been inspected by the end of the leg on its day, new subjects first."""
        town, day = self.town, day_of(end)
        for kind, wanted in town.covered.get(leg, {}).items():
            seen = self._seen.get((kind, day), set())
            pool = town.pool(kind, leg)
            known = [*fresh.get(kind, ()), *range(pool)]
            known += [] if kind in town.subjects else range(pool, pool + wanted)
            able = [one for one in dict.fromkeys(known) if one not in seen and town.target(kind, one).stood(end)]
            chosen = able[: max(0, wanted - len(seen))]
            if chosen:
                opened = max(town.target(kind, one).opened for one in chosen)
                begin = max(start, first_moment(day) - 1, min(opened, end - 1))
                yield Job(drawn(begin, end, 1, VISITS, town.random)[0], kind, tuple(chosen))

    def _moment(self, kind: str, start: int, end: int) -> int:
        """A moment of the leg on a day for which nothing is stated of the kind, if there is one."""
        pieces = self._free(kind, start, end)
        if not pieces:
            return drawn(start, end, 1, VISITS, self.town.random)[0]
        begin, until = self.town.random.choices(pieces, [other - one for one, other in pieces])[0]
        return drawn(begin, until, 1, VISITS, self.town.random)[0]

    def _free(self, kind: str, start: int, end: int) -> list[tuple[int, int]]:
        return [(one, other) for day, one, other in _pieces(start, end) if (kind, day) not in self._held]

    def _rounds(self, leg: int, start: int, end: int) -> Iterator[Job]:
        """What happens day by day: heads go round, groups look in here and there."""
        town, random = self.town, self.town.random
        for day, begin, until in _pieces(start, end):
            if until - begin < HOUR:
                continue
            for kind in COVERED:
                if (kind, day) not in self._held | self._done and town.pool(kind, leg):
                    self._done.add((kind, day))
                    at = drawn(begin, until, 1, VISITS, random)[0]
                    numbers = [one for one in self._standing(kind, leg, at) if random.random() > MISSED]
                    if numbers:
                        yield Job(at, kind, tuple(numbers))
            if random.random() < IRREGULAR * (until - begin) / (24 * HOUR):
                yield from self._others(leg, drawn(begin, until, 1, VISITS, random))

    def _others(self, leg: int, times: Iterable[int]) -> Iterator[Job]:
        """Irregular inspections of subjects that may be inspected."""
        town, random = self.town, self.town.random
        for at in times:
            able = [kind for kind in (*FEW, *COVERED, "work_area") if (kind, day_of(at)) not in self._held]
            kinds = [kind for kind in able if self._standing(kind, leg, at)]
            if not kinds:
                spare = next((kind for kind in LABELS if kind not in town.subjects and kind not in COVERED), "other")
                yield Job(at, spare, (0,))
                continue
            kind = random.choice(kinds)
            standing = self._standing(kind, leg, at)
            chosen = random.sample(standing, min(len(standing), random.randrange(1, 5)))
            yield Job(at, kind, tuple(sorted(chosen)))

    def _standing(self, kind: str, leg: int, at: int) -> list[int]:
        return [one for one in range(self.town.pool(kind, leg)) if self.town.target(kind, one).stood(at)]

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
