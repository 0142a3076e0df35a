"""Weddings, funerals and banquets: announced, put off, called off, kept small."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from gridward.domains.publicity.entries import GatheringOutcome
from gridward.domains.publicity.figures import GATHERINGS, GATHERINGS_DEFERRED
from gridward.domains.publicity.imagine.town import Town
from gridward.domains.publicity.rules import DEFERRED, OVERDUE
from gridward.kit.clock import date_of, day_of
from gridward.plug.course import Course, Leg, Planner
from gridward.plug.figure import Figure, Member
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Facts
from gridward.plug.table import MOST, Cell, Table, last

TREE = Figure(
    name=GATHERINGS.name,
    label=GATHERINGS.label,
    unit=GATHERINGS.unit,
    of=GATHERINGS.of,
    lines=GATHERINGS.lines,
    members=(
        Member(code="deferred", label=GATHERINGS_DEFERRED.label),
        *(
            Member(code=one.code, label=one.label, parent="deferred" if one.code in DEFERRED else "")
            for one in GATHERINGS.members
        ),
    ),
)
"""Gatherings by outcome, with those deferred as a member."""
OUTCOMES = (*(one.value for one in GatheringOutcome), OVERDUE)


@dataclass(slots=True)
class Party:
    """A gathering: whose, of what type and for which day."""

    area: str
    subject: tuple[str, str]
    type: str
    planned_on: date


def gatherings(town: Town) -> Iterator[Draft]:
    """All gatherings, leg by leg."""
    at, start = town.moments(GATHERINGS, GATHERINGS_DEFERRED)
    facts = Facts(
        tuple(
            fact._replace(figure=GATHERINGS.name, member=fact.member or "deferred")
            if fact.figure == GATHERINGS_DEFERRED.name
            else fact
            for fact in town.facts.facts
        )
    )
    some = max(1, town.people // 6_000)
    usual = {"postponed": some + 1, "cancelled": some, "simplified": some, "planned": 1} if town.busy else {}
    courses = Planner(TREE, facts, at, start=start, usual=usual, level=True).courses()
    stated = {fact.member for fact in facts.facts if fact.figure == GATHERINGS.name}
    spare = next((code for code in DEFERRED if code not in stated), DEFERRED[0])
    usually = {code: list(courses.get(code, [0] * len(at))) for code in OUTCOMES}
    for place, number in enumerate(courses.get("deferred", ())):
        usually[spare][place] += number
    found = _planned(at, facts, usually)
    book = Book(town, day_of(at[-1]))
    for number, (begin, end) in enumerate(pairwise((start, *at))):
        wanted = {code: found[GATHERINGS.name, code, number] for code in OUTCOMES}
        yield from book.reach(wanted, Leg(begin, end, 0), stated)


def _planned(at: Sequence[int], facts: Facts, usually: Mapping[str, Course]) -> Mapping[Cell, int]:
    """How many there are of each outcome at each moment. No gathering is forgotten, and what is overdue is new."""
    table, name = Table(), GATHERINGS.name
    for place, moment in enumerate(at):
        told = [fact for fact in facts.facts if (fact.figure, fact.as_of) == (name, moment)]
        for code in (OVERDUE, "planned", *DEFERRED, "held", "simplified"):  # the last takes what is left of a sum
            table.put((name, code, place), usually[code][place], facts=[one for one in told if one.member == code])
        for code, parts in (("deferred", DEFERRED), ("", OUTCOMES)):
            cell = table.put((name, code, place), MOST, facts=[one for one in told if one.member == code])
            table.same((cell,), ((name, part, place) for part in parts))
        whole, overdue = (name, "", place), (name, OVERDUE, place)
        table.row((whole,), (last(whole),))
        table.row((whole, last(overdue)), (last(whole), overdue))
    return table.settled() or table.wish


class Book:
    """Gatherings by the outcome that was last told."""

    def __init__(self, town: Town, last_day: int) -> None:
        self.town = town
        self.last_day = last_day
        self.parties: dict[str, list[Party]] = {code: [] for code in OUTCOMES}
        self.known = 0

    def reach(self, wanted: dict[str, int], leg: Leg, stated: set[str]) -> Iterator[Draft]:
        """Bring each outcome to its number: first with those that must leave another, then with new ones.

        Whoever must leave and is wanted nowhere goes where nothing is stated. No day that lies ahead can have come, so
        what is overdue is always new.
        """
        have = {code: len(parties) for code, parties in self.parties.items()}
        leaving = [(code, party) for code, parties in self.parties.items() for party in parties[wanted[code] :]]
        places = [code for code in OUTCOMES for _ in range(wanted[code] - have[code])]
        moving = [code for code in places if code != OVERDUE]
        rest = next((code for code in ("simplified", "cancelled", "held") if code not in stated), "simplified")
        moving += [rest] * (len(leaving) - len(moving))
        fresh = moving[len(leaving) :] + [code for code in places if code == OVERDUE]
        for code, (before, party) in zip(moving, leaving, strict=False):
            self.parties[before].remove(party)
            self.parties[code].append(party)
            yield from self._told(party, code, drawn(leg.start, leg.end, 1, OFFICE, self.town.random)[0])
        for code in fresh:
            first, second = drawn(leg.start, leg.end, 2, OFFICE, self.town.random)
            party = self._new(code, second)
            self.parties[code].append(party)
            if code not in ("planned", OVERDUE) and second > first and self.town.random.random() < 0.7:
                yield from self._told(party, "planned", first)
            yield from self._told(party, code, second)

    def _new(self, code: str, at: int) -> Party:
        town, random = self.town, self.town.random
        number, self.known = self.known, self.known + 1
        homes = town.homes
        home = homes[(number * 7_919 + 13) % len(homes)] if number < len(homes) and len(homes) % 7_919 else None
        area = home.area if home else town.village().code
        subject = ("household", home.ref) if home else ("person", f"演主家{number + 1:04d}")
        type_ = "funeral" if code == "simplified" else random.choice(("wedding", "wedding", "banquet"))
        day = day_of(at) if code == OVERDUE else max(day_of(at), self.last_day) + random.randrange(1, 20)
        return Party(area, subject, type_, date_of(day))

    def _told(self, party: Party, code: str, at: int) -> Iterator[Draft]:
        random = self.town.random
        body: dict[str, Any] = {
            "type": party.type,
            "planned_on": party.planned_on.isoformat(),
            "expected": random.randrange(40, 400),
            "outcome": "planned" if code == OVERDUE else code,
        }
        if code == "postponed":
            body["new_date"] = date_of(self.last_day + random.randrange(60, 150)).isoformat()
        yield from self.town.hand.write(
            "publicity.gathering",
            party.area,
            at,
            body,
            subject=party.subject,
            device=f"phone-{party.area}-1",
            slip={"expected": body["expected"] * 10},
        )
