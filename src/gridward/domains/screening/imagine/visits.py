"""Visits, door by door, from the plan of rounds."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gridward.domains.screening.figures import PERSONS_COVERED
from gridward.domains.screening.imagine.advice import Advice
from gridward.domains.screening.imagine.rounds import Rounds
from gridward.domains.screening.imagine.stretch import NO_ROUND, Stretch
from gridward.domains.screening.imagine.town import Town
from gridward.plug.agree import agreed
from gridward.plug.course import Course, Planner
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft, Facts

SLIP = 11
"""A number typed twice: 3 becomes 33."""
EVER = -1

_WHY = ("doubt", "afraid", "no_time", "privacy", "asked_often")


class Job(NamedTuple):
    """A door to knock at."""

    round: int
    home: int
    result: str


def visits(town: Town) -> Iterator[Draft]:
    """All visits, by time."""
    if not town.homes:
        return
    rounds = Rounds(town)
    crew = Crew(town, rounds)
    for number, stretch in enumerate(rounds.stretches):
        jobs = crew.jobs(stretch)
        times = drawn(stretch.start, stretch.end, len(jobs), VISITS, town.random)
        for at, job in zip(times, jobs, strict=True):
            yield from crew.visit(job, at, number)
        yield from crew.persons_left(stretch, number)
    yield from crew.mistake()


class Crew:
    """Those who knock. They remember how far each round has come and whom they have met."""

    def __init__(self, town: Town, rounds: Rounds) -> None:
        self.town = town
        self.advice = Advice(town)
        self.rounds = rounds
        self.random = town.random
        self.known = 0
        """So many homes have been covered, in whatever round: they are the first ones."""
        self.reached: dict[int, int] = {}
        """By round, before which home all are covered in it; others are in `beyond`."""
        self.beyond: dict[int, set[int]] = {}
        self.listed: dict[int, set[int]] = {}
        """Persons met, by round and under `EVER`: kept only where persons are stated."""
        codes = [str(one) for one in range(1, len(rounds.starts) + 1)]
        stated = {code for code in ("", *codes) if town.facts.of(PERSONS_COVERED.name, code)}
        self.limits = self._limits(sorted(stated))
        for code in self.limits:
            self.listed[code] = set()

    def _limits(self, stated: Sequence[str]) -> dict[int, Sequence[int]]:
        """How many persons have been met by the end of each stretch, by round and under `EVER`, where it is stated."""
        rounds, town, name = self.rounds, self.town, PERSONS_COVERED.name
        courses: dict[str, Course] = {}
        for code in stated:
            only = Facts(tuple(fact._replace(member="") for fact in town.facts.of(name, code)))
            plan = Planner(PERSONS_COVERED, only, rounds.at, start=rounds.start, usual={"1": 1})
            last = only.of(name)[-1]
            most = max(len(town.people), last.aim() if last.value is not None else 0)
            courses[code] = [min(one, most) for one in plan.courses()["1"]]
        told = agreed(town.facts, rounds.at, ((PERSONS_COVERED, courses),))
        if told is not town.facts:
            courses = {code: [fact.value or 0 for fact in told.of(name, code)] for code in stated}
        return {int(code) if code else EVER: course for code, course in courses.items()}

    def jobs(self, stretch: Stretch) -> list[Job]:
        """The doors of a stretch, in the order of the round that is under way."""
        found: list[Job] = []
        numbers = sorted({*stretch.covers, *stretch.refusals, *stretch.absent})
        fresh, taken = stretch.fresh, {}
        for number in sorted(numbers, key=self._room):
            count = stretch.covers.get(number, 0)
            taken[number] = self._taken(number, count, None if fresh is None else min(count, fresh))
            fresh = None if fresh is None else fresh - min(count, fresh)
        for number in numbers:
            ahead = [Job(number, home, self._answer(home)) for home in taken[number]]
            vain = ["uncooperative"] * stretch.refusals.get(number, 0) + ["unavailable"] * stretch.absent.get(number, 0)
            if self.rounds.some_refuse:
                vain = [self.random.choices(("unavailable", "uncooperative"), (95, 5))[0] for _ in vain]
            found += self._mixed(ahead, [Job(number, self._door(taken[number]), result) for result in vain])
        known = self.known
        for _ in range(stretch.extra):
            home = self.random.randrange(max(1, known))
            job = Job(NO_ROUND, home, "cooperative" if known else "unavailable")
            found.insert(self.random.randrange(len(found) + 1) if len(found) < 2_000 else len(found), job)
        return found

    def _answer(self, home: int) -> str:
        return "vacant" if home % 97 == 41 else "cooperative"

    def _room(self, number: int) -> int:
        """How many of the homes covered so far a round does not have."""
        return self.known - self.reached.get(number, 0) - len(self.beyond.get(number, ()))

    def _taken(self, number: int, count: int, fresh: int | None) -> list[int]:
        """The homes that a round covers next: so many that none has covered, and the first of the others that it has
        not; without `fresh` of those first.
        """
        beyond, home = self.beyond.setdefault(number, set()), self.reached.get(number, 0)
        found: list[int] = []
        while home < self.known and (home in beyond or len(found) < count - (fresh or 0)):
            if home not in beyond:
                found.append(home)
            beyond.discard(home)
            home += 1
        self.reached[number] = home
        until = min(self.rounds.size, self.known + count - len(found))
        if home == self.known:
            self.reached[number] = until
        else:
            beyond.update(range(self.known, until))
        found += range(self.known, until)
        self.known = until
        return found

    def _door(self, taken: Sequence[int]) -> int:
        """A door where nobody answers: one of those on the way, or one of those never reached."""
        size = self.rounds.size
        if self.known < size and self.random.random() < 0.4:
            return self.random.randrange(self.known, size)
        return self.random.choice(taken) if taken else self.random.randrange(size)

    def _mixed(self, jobs: list[Job], vain: list[Job]) -> list[Job]:
        """Those in vain spread over the others."""
        if not jobs or not vain:
            return jobs + vain
        step = max(1, len(jobs) // len(vain))
        found: list[Job] = []
        for number, job in enumerate(jobs):
            if number % step == 0 and vain:
                found.append(vain.pop())
            found.append(job)
        return found + vain

    def visit(self, job: Job, at: int, number: int) -> Iterator[Draft]:
        """One visit of a household."""
        random, home = self.random, self.town.homes[job.home]
        body: dict[str, Any] = {"purpose": self._purpose(job), "result": job.result}
        if job.round != NO_ROUND:
            body["round"] = job.round
        body["method"] = "door" if random.random() > 0.05 else "phone"
        if job.result == "cooperative":
            body |= self._met(job, number)
            chance = random.random()
            if chance < 0.3:
                body |= {"team_roles": ["grid_worker", "cadre"], "advice": ["mask", "no_gathering"], "material": 1}
            elif chance < 0.31:
                body |= {"living": "needs_help", "team_roles": ["grid_worker", "medic"]}
        elif job.result == "vacant":
            body["residents"] = 0
        elif job.result == "uncooperative":
            body["persuasions"] = random.randrange(1, 4)
            body["refusal"] = _WHY[number % len(_WHY)]
        body = self.advice.kept(body, home.ref, at)
        slip = {"residents": SLIP * len(home.residents)} if job.result == "cooperative" else None
        yield from self.town.hand.write(
            "screening.visit",
            home.area,
            at,
            body,
            subject=("household", home.ref),
            device=f"phone-{home.area}-{1 + job.home % 3}",
            slip=slip,
        )

    def _purpose(self, job: Job) -> str:
        if job.round == NO_ROUND:
            return self.random.choice(("repeat", "welfare", "advice"))
        return "enumeration" if job.round == 1 else "round"

    def _met(self, job: Job, number: int) -> dict[str, Any]:
        """Who was met: all residents, or those that the persons stated leave room for."""
        home, first = self.town.homes[job.home], self.town.first_person[job.home]
        keys = [key for key in (EVER, job.round) if key in self.limits]
        most = min((self.limits[key][number] for key in keys), default=len(self.town.people))
        met = home.residents[: max(0, most - first)]
        for key in keys:
            self.listed[key].update(range(first, first + len(met)))
        away = 1 if len(home.residents) > 2 and job.home % 7 == 3 else 0
        found: dict[str, Any] = {
            "persons": [{"kind": "person", "ref": person} for person in met],
            "residents": len(home.residents),
            "present": len(home.residents) - away,
        }
        if away:
            found["away"] = away
        if self.random.random() < 0.004:
            found["fever"] = 1
        return found

    def persons_left(self, stretch: Stretch, number: int) -> Iterator[Draft]:
        """Persons that must have been covered by now and were not at home: each is called on alone."""
        for key in sorted(self.limits, reverse=True):
            left = [one for one in range(self.limits[key][number]) if one not in self.listed[key]]
            for at, one in zip(drawn(stretch.start, stretch.end, len(left), VISITS, self.random), left, strict=True):
                person, area = self.town.person(one)
                body: dict[str, Any] = {"purpose": "repeat", "result": "cooperative", "method": "phone"}
                if key > 0:
                    body["round"] = key
                yield from self.town.hand.write(
                    "screening.visit", area, at, body, subject=("person", person), device=f"phone-{area}-1"
                )
                for met in {key, EVER} & self.listed.keys():
                    self.listed[met].add(one)

    def mistake(self) -> Iterator[Draft]:
        """A visit entered for the wrong house, and voided."""
        world, home = self.town.world, self.town.homes[-1]
        at = world.start + int((world.end - world.start) * 0.5)
        body = {"purpose": "round", "result": "cooperative", "residents": 1}
        yield from self.town.hand.never("screening.visit", home.area, at, body, subject=("household", home.ref))
