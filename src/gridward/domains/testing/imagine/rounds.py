"""Samples into tubes, and what the laboratory finds in them."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from gridward.domains.testing.entries import Specimen
from gridward.domains.testing.figures import POSITIVES, SAMPLES
from gridward.domains.testing.imagine.plan import Plan
from gridward.domains.testing.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, day_of, iso
from gridward.plug.course import Leg, Planner, beginning
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

POOL = 10
"""Swabs in a tube: ten in one, as validated."""
PEOPLE = ("throat", "nasopharyngeal", "blood")
ANY_HOUR = (1,) * 24


class Swab(NamedTuple):
    """A sample to be taken: when, of whom or what, where, which specimen and why."""

    at: int
    subject: tuple[str, str]
    area: str
    specimen: str
    reason: str


class Tube(NamedTuple):
    """A tube, when its last sample was taken and where."""

    name: str
    at: int
    area: str


class Rounds:
    """The samplers and the laboratory. `taken` counts the samples by specimen up to the end of a leg."""

    def __init__(self, town: Town) -> None:
        self.town = town
        stated = {fact.as_of for fact in town.facts.facts if fact.figure.startswith("testing.")}
        at = sorted(stated | {max([town.world.end, *stated])})
        self.at = at
        self.start = beginning(town.world, at)
        self.legs = [Leg(one, other, 0) for one, other in pairwise((self.start, *at))]
        self.number = 0
        self.taken: Counter[str] = Counter()
        self.fresh = town.strangers()
        self.tubes: list[Tube] = []
        self.known = 0

    def drafts(self) -> Iterator[Draft]:
        """Everything, leg by leg."""
        if not (self.town.asks() or any(one.figure.startswith("testing.") for one in self.town.facts.facts)):
            return
        Plan(self.town, self.legs)
        few = round(len(self.town.people) * 0.002)
        usual = {"throat": few, "goods": few // 4, "environment": few // 8} if self.town.asks() else {}
        own = [(at, worker) for worker in self.town.workers for at in worker.samples]
        plan = Planner(SAMPLES, self.town.facts, self.at, start=self.start, usual=usual).courses()
        for number, leg in enumerate(self.legs):
            wanted = {code: course[number] for code, course in plan.items()}
            swabs = self._occupational(leg, [row for row in own if leg.start < row[0] <= leg.end], wanted)
            swabs += self._others(leg, wanted, loose=wanted.get("", 0))
            yield from self._into_tubes(sorted(swabs))
            yield from self._results(leg, last=number == len(self.legs) - 1)

    def _occupational(self, leg: Leg, rows: list[tuple[int, Any]], wanted: dict[str, int]) -> list[Swab]:
        """Swabs of workers, of a specimen of which more are wanted or of which nothing is stated."""
        free = [code for code in PEOPLE if not self.town.facts.of(SAMPLES.name, code)]
        binding = bool(self.town.facts.of(SAMPLES.name)) and not self._stated()
        found = []
        for at, worker in sorted(rows, key=lambda row: row[0]):
            short = next((code for code in PEOPLE if wanted.get(code, 0) > self.taken[code]), "")
            specimen = short or (free[0] if free else PEOPLE[0])
            if binding and sum(self.taken.values()) >= sum(wanted.values()):
                break
            self.taken[specimen] += 1
            found.append(Swab(at, ("person", worker.ref), worker.area, specimen, "occupational"))
        return found

    def _stated(self) -> bool:
        return any(fact.figure in ("testing.tested", "testing.overdue") for fact in self.town.facts.facts)

    def _others(self, leg: Leg, wanted: dict[str, int], *, loose: int) -> list[Swab]:
        """Swabs beside those of workers, as many as are wanted of each specimen."""
        whole = sum(wanted.values()) if self.town.facts.of(SAMPLES.name) else 10**9
        lacking = [
            one.value for one in Specimen for _ in range(max(0, wanted.get(one.value, 0) - self.taken[one.value]))
        ]
        spare = self.taken["throat"] - wanted.get("throat", 0)
        lacking += ["throat"] * max(0, loose - max(0, spare))
        lacking = lacking[: max(0, whole - sum(self.taken.values()))]
        self.taken.update(lacking)
        times = drawn(leg.start, leg.end, len(lacking), OFFICE, self.town.random)
        return [self._swab(code, at) for code, at in zip(lacking, times, strict=True)]

    def _swab(self, specimen: str, at: int) -> Swab:
        self.number += 1
        root = self.town.world.root
        if specimen in PEOPLE:
            ref, area = next(self.fresh)
            reason = self.town.random.choices(("screening", "symptom", "list", "follow_up"), (5, 2, 2, 1))[0]
            return Swab(at, ("person", ref), area, specimen, reason)
        lot = specimen in ("goods", "animal")
        subject = ("lot", f"演批次{self.number:05d}") if lot else ("place", f"{root.name}农贸市场")
        return Swab(at, subject, root.code, specimen, "goods" if lot else "screening")

    def _into_tubes(self, swabs: list[Swab]) -> Iterator[Draft]:
        """Those of one day and specimen together, ten in a tube."""
        racks: dict[tuple[int, str, str], list[Swab]] = {}
        for swab in swabs:
            pooled = swab.specimen in ("throat", "nasopharyngeal") and swab.reason in ("occupational", "screening")
            key = (day_of(swab.at), swab.specimen, swab.reason if pooled else f"alone-{len(racks)}")
            racks.setdefault(key, []).append(swab)
        for rack in racks.values():
            for first in range(0, len(rack), POOL):
                some = rack[first : first + POOL]
                tube = Tube(f"演管{len(self.tubes) + 1:06d}", some[-1].at, some[0].area)
                self.tubes.append(tube)
                for swab in some:
                    yield from self._sample(swab, tube.name, "pool" if len(some) > 1 else "single")

    def _sample(self, swab: Swab, tube: str, scheme: str) -> Iterator[Draft]:
        root = self.town.world.root
        body = {
            "tube": tube,
            "scheme": scheme,
            "specimen": swab.specimen,
            "reason": swab.reason,
            "site": f"{root.name}采样点",
            "sent_at": iso(swab.at - swab.at % MINUTE + 2 * HOUR),
        }
        yield from self.town.hand.write(
            "testing.sample", root.code, swab.at, body, subject=swab.subject, device=f"sampling-{root.code}",
            slip={"scheme": "single" if scheme == "pool" else "pool"},
        )  # fmt: skip

    def _results(self, leg: Leg, *, last: bool) -> Iterator[Draft]:
        """Results of the tubes of the leg: positive as many as are stated, then negative."""
        waiting = self.tubes[self.known :]
        self.known = len(self.tubes)
        facts = Counter(
            {fact.as_of: fact.aim() for fact in self.town.facts.of(POSITIVES.name) if fact.value is not None}
        )
        before = max([facts[at] for at in facts if at < leg.end], default=0)
        number = max(0, facts[leg.end] - before) if leg.end in facts else 0
        while len(waiting) < number:
            waiting.append(
                Tube(f"演外管{self.legs.index(leg):06d}{len(waiting):04d}", leg.start, self.town.world.root.code)
            )
        chosen = set(self.town.random.sample(range(len(waiting)), number))
        for one, tube in enumerate(waiting):
            positive = one in chosen
            at = tube.at + self.town.random.randrange(6, 20) * HOUR
            if positive:
                at = drawn(max(leg.start, tube.at), leg.end, 1, ANY_HOUR, self.town.random)[0]
            if at <= self.town.world.end or positive:
                yield from self._result(tube, at, "positive" if positive else "negative")

    def _result(self, tube: Tube, at: int, found: str) -> Iterator[Draft]:
        body = {
            "laboratory": "县（市、区）疾控中心",
            "received_at": iso(at - at % MINUTE - 4 * HOUR),
            "resulted_at": iso(at - at % MINUTE),
            "result": found,
            "method": "NAAT",
        }
        root = self.town.world.root.code
        yield from self.town.hand.write(
            "testing.result", root, at, body, subject=("lot", tube.name), device=f"laboratory-{root}",
            slip={"result": "invalid"},
        )  # fmt: skip
