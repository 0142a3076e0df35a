"""Vehicles and persons at the gates: the numbers the facts ask for, hour by hour as roads and doors are used."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import merge
from typing import Any, NamedTuple

from gridward.domains.checkpoint.figures import HELD, PERSONS, PERSONS_TURNED_BACK, VEHICLES, VEHICLES_TURNED_BACK
from gridward.domains.checkpoint.imagine.posts import Gate
from gridward.domains.checkpoint.imagine.town import Town
from gridward.domains.checkpoint.rules import LEVELS
from gridward.kit.clock import HOUR, MINUTE, moment
from gridward.plug.agree import Limits, Whole, agreed
from gridward.plug.course import Course, Leg, Planner, beginning, legs, moments, raised
from gridward.plug.figure import Figure
from gridward.plug.hours import DOOR, ROAD, drawn
from gridward.plug.imagine import Draft, Facts
from gridward.plug.settle import settled

LARGE = 100_000
"""Above so many people the usual passages grow no further: a demonstration need not be larger."""


class Passing(NamedTuple):
    """One passage to come: `outcome` is empty where it is left to chance."""

    at: int
    level: str
    vehicle: bool
    outcome: str


def passages(town: Town, gates: Sequence[Gate]) -> Iterator[Draft]:
    """All passages, by time."""
    if not gates:
        return
    traffic = Traffic(town, gates)
    passing = merge(*(stream for stream in (*traffic.vehicles(), *traffic.persons())))
    for one in passing:
        gate = traffic.gate(one)
        yield from traffic.vehicle(one, gate) if one.vehicle else traffic.person(one, gate)
    yield from traffic.mistakes()


class Traffic:
    """What passes the gates of a town."""

    def __init__(self, town: Town, gates: Sequence[Gate]) -> None:
        self.town = town
        self.random = town.random
        self.by_level: dict[str, list[Gate]] = {}
        for gate in sorted(gates, key=lambda gate: gate.opened):
            self.by_level.setdefault(gate.level, []).append(gate)
        self.plates = [f"演M{number:05d}" for number in range(1, 40 + town.population // 40)]
        self.guests = [f"演客{number:05d}" for number in range(1, 40 + town.population // 40)]
        self.residents = {
            spot.code: [person for home in town.world.homes.get(spot.code, ()) for person in home.residents]
            for spot in town.world.spots
        }
        self.homes = [code for code, people in self.residents.items() if people]
        self.last: dict[str, tuple[int, str]] = {}

    def usual(self, *, vehicles: bool) -> dict[str, int]:
        """What each level would count to the end if nothing were stated."""
        if self.town.quiet():
            name = (VEHICLES if vehicles else PERSONS).name
            return dict.fromkeys(self.by_level, 1) if self.town.facts.of(name) else {}
        town, found = self.town, {}
        people = min(town.population, LARGE)
        share = {"town": 0.0125, "village": 0.012, "compound": 0.02} if vehicles else {}
        share = share or {"town": 0.016, "village": 0.036, "compound": 0.06}
        for level, gates in self.by_level.items():
            about = people if level != "compound" else min(people, 400 * len(gates))
            found[level] = max(len(gates), int(about * share.get(level, 0.005) * town.days))
        return found

    def vehicles(self) -> Iterator[Iterator[Passing]]:
        """Streams of vehicles by level and outcome."""
        return self._streams(VEHICLES, {"turned_back": VEHICLES_TURNED_BACK}, vehicle=True)

    def persons(self) -> Iterator[Iterator[Passing]]:
        """Streams of persons by level and outcome."""
        return self._streams(PERSONS, {"turned_back": PERSONS_TURNED_BACK, "held": HELD}, vehicle=False)

    def _streams(self, whole: Figure, parts: Mapping[str, Figure], *, vehicle: bool) -> Iterator[Iterator[Passing]]:
        town = self.town
        at = moments(town.world, town.facts, whole.name, *(part.name for part in parts.values()))
        start = beginning(town.world, at)
        usual = self.usual(vehicles=vehicle)
        stated = {out: figure for out, figure in parts.items() if town.facts.members(figure.name)}
        facts = settled(town.facts, whole, tuple(parts.values()), start=start)
        plan, made = _drawn(whole, stated, facts, at, start, usual)
        every = {
            level: [
                sum(pair)
                for pair in zip(*(one.get(level, [0] * len(at)) for one in (plan, *made.values())), strict=True)
            ]
            for level in {*plan, *(level for courses in made.values() for level in courses)}
        }
        plans = [(whole, every), *((figure, made[outcome]) for outcome, figure in stated.items())]
        apart = [
            Whole((whole.name, level), tuple((figure.name, level) for figure in stated.values()), grows=True)
            for level in (*every, "")
        ]
        gated = {(whole.name, level): 0 for level in LEVELS if level not in self.by_level}
        tries = (agreed(town.facts, at, plans, Limits(wholes=apart, most=most)) for most in (gated, {}))
        told = next((one for one in tries if one is not town.facts), facts)
        plan, made = _drawn(whole, stated, told, at, start, usual)
        for outcome, courses in (made | {"?": plan}).items():
            for level, course in courses.items():
                by_chance = [name for name, figure in parts.items() if not self._settled(figure, level)]
                yield iter(self._passing(level, outcome, legs(course, at, start), by_chance, vehicle=vehicle))

    def _settled(self, figure: Figure, level: str) -> bool:
        """Whether facts say how many there were of an outcome at a level."""
        return bool(self.town.facts.of(figure.name) or self.town.facts.of(figure.name, level))

    def _passing(
        self, level: str, outcome: str, course: Sequence[Leg], by_chance: Sequence[str], *, vehicle: bool
    ) -> list[Passing]:
        gates = self.by_level.get(level) or next(iter(self.by_level.values()))
        opened = min(gate.opened for gate in gates)
        hours = ROAD if level in ("town", "external") else DOOR
        found = []
        for leg in course:
            begin = max(leg.start, opened) if opened < leg.end else leg.start
            for when in drawn(begin, leg.end, leg.number, hours, self.random):
                chosen = self._chance(by_chance, level, vehicle=vehicle) if outcome == "?" else outcome
                found.append(Passing(when, level, vehicle, chosen))
        return found

    def _chance(self, outcomes: Sequence[str], level: str, *, vehicle: bool) -> str:
        rare = {"turned_back": 0.12 if level == "town" else 0.015, "held": 0.0008}
        for outcome in outcomes:
            if self.random.random() < rare[outcome] * (1 if vehicle else 0.5):
                return outcome
        return ""

    def gate(self, passing: Passing) -> Gate:
        """One of the level's gates that stood at that moment."""
        gates = self.by_level.get(passing.level) or next(iter(self.by_level.values()))
        for _ in range(8):
            gate = self.random.choice(gates)
            if gate.stood(passing.at):
                return gate
        return next((gate for gate in gates if gate.stood(passing.at)), gates[0])

    def vehicle(self, passing: Passing, gate: Gate) -> Iterator[Draft]:
        """A vehicle at a gate."""
        random, back = self.random, passing.outcome == "turned_back"
        inward = back or random.random() < 0.52
        body: dict[str, Any] = {
            "post": {"kind": "place", "ref": gate.ref},
            "direction": "in" if inward else "out",
            "occupants": random.choices((1, 2, 3, 4, 5), (50, 26, 12, 9, 3))[0],
            "outcome": passing.outcome or "passed",
        }
        if back:
            reasons = ("outside_no_permit", "not_needed", "key_area", "refused_check")
            body |= {"from_outside": True, "reason_code": random.choices(reasons, (70, 22, 5, 3))[0]}
        elif gate.level == "town" and random.random() < 0.2:
            body |= {"from_outside": random.random() < 0.3, "cargo": random.choice(("none", "goods", "goods"))}
        plate = self.plates[int(len(self.plates) * random.random() ** 2)]
        other = "passed" if back else "turned_back"
        for draft in self.town.hand.write(
            "checkpoint.vehicle",
            gate.host.code,
            passing.at,
            body,
            subject=("vehicle", plate),
            device=gate.device,
            slip={"outcome": other, "occupants": body["occupants"] * 11},
        ):
            yield draft
        if self.town.hand.plain:
            self.last[gate.ref] = (passing.at, str(draft.id))

    def person(self, passing: Passing, gate: Gate) -> Iterator[Draft]:
        """A person at a gate, perhaps out of the car before."""
        random = self.random
        local = moment(passing.at)
        leaving = 0.62 if local.hour < 12 else 0.4
        body: dict[str, Any] = {
            "post": {"kind": "place", "ref": gate.ref},
            "direction": "in" if passing.outcome == "turned_back" or random.random() > leaving else "out",
            "mask": random.random() > 0.02,
            "outcome": passing.outcome or "admitted",
        }
        body |= self._measured(passing)
        if self.town.asks_codes(passing.at):
            body |= self._codes(passing)
        else:
            body["identified_by"] = random.choices(("known", "id_card", "paper"), (70, 25, 5))[0]
        when, vehicle = self.last.get(gate.ref, (0, ""))
        if vehicle and 0 <= passing.at - when < 6 * MINUTE and gate.level in ("town", "external"):
            body["vehicle_entry"] = vehicle
        yield from self.town.hand.write(
            "checkpoint.person",
            gate.host.code,
            passing.at,
            body,
            subject=self._who(gate),
            device=gate.device,
            slip={"temperature": Decimal("63.4"), "mask": not body["mask"]},
        )

    def _measured(self, passing: Passing) -> dict[str, Any]:
        random = self.random
        if passing.outcome == "held":
            hot = round(random.uniform(37.3, 38.9), 1)
            return {"temperature": _degrees(hot), "second_reading": _degrees(hot + 0.1), "failed_check": "temperature"}
        chance = random.random()
        if chance < 0.006:
            return {}
        if chance < 0.008:
            return {"temperature": _degrees(random.uniform(37.3, 37.7)), "second_reading": _degrees(36.8)}
        found: dict[str, Any] = {"temperature": _degrees(min(37.2, max(35.6, random.gauss(36.4, 0.22))))}
        return found | ({"failed_check": "registration"} if passing.outcome == "turned_back" else {})

    def _codes(self, passing: Passing) -> dict[str, Any]:
        if passing.outcome == "turned_back":
            return {"health_code": "yellow", "travel_code": "clear", "failed_check": "health_code"}
        if passing.outcome == "held" and self.random.random() < 0.3:
            return {"health_code": "red", "travel_code": "flagged", "failed_check": "health_code"}
        if self.random.random() < 0.06:
            return {"health_code": "none", "travel_code": "none", "identified_by": "paper"}
        return {"health_code": "green", "travel_code": "clear", "identified_by": "qr"}

    def _who(self, gate: Gate) -> tuple[str, str] | None:
        random = self.random
        chance = random.random()
        if chance < 0.03:
            return None
        if chance < (0.35 if gate.level in ("town", "external") else 0.06) or not self.homes:
            return ("person", self.guests[int(len(self.guests) * random.random() ** 2)])
        people = self.residents.get(gate.host.code) or self.residents[random.choice(self.homes)]
        return ("person", random.choice(people))

    def mistakes(self) -> Iterator[Draft]:
        """A passage that never was, entered and voided."""
        town = self.town
        gate = next((gate for gates in self.by_level.values() for gate in gates if gate.closed is None), None)
        if gate is None:
            return
        at = gate.opened + int((town.world.end - gate.opened) * 0.6)
        if at < town.world.end - HOUR:
            body = {"post": {"kind": "place", "ref": gate.ref}, "direction": "in", "outcome": "passed"}
            subject = ("vehicle", self.plates[0])
            yield from town.hand.never("checkpoint.vehicle", gate.host.code, at, body, subject=subject)


