"""The triage desk: as many people, with fever, referred and in the observation room, as the facts say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gridward.domains.clinic.figures import FEVER, OBSERVED, REFERRED, TRIAGED
from gridward.domains.clinic.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, iso
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Leg, Planner, aimed, beginning, legs, moments, raised
from gridward.plug.figure import Figure
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Facts
from gridward.plug.settle import settled
from gridward.plug.table import Row

SYMPTOMS = ("dry_cough", "fatigue", "sore_throat", "runny_nose", "headache", "diarrhoea")

Courses = Mapping[str, Sequence[int]]


@dataclass(slots=True)
class Stay:
    """Somebody who is still in the observation room when it is counted; leaves in the leg `until`, if ever."""

    since: int
    until: int | None = None


def triages(town: Town) -> Iterator[Draft]:
    """Everybody at the triage desk."""
    names = (TRIAGED.name, FEVER.name, REFERRED.name, OBSERVED.name)
    at = moments(town.world, town.facts, *names)
    start = beginning(town.world, at)
    facts = _settled(town, at, start)
    referred, hot, others = _courses(town, facts, at, start)
    stays = _stays(facts, town, at, start)
    spans = [Leg(one, other, 0) for one, other in zip((start, *at), at, strict=False)]
    desk = Desk(town, spans)
    parts = [legs(course, at, start) for course in (referred, hot, others)]
    for number, span in enumerate(spans):
        kinds = [kind for kind, course in zip("rho", parts, strict=True) for _ in range(course[number].number)]
        town.random.shuffle(kinds)
        times = drawn(span.start, span.end, len(kinds), OFFICE, town.random)
        yield from desk.leg(times, kinds, [stay for stay in stays if stay.since == number], span)


def _settled(town: Town, at: Sequence[int], start: int) -> Facts:
    """The facts, with all four numbers told at each other's moments: who is in the room was at the desk before."""
    facts = settled(town.facts, FEVER, (REFERRED,), start=start, outer=TRIAGED, usual={FEVER.name: _fever(town)})
    referred, hot, others = _courses(town, facts, at, start)
    fever = [one + other for one, other in zip(referred, hot, strict=True)]
    every = [one + other for one, other in zip(fever, others, strict=True)]
    planner = Planner(OBSERVED, town.facts, at, start=start, usual={"": 0}, level=True)
    plans = (
        (REFERRED, {"": list(referred)}),
        (FEVER, {"": fever}),
        (OBSERVED, planner.courses()),
        (TRIAGED, {"": every}),
    )
    desk = [
        Row(
            ((TRIAGED.name, "", place), *(((OBSERVED.name, "", place - 1),) if place else ())),
            ((OBSERVED.name, "", place), *(((TRIAGED.name, "", place - 1),) if place else ())),
        )
        for place in range(len(at))
    ]
    told = agreed(town.facts, at, plans, Limits(rows=desk))
    return facts if told is town.facts else told


def _usual(town: Town) -> int:
    """How many would come to the desk if nothing were stated."""
    return int(len(town.people) * 0.0019 * town.days) + 1 if town.about_covid() else 0


def _fever(town: Town) -> int:
    """How many of them have fever."""
    return aimed(town.facts.last(FEVER.name), int(aimed(town.facts.last(TRIAGED.name), _usual(town)) * 0.02))


def _courses(
    town: Town, facts: Facts, at: Sequence[int], start: int
) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """Referred; with fever and not referred; all others."""
    usual, fever = _usual(town), _fever(town)
    sent = int(fever * 0.12)

    def plan(figure: Figure, reach: int, less: Courses | None = None, along: Courses | None = None) -> Courses:
        planner = Planner(figure, facts, at, start=start, usual={"": reach}, less=less, along=along)
        return planner.courses()

    def whole(courses: Courses, *parts: Figure) -> Courses:
        least = courses[""]
        for part in parts:
            least = raised(list(least), at, [fact for fact in facts.of(part.name) if fact.value is not None])
        return {"": least}

    triaged = whole(plan(TRIAGED, usual), FEVER, REFERRED, OBSERVED) if facts.last(TRIAGED.name) else None
    feverish = whole(plan(FEVER, fever, along=triaged), REFERRED) if facts.last(FEVER.name) else triaged
    referred = plan(REFERRED, sent, along=feverish)
    hot = plan(FEVER, fever - sent, less=referred, along=triaged)
    both = {"": [one + other for one, other in zip(referred[""], hot[""], strict=True)]}
    others = plan(TRIAGED, usual, less=both)
    return referred[""], hot[""], others[""]


