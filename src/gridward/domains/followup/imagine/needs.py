"""Requests of households, and the errands done for them: open and done as the facts say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from gridward.domains.followup.figures import REQUESTS_OPEN, SERVICE_VISITS, SERVICES_DONE
from gridward.domains.followup.imagine.answered import ERRANDS, GROUPS, answered
from gridward.domains.followup.imagine.town import Town
from gridward.plug.course import Leg, Planner, legs
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft, Fact, Facts
from gridward.plug.settle import settled

SHARES = {"errand.at_home": 40, "errand.isolated": 35, "errand.front_line": 10, "errand.vulnerable": 10, "care": 3,
          "psychological": 2}  # fmt: skip
USUAL_OPEN = {"at_home": 3, "isolated": 2, "vulnerable": 1}
IN_VAIN = 0.05
_THINGS = ("蔬菜", "米面", "食用油", "牛奶", "口罩", "降压药", "感冒药", "饮用水")


@dataclass(slots=True)
class Wish:
    """A request: whose it is, where and when. What it is for is settled at the latest when it is done."""

    at: int
    home: str
    area: str
    group: str = ""
    type: str = ""
    id: str = ""


class Job(NamedTuple):
    """Somebody goes for a request; in vain unless `good`."""

    wish: Wish
    at: int
    good: bool


def needs(town: Town) -> Iterator[Draft]:
    """Every request and service."""
    yield from Desk(town).drafts()


def _with_parts(facts: Facts, start: int) -> Facts:
    """What is stated of all services and of some told at each other's moments, so that one course meets both; and at
    those at which it is stated how many requests are open.
    """
    name, stated = SERVICES_DONE.name, set(facts.members(SERVICES_DONE.name))
    waiting = {fact.as_of: fact.aim() for fact in facts.of(REQUESTS_OPEN.name, "") if fact.value is not None}
    tops = stated - {"", *ERRANDS} | (stated & set(ERRANDS) if "errand" not in stated else set())
    for whole, parts in (("", tops), ("errand", stated & set(ERRANDS))):
        stock = {} if whole else waiting
        if whole in stated and (parts or stock):
            codes = {f"{name}.{code}": code for code in (whole, *sorted(parts))}
            names = {code: alias for alias, code in codes.items()}
            alone = [replace(SERVICES_DONE, name=alias, members=()) for alias in codes]
            mine = [one._replace(figure=names[one.member], member="") for one in facts.facts
                    if one.figure == name and one.member in names]  # fmt: skip
            rest = [one for one in facts.facts if one.figure != name or one.member not in names]
            met = settled(Facts(tuple(mine)), alone[0], alone[1:], start=start, stock=stock).facts
            facts = Facts((*rest, *(one._replace(figure=name, member=codes[one.figure]) for one in met)))
    return facts


def _due(planned: dict[str, list[Leg]], moments: int) -> list[list[str]]:
    """What is planned for each leg."""
    return [[code for code, parts in planned.items() for _ in range(parts[leg].number)] for leg in range(moments)]


class Desk:
    """Takes requests and sends people. `open` holds what is not done yet: by group where groups are stated."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.at = [leg.end for leg in town.legs]
        self.start = town.legs[0].start
        self.pools = GROUPS if set(town.facts.members(REQUESTS_OPEN.name)) - {""} else ("",)
        self.open: dict[str, list[Wish]] = {pool: [] for pool in self.pools}
        self.wishes: list[Wish] = []
        self.jobs: list[Job] = []
        size = min(200, round(len(town.homes) * 0.006 * min(1.0, town.days / 14))) if town.about_covid() else 0
        stated = town.states(REQUESTS_OPEN.name, SERVICES_DONE.name, SERVICE_VISITS.name)
        facts = _with_parts(self._with_visits(town.facts), self.start)
        some = {code: max(1, size * part // 100) for code, part in SHARES.items()} if size else {}
        courses = Planner(SERVICES_DONE, facts, self.at, start=self.start, usual=some).courses()
        few = {} if stated or not size else USUAL_OPEN
        levels = Planner(REQUESTS_OPEN, facts, self.at, start=self.start, usual=few, level=True).courses()
        visits = Planner(SERVICE_VISITS, facts, self.at, start=self.start, usual={"": sum(some.values())}).courses()[""]
        met = answered(town.facts, self.at, levels, courses, visits)
        self.visits = (
            [fact.value or 0 for fact in met.of(SERVICE_VISITS.name)]
            if met and town.states(SERVICE_VISITS.name)
            else None
        )
        if met is not None:
            self.pools = GROUPS
            self.open = {pool: [] for pool in GROUPS}
            courses = Planner(SERVICES_DONE, met, self.at, start=self.start, usual=some).courses()
            levels = Planner(REQUESTS_OPEN, met, self.at, start=self.start, usual=few, level=True).courses()
        self.goals = [dict.fromkeys(self.pools, 0) for _ in self.at]
        """How many are to be open at the end of each leg."""
        for group, course in levels.items():
            for goals, number in zip(self.goals, course, strict=True):
                goals[group if group in goals else self.pools[0]] += number
        planned = {code: legs(course, self.at, self.start) for code, course in courses.items()}
        self.due = _due(planned, len(self.at))
        """What is done in each leg, by the members under which it counts."""
        if met is None:
            self._time()
            self._ease()
        self.callers = self._callers()
        self.free = [one for one in GROUPS if not town.facts.of(SERVICES_DONE.name, f"errand.{one}")] or list(GROUPS)

    def _with_visits(self, facts: Facts) -> Facts:
        """Where only the visits are stated, the services follow them."""
        if facts.members(SERVICES_DONE.name) or not facts.of(SERVICE_VISITS.name):
            return facts
        copies = [
            Fact(SERVICES_DONE.name, "", int(fact.aim() * (1 - IN_VAIN)), None, "", "=", fact.as_of, "", "")
            for fact in facts.of(SERVICE_VISITS.name)
            if fact.value is not None
        ]
        return Facts((*facts.facts, *copies))

    def _time(self) -> None:
        """Between two moments at which services are stated, most is done where fewer requests are to stay open."""
        due = self.due
        names = (SERVICES_DONE.name, SERVICE_VISITS.name)
        stated = {fact.as_of for fact in self.town.facts.facts if fact.figure in names}
        first = 0
        for last, at in enumerate(self.at):
            if at in stated or last == len(self.at) - 1:
                self._shift(due, range(first, last + 1))
                first = last + 1

    def _shift(self, due: list[list[str]], piece: range) -> None:
        pot = [code for leg in piece for code in due[leg]]
        sizes = {leg: len(due[leg]) for leg in piece}
        for leg in piece:
            due[leg] = []
            for pool in self.pools:
                for _ in range((self.goals[leg - 1][pool] if leg else 0) - self.goals[leg][pool]):
                    fits = [code for code in pot if code not in ERRANDS or pool in ("", code.removeprefix("errand."))]
                    own = next((code for code in fits if code in ERRANDS), fits[0] if fits else "")
                    if fits:
                        pot.remove(own)
                        due[leg].append(own)
        for leg in piece:
            more = len(pot) if leg == piece[-1] else max(0, sizes[leg] - len(due[leg]))
            due[leg] += pot[:more]
            del pot[:more]

    def _ease(self) -> None:
        """Where it is not stated how many are open, no more are than will be done before there are to be fewer."""
        stated = {fact.as_of for fact in self.town.facts.facts if fact.figure == REQUESTS_OPEN.name}
        for leg in range(len(self.at) - 1, 0, -1):
            if self.at[leg - 1] in stated:
                continue
            before, after, room = self.goals[leg - 1], self.goals[leg], len(self.due[leg])
            for pool in self.pools:
                before[pool] = min(before[pool], after[pool] + room)
                room -= max(0, before[pool] - after[pool])

    def _callers(self) -> Iterator[tuple[str, str]]:
        homes = self.town.homes
        while True:
            for number in self.town.scattered(max(1, len(homes)), 57, len(homes)):
                known = number < len(homes)
                yield (homes[number].ref, homes[number].area) if known else ("演户00001", self.town.world.root.code)

    def drafts(self) -> Iterator[Draft]:
        """What is asked, what is done, what was tried in vain."""
        for leg, due, goals in zip(self.town.legs, self.due, self.goals, strict=True):
            self._leg(leg, self._wanted(due, goals), goals)
        for wish in self.wishes:
            yield from self._request(wish)
        for job in self.jobs:
            yield from self._service(job)

    def _wanted(self, due: list[str], goals: dict[str, int]) -> list[tuple[str, str]]:
        """What to do, by pool and member: more where fewer are to stay open than there are."""
        found: list[tuple[str, str]] = []
        over = {pool: len(self.open[pool]) - goals[pool] for pool in self.pools}
        for code in sorted(due, key=lambda one: one not in ERRANDS):
            loose = code in ("errand", "")
            fixed = code.removeprefix("errand.") if code in ERRANDS else ""
            choice = [pool for pool in self.pools if not loose or not pool or pool in self.free]
            pool = fixed if fixed in over else max(choice, key=lambda one: over[one])
            found.append((pool, self._errand(pool) if loose else code))
            over[pool] -= 1
        for pool, number in over.items():
            found += [(pool, self._errand(pool)) for _ in range(number)]
        return found

    def _errand(self, pool: str) -> str:
        return f"errand.{pool or self.town.random.choice(self.free)}"

    def _leg(self, leg: Leg, wanted: list[tuple[str, str]], goals: dict[str, int]) -> None:
        middle = min(leg.end, leg.start + max(1, (leg.end - leg.start) * 3 // 5))
        old = [(self.open[pool].pop(0) if self.open[pool] else None, pool, member) for pool, member in wanted]
        staying = [pool for pool in self.pools for _ in range(goals[pool] - len(self.open[pool]))]
        asked = [(pool, member) for wish, pool, member in old if wish is None] + [(pool, "") for pool in staying]
        self.town.random.shuffle(asked)
        times = drawn(leg.start, middle, len(asked), VISITS, self.town.random)
        going = [self._settled(wish, pool, member) for wish, pool, member in old if wish is not None]
        for (pool, member), at in zip(asked, times, strict=True):
            wish = Wish(at, *next(self.callers), group=pool)
            self.wishes.append(wish)
            if member:
                going.append(self._settled(wish, pool, member))
            else:
                self.open[pool].append(wish)
        vain = self._vain(leg, going)
        turns = [(wish, True) for wish in going] + [(wish, False) for wish in vain]
        moments = drawn(min(middle, leg.end - 1), leg.end, len(turns), VISITS, self.town.random)
        self.jobs += [Job(wish, max(at, wish.at), good) for (wish, good), at in zip(turns, moments, strict=True)]

    def _settled(self, wish: Wish, pool: str, member: str) -> Wish:
        """What a request was for, now that it is known under what it counts when it is done."""
        errand = member in ERRANDS
        wish.group = pool or (member.removeprefix("errand.") if errand else self.town.random.choice(GROUPS))
        wish.type = self._kind() if errand else member
        return wish

    def _kind(self) -> str:
        return self.town.random.choices(("groceries", "medicine", "refuse"), (70, 25, 5))[0]

    def _vain(self, leg: Leg, going: list[Wish]) -> list[Wish]:
        """Errands that came to nothing: as many as the visits stated leave."""
        made = len(self.jobs) + len(going)
        goal = self.town.goal(SERVICE_VISITS.name, "", leg.end)
        if self.visits is not None:
            goal = self.visits[self.at.index(leg.end)]
        room = self.town.ceiling(SERVICE_VISITS.name, "", leg.end) - made
        number = max(0, min(room, round(len(going) * IN_VAIN)) if goal is None else goal - made)
        known = going or [wish for wishes in self.open.values() for wish in wishes]
        return [self.town.random.choice(known) if known else Wish(leg.start, "", "") for _ in range(number)]

    def _request(self, wish: Wish) -> Iterator[Draft]:
        random = self.town.random
        wish.group = wish.group or random.choice(GROUPS)
        wish.type = wish.type or self._kind()
        body: dict[str, Any] = {
            "type": wish.type,
            "group": wish.group,
            "via": random.choice(("phone", "phone", "visit", "portal")),
        }
        if wish.type in ("groceries", "medicine"):
            body["items"] = [{"text": random.choice(_THINGS), "qty": random.randrange(1, 6)}]
        if random.random() < 0.08:
            body["urgency"] = "urgent"
        subject = ("household", wish.home)
        device = f"phone-{wish.area}-1"
        for draft in self.town.steady.write(
            "followup.request", wish.area, wish.at, body, subject=subject, device=device
        ):
            wish.id = wish.id or str(draft.id)
            yield draft

    def _withdrawn(self, wish: Wish) -> Iterator[Draft]:
        """A request that was taken back, for which somebody went in vain."""
        wish.home, wish.area = next(self.callers)
        body = {"type": "groceries", "group": "at_home", "via": "phone"}
        subject = ("household", wish.home)
        for draft in self.town.hand.never("followup.request", wish.area, wish.at + 1, body, subject=subject):
            wish.id = wish.id or str(draft.id)
            yield draft

    def _service(self, job: Job) -> Iterator[Draft]:
        random, wish = self.town.random, job.wish
        if not wish.id:
            yield from self._withdrawn(wish)
        body: dict[str, Any] = {
            "request": wish.id,
            "taken_by": {"kind": "person", "ref": f"演志愿{random.randrange(1, 60):04d}"},
            "outcome": "done" if job.good else random.choice(("failed", "partly")),
        }
        if wish.group == "isolated" or random.random() < 0.3:
            body["handed"] = "contactless"
        if job.good and wish.type in ("groceries", "medicine"):
            body["cost"] = random.randrange(800, 20_000) / 100
        yield from self.town.hand.write(
            "followup.service", wish.area, job.at, body, subject=("household", wish.home),
            device=f"phone-{wish.area}-2", slip={"handed": "at_door"},
        )  # fmt: skip
