"""What the imagination of testing knows of the town: its people, and who has an occupation that must be tested."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random

from gridward.domains.testing.rules import OCCUPATIONS, interval
from gridward.kit.clock import day_number, day_of, first_moment
from gridward.kit.errors import Refusal
from gridward.plug.hand import Hand
from gridward.plug.imagine import Draft, Facts, World
from gridward.policy.packs import pack


@dataclass(slots=True)
class Worker:
    """Somebody in an occupation: times in it (category, from, until), and the samples taken."""

    ref: str
    area: str
    jobs: list[tuple[str, int, int | None]] = field(default_factory=list)
    samples: list[int] = field(default_factory=list)

    def asked(self, at: int) -> set[str]:
        """In which occupations they must be tested at a moment."""
        return {code for code, start, end in self.jobs if start <= at and (end is None or at < end)}

    def tested(self, code: str, at: int) -> bool:
        """Whether a test is in force for an occupation."""
        return any(sample <= at < sample + self.every(code) for sample in self.samples)

    def owes(self, code: str, at: int) -> bool:
        """Whether without another test they would be overdue in an occupation."""
        start = max(start for job, start, _ in self.jobs if job == code and start <= at)
        last = max([sample for sample in self.samples if sample <= at], default=start)
        return at >= max(last, start) + self.every(code)

    def every(self, code: str) -> int:
        """The interval of an occupation."""
        start = next(start for job, start, _ in self.jobs if job == code)
        return interval(code, day_of(start)) or 0


class Town:
    """The world and its facts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)

    @cached_property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Every resident with the area lived in."""
        found = (home for _, homes in sorted(self.world.homes.items()) for home in homes)
        return tuple((person, home.area) for home in found for person in home.residents)

    def strangers(self) -> Iterator[tuple[str, str]]:
        """Residents without such an occupation, over and over; a guest where nobody lives."""
        workers = {worker.ref for worker in self.workers}
        others = [person for person in self.people if person[0] not in workers]
        others = others or [("演受检00001", self.world.root.code)]
        number = self.random.randrange(len(others))
        while True:
            number += 7
            yield others[number % len(others)]

    @cached_property
    def workers(self) -> list[Worker]:
        """Everybody who is or was in an occupation that must be tested, as told by classifications."""
        told = self.world.told.get("screening.classification", ())
        gone = {draft.replaces for draft in told}
        rows = [draft for draft in told if draft.body is not None and draft.id not in gone and draft.subject]
        found: dict[str, Worker] = {}
        for draft in sorted(rows, key=lambda one: (one.at, one.id)):
            body, (kind, ref) = draft.body or {}, draft.subject or ("", "")
            if kind == "person" and body["category"] in OCCUPATIONS:
                self._job(found.setdefault(ref, Worker(ref, draft.area)), draft, str(body["category"]))
        return [worker for worker in found.values() if worker.jobs]

    def _job(self, worker: Worker, draft: Draft, code: str) -> None:
        day = day_number(date.fromisoformat(str((draft.body or {})["from"])))
        at = draft.at if day_of(draft.at) == day else first_moment(day)
        now = next((job for job in worker.jobs if job[0] == code and job[2] is None), None)
        if (draft.body or {})["action"] == "add" and now is None and interval(code, day) is not None:
            worker.jobs.append((code, at, None))
        elif (draft.body or {})["action"] == "end" and now is not None:
            worker.jobs[worker.jobs.index(now)] = (code, now[1], max(now[1], at))

    def asks(self) -> bool:
        """Whether some pack of the world lists an occupation that is tested: no such pack before September 2020."""
        for name in set(self.world.pack_of.values()):
            try:
                offered = set(pack(name).lists.get("category", ()))
            except Refusal:
                continue
            if offered & {"cold_chain_worker", "quarantine_site_staff"}:
                return True
        return False
