"""Cases: suspected first, then confirmed or ruled out, so that each class has as many as the facts say."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.clinic.figures import ASYMPTOMATIC, CONFIRMED, RULED_OUT, SUSPECTED
from gridward.domains.clinic.imagine.town import Town
from gridward.kit.clock import HOUR, MINUTE, iso
from gridward.plug.course import Leg, Planner, beginning, moments
from gridward.plug.hours import drawn
from gridward.plug.imagine import Draft

CLASSES = {
    "confirmed": CONFIRMED,
    "suspect": SUSPECTED,
    "confirmed_no_symptoms": ASYMPTOMATIC,
    "no_case": RULED_OUT,
}
_ANY_HOUR = (1,) * 24


def cases(town: Town) -> Iterator[Draft]:
    """Every classification of every case."""
    figures = {code: figure for code, figure in CLASSES.items() if town.facts.of(figure.name)}
    if not figures:
        return
    at = moments(town.world, town.facts, *(figure.name for figure in figures.values()))
    start = beginning(town.world, at)
    plan = {
        code: Planner(figure, town.facts, at, start=start, usual={"": 0}, level=True).courses()[""]
        for code, figure in figures.items()
    }
    ward = Ward(town)
    for number, (begin, end) in enumerate(zip((start, *at), at, strict=False)):
        yield from ward.reach({code: course[number] for code, course in plan.items()}, Leg(begin, end, 0))


class Ward:
    """Persons by the class they are in now."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.members: dict[str, list[int]] = {code: [] for code in CLASSES}
        self.known = 0

    def reach(self, wanted: dict[str, int], leg: Leg) -> Iterator[Draft]:
        """Bring the classes to the numbers wanted by the end of the leg; nobody is lost on the way."""
        have = {code: len(members) for code, members in self.members.items()}
        target = {"suspect": 0} | have | wanted
        if "suspect" not in wanted:
            target["suspect"] = min(have["suspect"], target["suspect"])
        spare = sum(have.values()) - sum(target.values())
        if spare > 0:
            target["no_case"] += spare
        leaving = [(code, who) for code, members in self.members.items() for who in members[target[code] :]]
        places = [code for code in CLASSES for _ in range(target[code] - have[code])]
        for code in places:
            first, second = drawn(leg.start, leg.end, 2, _ANY_HOUR, self.town.random)
            if leaving:
                before, who = leaving.pop(0)
                self.members[before].remove(who)
                yield from self._told(who, code, second)
            else:
                self.known += 1
                who = self.known
                if code != "suspect" and second > first:
                    yield from self._told(who, "suspect", first)
                yield from self._told(who, code, second if code != "suspect" else first)
            self.members[code].append(who)

    def _told(self, who: int, code: str, at: int) -> Iterator[Draft]:
        town, found = self.town, at - self.town.random.randrange(2, 20) * HOUR
        host = town.towns[who % len(town.towns)]
        body: dict[str, Any] = {
            "classification": code,
            "found_at": iso(found),
            "reported_at": iso(found + 40 * MINUTE),
            "source": town.random.choice(("triage", "screening", "contact", "self")),
        }
        if code.startswith("confirmed"):
            body |= {"diagnosed_at": iso(at), "hospital": "县(市、区)人民医院"}
        yield from town.hand.write(
            "clinic.case", host.code, at, body, subject=("person", f"演病例{who:04d}"), device=f"triage-{host.code}"
        )
