"""When each worker is tested: weekly, or so that as many are tested and overdue at each moment as the facts say."""

from collections.abc import Iterator, Sequence

from gridward.domains.testing.figures import OCCUPATIONS, OVERDUE, TESTED
from gridward.domains.testing.imagine.town import Town, Worker
from gridward.kit.clock import DAY, HOUR
from gridward.plug.course import Leg
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Fact

PARENTS = {member.code: member.parent for member in OCCUPATIONS}
USUAL = 0.93
"""How many come in time where nothing is stated."""


class Plan:
    """Fills the samples of the workers, leg by leg."""

    def __init__(self, town: Town, legs: Sequence[Leg]) -> None:
        self.town = town
        self.stated = [fact for fact in town.facts.facts if fact.figure in (TESTED.name, OVERDUE.name)]
        if self.stated:
            for leg in legs:
                self._reach(leg)
        else:
            for number, worker in enumerate(town.workers):
                worker.samples += self._weekly(worker, number)

    def _weekly(self, worker: Worker, number: int) -> Iterator[int]:
        """Every week on a day of their own; a few forget."""
        for code, start, end in worker.jobs:
            at = max(start, self.town.world.start) + number % 6 * DAY
            while at < min(end or self.town.world.end, self.town.world.end) - DAY:
                if self.town.random.random() < USUAL:
                    yield drawn(at, at + DAY, 1, OFFICE, self.town.random)[0]
                at += worker.every(code) - DAY

    def _reach(self, leg: Leg) -> None:
        """Test as few as make the numbers stated for the end of the leg true, parts before wholes."""
        now = [fact for fact in self.stated if fact.as_of == leg.end]
        members = {fact.member for fact in now}
        for member in sorted(members, key=lambda code: (not code, not PARENTS.get(code, ""))):
            tested = next((fact for fact in now if (fact.figure, fact.member) == (TESTED.name, member)), None)
            overdue = next((fact for fact in now if (fact.figure, fact.member) == (OVERDUE.name, member)), None)
            inside = [(worker, codes) for worker in self.town.workers if (codes := self._in(worker, member, leg.end))]
            owing = [(one, codes) for one, codes in inside if any(one.owes(code, leg.end) for code in codes)]
            if overdue is not None:
                spare = [pair for pair in owing if member or not self._part(pair[1], members)]
                self._test(spare[: max(0, len(owing) - self._aim(overdue, len(inside)))], leg)
            if tested is not None:
                have = sum(any(one.tested(code, leg.end) for code in codes) for one, codes in inside)
                bare = [pair for pair in inside if not any(pair[0].tested(code, leg.end) for code in pair[1])]
                bare = [pair for pair in bare if not (overdue and any(pair[0].owes(c, leg.end) for c in pair[1]))]
                bare.sort(key=lambda pair: self._part(pair[1], members - {member}))
                self._test(bare[: max(0, self._aim(tested, len(inside)) - have)], leg)

    @staticmethod
    def _in(worker: Worker, member: str, at: int) -> set[str]:
        return {code for code in worker.asked(at) if member in ("", code, PARENTS.get(code, ""))}

    @staticmethod
    def _part(codes: set[str], members: set[str]) -> bool:
        return bool(codes & members)

    @staticmethod
    def _aim(fact: Fact, whole: int) -> int:
        return round((fact.share or 0.0) * whole) if fact.value is None else fact.aim()

    def _test(self, rows: Sequence[tuple[Worker, set[str]]], leg: Leg) -> None:
        """As early as still counts at the end of the leg, so that it binds later moments least."""
        for worker, codes in rows:
            every = min(worker.every(code) for code in codes)
            low = max(leg.start, leg.end - every)
            worker.samples.append(drawn(low, min(leg.end, low + 12 * HOUR), 1, OFFICE, self.town.random)[0])