def _degrees(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")


def _drawn(
    whole: Figure, parts: Mapping[str, Figure], facts: Facts, at: Sequence[int], start: int, usual: Mapping[str, int]
) -> tuple[dict[str, Course], dict[str, dict[str, Course]]]:
    """The courses of those of whom no outcome is stated, and by outcome of those of whom it is."""
    known = Planner(whole, facts, at, start=start, usual=usual).courses()
    stated = [fact for fact in facts.facts if fact.value is not None]
    names = {figure.name for figure in parts.values()}
    along = {
        level: raised(course, at, [fact for fact in stated if fact.figure in names and fact.member == level])
        for level, course in known.items()
        if facts.of(whole.name) or facts.of(whole.name, level)
    }
    less: dict[str, Course] = {}
    made: dict[str, dict[str, Course]] = {}
    for outcome, figure in parts.items():
        shared = {level: max(course) for level, course in known.items()} if facts.last(figure.name) else {}
        made[outcome] = Planner(figure, facts, at, start=start, usual=shared, along=along).courses()
        for level, course in made[outcome].items():
            before = less.get(level, [0] * len(at))
            less[level] = [one + other for one, other in zip(before, course, strict=True)]
    return Planner(whole, facts, at, start=start, usual=usual, less=less).courses(), made
