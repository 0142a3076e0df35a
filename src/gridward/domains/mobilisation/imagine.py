"""Plausible people mobilised: members of every group, and cadres who come back to their posts."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from gridward.domains.mobilisation.figures import CADRES, MEMBERS, ON_POST, VOLUNTEERS
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.table import MOST, Cell, Table, last

ORGANISATIONS = {
    "party": "party_branch",
    "cadre": "party_branch",
    "worker": "trade_union",
    "youth": "youth_league",
    "woman": "womens_federation",
    "volunteer": "none",
    "property_staff": "property_company",
    "retired_cadre": "party_branch",
    "militia": "none",
}
SPARE = ("trade_union", "youth_league", "womens_federation", "federation", "property_company", "none", "party_branch")
"""Through one of these somebody comes to a second group."""
SHARES = {"party": 0.01, "volunteer": 0.004, "woman": 0.002, "youth": 0.002, "militia": 0.001, "property_staff": 0.0005}
_AWAY = "away"
SKILLS = ("driver", "delivery", "medic", "disinfection", "counselling", "broadcasting")


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything told of people mobilised, meeting every fact about this domain."""
    pool = Pool(world, _under_one_name(facts), random)
    yield from pool.drafts()


def _under_one_name(facts: Facts) -> Facts:
    """Volunteers and cadres are members of these groups, whichever figure a fact names."""
    found: list[Fact] = []
    for fact in facts.facts:
        for figure, code in ((VOLUNTEERS, "volunteer"), (CADRES, "cadre")):
            if fact.figure == figure.name and not _at(facts.of(MEMBERS.name, code), fact.as_of):
                fact = fact._replace(figure=MEMBERS.name, member=code)
        found.append(fact)
    return Facts(tuple(found))


def _at(facts: Sequence[Fact], moment: int) -> bool:
    return any(fact.as_of == moment for fact in facts)