def _stays(facts: Facts, town: Town, at: Sequence[int], start: int) -> list[Stay]:
    """Who must be in the room at each moment for which that is stated."""
    if not town.facts.of(OBSERVED.name):
        return []
    course = Planner(OBSERVED, facts, at, start=start, usual={"": 0}, level=True).courses()[""]
    found: list[Stay] = []
    for number, wanted in enumerate(course):
        inside = [stay for stay in found if stay.until is None]
        found += [Stay(number) for _ in range(wanted - len(inside))]
        for stay in inside[wanted:]:
            stay.until = number
    return found


class Desk:
    """The triage desks of the town's health centres."""

    def __init__(self, town: Town, spans: Sequence[Leg]) -> None:
        self.town = town
        self.random = town.random
        self.spans = spans
        self.stayed = 0

    def leg(self, times: Sequence[int], kinds: Sequence[str], stays: list[Stay], span: Leg) -> Iterator[Draft]:
        """Those of one leg. Whoever must stay in the room is among them, first those with fever."""
        order = sorted(range(len(kinds)), key=lambda number: "hro".index(kinds[number]))
        staying = dict(zip(order, stays, strict=False))
        for number, (when, kind) in enumerate(zip(times, kinds, strict=True)):
            yield from self._triage(when, kind, staying.get(number), span)
        for stay in stays[len(kinds) :]:
            when = drawn(span.start, span.end, 1, OFFICE, self.random)[0]
            yield from self._triage(when, "h", stay, span)

    def _triage(self, at: int, kind: str, stay: Stay | None, span: Leg) -> Iterator[Draft]:
        random = self.random
        host = random.choice(self.town.towns)
        body: dict[str, Any] = {"disposition": {"r": "referred", "h": "observation_room", "o": "routine"}[kind]}
        if kind == "o":
            if random.random() > 0.006:
                body["temperature"] = Decimal(f"{min(37.2, random.gauss(36.5, 0.25)):.1f}")
            if random.random() < 0.05:
                body |= {"disposition": "sent_home", "symptoms": [random.choice(SYMPTOMS)]}
        else:
            body["temperature"] = Decimal(f"{random.uniform(37.4, 39.2):.1f}")
            body["symptoms"] = ["fever", *random.sample(SYMPTOMS, random.randrange(3))]
            body["risk_history"] = random.choices(("none", "area", "contact"), (80, 17, 3))[0]
        if stay is not None or kind == "h":
            body |= self._room(at, stay, span)
        yield from self.town.hand.write(
            "clinic.triage",
            host.code,
            at,
            body,
            subject=self._who(stay),
            device=f"triage-{host.code}",
            slip={"temperature": Decimal("63.8")} if kind == "o" else None,
        )

    def _room(self, at: int, stay: Stay | None, span: Leg) -> dict[str, str]:
        begin = min(at + self.random.randrange(1, 9) * MINUTE, span.end)
        if stay is None:
            return {"room_in": iso(begin), "room_out": iso(min(begin + self.random.randrange(1, 7) * HOUR, span.end))}
        if stay.until is None:
            return {"room_in": iso(begin)}
        left = self.spans[stay.until]
        return {"room_in": iso(begin), "room_out": iso(drawn(left.start, left.end, 1, OFFICE, self.random)[0])}

    def _who(self, stay: Stay | None) -> tuple[str, str] | None:
        if stay is not None or not self.town.people:
            self.stayed += 1
            return ("person", f"演患者{self.stayed:04d}")
        return None if self.random.random() < 0.03 else ("person", self.random.choice(self.town.people))
