"""Plausible people mobilised: members of every group, and cadres who come back to their posts."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from gridward.domains.mobilisation.figures import CADRES, MEMBERS, ON_POST, VOLUNTEERS
from gridward.kit.clock import date_of, day_of
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Course, Planner, beginning, moments
from gridward.plug.hand import Hand
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.table import Row

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
        self.courses = self._members()
        self.whole = self._whole()
        self.on_post = self._on_post()

    def drafts(self) -> Iterator[Draft]:
        """Leg by leg, those who join and those who come to their posts or leave them."""
        for number, end in enumerate(self.at):
            begin = self.at[number - 1] if number else self.start
            yield from self._join(number, begin, end)
            yield from self._post(self.on_post[number], begin, end)

    def _members(self) -> dict[str, Course]:
        """How each group must grow."""
        covid = not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())
        most = [fact.aim() for fact in self.facts.of(ON_POST.name) if fact.value is not None]
        usual = {code: int(len(self.people) * share) + 1 for code, share in SHARES.items()} if covid else {}
        cadres = max([2 + len(self.world.spots) // 3 if covid else 0, *most])
        if self.facts.of(ON_POST.name):
            cadres = max(cadres, 1)
        if cadres and not (self.facts.of(MEMBERS.name) and not self._leaves_room(cadres)):
            usual["cadre"] = cadres
        along = Planner(MEMBERS, self.facts, self.at, start=self.start, usual=usual)
        found = self._agreed(along.courses())
        if most:
            self._raise(found.setdefault("cadre", [0] * len(self.at)))
        return found

    def _agreed(self, plan: Mapping[str, Course]) -> dict[str, Course]:
        """The courses of all groups as they can be together: everybody is in one of them at least, and whoever is new
        has joined one.
        """
        codes = [member.code for member in MEMBERS.members if not member.parent]
        rows = []
        for place in range(len(self.at)):
            parts = tuple((MEMBERS.name, code, place) for code in codes if code in plan)
            before = tuple((name, code, place - 1) for name, code, _ in parts)
            whole = (MEMBERS.name, "", place)
            rows.append(Row(parts, (whole,)))
            if place:
                rows.append(Row((*parts, (MEMBERS.name, "", place - 1)), (*before, whole)))
        told = agreed(self.facts, self.at, ((MEMBERS, plan),), Limits(rows=rows, rising=(MEMBERS.name,)))
        if told is self.facts:
            return dict(plan)
        return {code: [fact.value or 0 for fact in told.of(MEMBERS.name, code)] for code in codes if code in plan}

    def _leaves_room(self, cadres: int) -> bool:
        return all(fact.aim() >= cadres for fact in self.facts.of(MEMBERS.name) if fact.value is not None)

    def _raise(self, course: Course) -> None:
        """No fewer cadres than are said to be on post, from then on, as far as what is stated of them leaves room."""
        stated = {self.at.index(fact.as_of): fact.aim() for fact in self.facts.of(MEMBERS.name, "cadre")}
        for fact in self.facts.of(ON_POST.name):
            since = self.at.index(fact.as_of)
            for here in range(since, len(course)) if fact.value is not None else ():
                limit = min((number for one, number in stated.items() if one >= here), default=fact.aim())
                course[here] = max(course[here], min(limit, fact.aim()))

    def _whole(self) -> Course:
        """How many different people there are: as stated, else as many as all groups have together."""
        sums = [sum(values) for values in zip(*self.courses.values(), [0] * len(self.at), strict=False)]
        least = [max(values, default=0) for values in zip(*self.courses.values(), [0] * len(self.at), strict=False)]
        stated = {
            self.at.index(fact.as_of): fact.aim() for fact in self.facts.of(MEMBERS.name) if fact.value is not None
        }
        found: Course = []
        for here, total in enumerate(sums):
            before = found[-1] if found else 0
            most = min((number for one, number in stated.items() if one >= here), default=total)
            joins = total - (sums[here - 1] if here else 0)
            wish = stated.get(here, before + joins)
            found.append(max(before, least[here], min(wish, most, before + joins)))
        return found

    def _on_post(self) -> Course:
        """How many cadres are at their posts."""
        cadres = self.courses.get("cadre", [0] * len(self.at))
        stated = {}
        for fact in self.facts.of(ON_POST.name):
            here = self.at.index(fact.as_of)
            stated[here] = fact.aim() if fact.value is not None else round((fact.share or 0.0) * cadres[here])
        return [min(number, stated.get(here, number - number // 15)) for here, number in enumerate(cadres)]

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