class Pool:
    """Who has joined which group so far, and where the cadres are."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        names = (MEMBERS.name, VOLUNTEERS.name, CADRES.name, ON_POST.name)
        self.at = moments(world, facts, *names)
        self.start = beginning(world, self.at)
        self.people = [
            (person, home.area) for homes in world.homes.values() for home in homes for person in home.residents
        ]
        self.random.shuffle(self.people)
        self.joined: list[tuple[str, str, dict[str, str]]] = []
        self.cadres: list[tuple[str, str]] = []
        self.posted: set[str] = set()
        self.plan = self._planned()
        codes = dict.fromkeys(code for name, code, _ in self.plan if name == MEMBERS.name and code)
        self.courses = {code: self._course(MEMBERS.name, code) for code in codes}
        self.whole = self._course(MEMBERS.name, "")
        self.on_post = self._course(ON_POST.name, "")

    def drafts(self) -> Iterator[Draft]:
        """Leg by leg, those who join and those who come to their posts or leave them."""
        for number, end in enumerate(self.at):
            begin = self.at[number - 1] if number else self.start
            yield from self._join(number, begin, end)
            yield from self._post(self.on_post[number], begin, end)

    def _usual(self) -> dict[str, int]:
        """How many there would be in each group in the end."""
        covid = not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())
        usual = {code: int(len(self.people) * share) + 1 for code, share in SHARES.items()} if covid else {}
        cadres = 2 + len(self.world.spots) // 3 if covid else int(bool(self.facts.members(ON_POST.name)))
        return usual | {"cadre": cadres}

    def _planned(self) -> Mapping[Cell, int]:
        """Groups, people and cadres on post at each moment, as they can be together: everybody is in one group at
        least, whoever is new has joined one, and nobody leaves.
        """
        plan = Planner(MEMBERS, self.facts, self.at, start=self.start, usual=self._usual()).courses()
        for names in ((MEMBERS.name, ON_POST.name), (MEMBERS.name,), ()):
            told: dict[Cell, list[Fact]] = {}
            for fact in self.facts.facts:
                if fact.figure in names:
                    told.setdefault((fact.figure, fact.member, self.at.index(fact.as_of)), []).append(fact)
            found = self._table(plan, told).settled()
            if found is not None:
                return found
        return {}

    def _table(self, plan: Mapping[str, Course], told: Mapping[Cell, Sequence[Fact]]) -> Table:
        table, codes = Table(), dict.fromkeys([*(code for code in plan if code), "cadre"])
        for place in range(len(self.at)):
            parts = []
            for code in codes:
                cell = (MEMBERS.name, code, place)
                parts.append(table.put(cell, plan[code][place] if code in plan else 0, facts=told.get(cell, ())))
            whole, post, cadre = (MEMBERS.name, "", place), (ON_POST.name, "", place), (MEMBERS.name, "cadre", place)
            shares = [fact.share for fact in told.get(post, ()) if fact.share is not None]
            table.low[cadre] = max(table.low[cadre], int(bool(shares)))
            table.put(whole, MOST, facts=told.get(whole, ()))
            away = table.put((_AWAY, "", place), table.wish[cadre] // 15)
            table.put(post, MOST, facts=told.get(post, ()))
            table.same((cadre,), (post, away))
            table.row(parts, (whole,))
            table.row((*parts, last(whole)), (*(last(part) for part in parts), whole))
            for part in parts:
                table.row((whole,), (part,))
            for cell in (whole, *parts):
                table.row((cell,), (last(cell),))
            for share in shares:
                table.part(post, cadre, share)
        return table

    def _course(self, name: str, code: str) -> Course:
        return [self.plan.get((name, code, place), 0) for place in range(len(self.at))]

    def _join(self, number: int, begin: int, end: int) -> Iterator[Draft]:
        """Those who join in a leg: first as many new people as must be, then people who are known already."""
        joins = [
            code
            for code, course in sorted(self.courses.items())
            for _ in range(max(0, course[number] - (course[number - 1] if number else 0)))
        ]
        fresh = max(0, self.whole[number] - len(self.joined))
        joins = self._spread(joins, fresh)
        for place, (code, at) in enumerate(zip(joins, drawn(begin, end, len(joins), OFFICE, self.random), strict=True)):
            if place < fresh:
                person, area = self._person(len(self.joined))
                self.joined.append((person, area, {}))
                known = self.joined[-1]
            else:
                known = self._somebody_not_in(code)
            yield from self._member(known, code, at)

    def _spread(self, joins: list[str], fresh: int) -> list[str]:
        """New people first from every group in turn, so that whoever comes to a second group finds others."""
        if fresh >= len(joins):
            self.random.shuffle(joins)
            return joins
        queues: dict[str, list[str]] = {}
        for code in joins:
            queues.setdefault(code, []).append(code)
        largest = sorted(queues.values(), key=len, reverse=True)
        found: list[str] = []
        while any(largest):
            for queue in largest:
                if queue:
                    found.append(queue.pop())
        return found

    def _person(self, number: int) -> tuple[str, str]:
        if number < len(self.people):
            return self.people[number]
        return f"演志愿者{number - len(self.people) + 1:05}", self.world.root.code

    def _somebody_not_in(self, code: str) -> tuple[str, str, dict[str, str]]:
        """Somebody who is mobilised already, and not in this group."""
        free = [one for one in self.joined if code not in one[2]]
        return self.random.choice(free or self.joined)

    def _member(self, known: tuple[str, str, dict[str, str]], code: str, at: int) -> Iterator[Draft]:
        person, area, groups = known
        code = code or "volunteer"
        wanted = ORGANISATIONS[code]
        taken = set(groups.values())
        organisation = wanted if wanted not in taken else next((one for one in SPARE if one not in taken), wanted)
        groups[code] = organisation
        if code == "cadre":
            self.cadres.append((person, area))
        body: dict[str, Any] = {"organisation": organisation, "groups": [code], "from": _day(at)}
        if code == "volunteer":
            body |= {"skills": self.random.sample(SKILLS, 1), "availability": "白天"}
        yield from self.hand.write(
            "mobilisation.member", area, at, body, subject=("person", person), device=f"phone-{area}"
        )

    def _post(self, wanted: int, begin: int, end: int) -> Iterator[Draft]:
        """Cadres come to their posts, or leave them, until as many are there as must be."""
        away = [cadre for cadre in self.cadres if cadre[0] not in self.posted]
        here = [cadre for cadre in self.cadres if cadre[0] in self.posted]
        change = wanted - len(here)
        movers: Sequence[tuple[str, str]] = away[:change] if change > 0 else here[: max(0, -change)]
        half = begin + (end - begin) // 2
        for (person, area), at in zip(movers, drawn(half, end, len(movers), OFFICE, self.random), strict=True):
            body: dict[str, Any] = {"from": _day(at)}
            if change > 0:
                body["status"] = "recalled" if self.random.random() < 0.4 else "on_post"
                self.posted.add(person)
            else:
                body |= {"status": self.random.choice(("on_leave", "sick", "seconded")), "approved_by": "演审批人"}
                self.posted.discard(person)
            yield from self.hand.write(
                "mobilisation.status", area, at, body, subject=("person", person), device=f"office-{area}"
            )


def _day(at: int) -> str:
    return date_of(day_of(at)).isoformat()
