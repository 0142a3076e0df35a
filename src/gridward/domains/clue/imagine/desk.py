"""The desk that takes tips and has them checked."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from gridward.domains.clue.imagine.courses import CODES
from gridward.domains.clue.rules import OPEN
from gridward.kit.clock import HOUR, SECOND, iso
from gridward.plug.course import Leg
from gridward.plug.hand import Hand
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot, World

SAID = ("有人从外地返回未登记", "某棋牌室仍在聚集", "有人绕开卡口进村", "某饭店暗中接待聚餐", "发现有人高价出售口罩")
MEASURES = ("已登记并上门随访", "已劝散并关闭", "已加装隔离设施", "已责令停业", "已移交市场监管部门")


@dataclass(slots=True)
class Case:
    """A tip: what it was sent as, where, since when, and whether its hazard was removed."""

    id: str
    area: str
    at: int
    removed: bool = False


class Desk:
    """Tips by their last result."""

    def __init__(self, world: World, random: Random) -> None:
        self.world = world
        self.random = random
        self.hand = Hand(random)
        self.cases: dict[str, list[Case]] = {code: [] for code in CODES}
        self.removed = 0
        others: tuple[Spot, ...] = tuple(spot for spot in world.spots if spot.code != world.root.code)
        self.spots = world.at("village", "community") or others or (world.root,)

    def reach(self, wanted: dict[str, int], hazards: int, leg: Leg) -> Iterator[Draft]:
        """Bring every result to its number by the end of the leg.

        A tip that must leave a result gets one that is wanted by another check; where none is, it turns out to say what
        another already said. None is opened again: what is wanted there comes in.
        """
        leaving = [(code, case) for code, cases in self.cases.items() for case in cases[wanted[code] :]]
        places = [code for code in CODES if code != OPEN for _ in range(wanted[code] - len(self.cases[code]))]
        news = [OPEN] * max(0, wanted[OPEN] - len(self.cases[OPEN]))
        for (before, case), code in zip(leaving, places, strict=False):
            self.cases[before].remove(case)
            yield from self._checked(case, code, hazards, leg)
        for before, case in leaving[len(places) :]:
            self.cases[before].remove(case)
            yield from self._checked(case, "duplicate", hazards, leg)
        for code in [*places[len(leaving) :], *news]:
            case = yield from self._came_in(leg)
            if code == OPEN:
                self.cases[OPEN].append(case)
            else:
                yield from self._checked(case, code, hazards, leg)
        yield from self._removals(hazards, leg)

    def _removals(self, hazards: int, leg: Leg) -> Iterator[Draft]:
        """Hazards that are still to be removed: at tips checked before, or at some that say what others said."""
        known = [(code, case) for code in CODES[1:] for case in self.cases[code] if not case.removed]
        for code, case in known[: max(0, hazards - self.removed)]:
            self.cases[code].remove(case)
            yield from self._checked(case, code, hazards, leg, remove=True)
        while self.removed < hazards:
            case = yield from self._came_in(leg)
            yield from self._checked(case, "duplicate", hazards, leg, remove=True)

    def _came_in(self, leg: Leg) -> Generator[Draft, None, Case]:
        """A new tip."""
        random, spot = self.random, self.random.choice(self.spots)
        at = drawn(leg.start, max(leg.start + 1, leg.end - min(leg.end - leg.start, 4 * HOUR) // 2), 1, OFFICE, random)[
            0
        ]
        body: dict[str, Any] = {
            "channel": random.choices(("hotline", "walk_in", "online", "grid_worker", "upper"), (6, 1, 3, 2, 1))[0],
            "text": random.choice(SAID),
            "urgency": random.choices(("normal", "urgent"), (4, 1))[0],
        }
        if random.random() < 0.5:
            body["reporter"] = "演群众"
        made = list(
            self.hand.write("clue.tip", spot.code, at, body, subject=("area", spot.code), device=f"hotline-{spot.code}")
        )
        yield from made
        return Case(str(made[0].id), spot.code, at)

    def _checked(self, case: Case, code: str, hazards: int, leg: Leg, *, remove: bool = False) -> Iterator[Draft]:
        """A tip looked into. Where hazards are to be removed, those of true tips are."""
        at = drawn(max(leg.start, case.at), leg.end, 1, OFFICE, self.random)[0]
        if (code == "true" or remove) and not case.removed and self.removed < hazards:
            case.removed = True
            self.removed += 1
            body: dict[str, Any] = {"result": code, "hazard_removed": True, "measure": self.random.choice(MEASURES)}
        else:
            body = {"result": code, "hazard_removed": False}
        if self.random.random() < 0.6:
            body["replied_at"] = iso(at + 20 * 60 * SECOND)
        if code in self.cases:
            self.cases[code].append(case)
        yield from self.hand.write(
            "clue.check", case.area, at, body, subject=("entry", case.id), device=f"phone-{case.area}-1"
        )
