"""Contacts of cases, and contacts of contacts, of whom some turn out to be nearer than was thought."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from gridward.domains.tracing.figures import CONTACTS, CONTACTS_OF_CONTACTS
from gridward.domains.tracing.imagine.town import Town
from gridward.kit.clock import date_of, day_of
from gridward.plug.agree import Limits, Whole, agreed
from gridward.plug.course import Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

EACH = {"close": 4, "general": 3}
_NEAR = ("household", "meal", "vehicle", "face_to_face", "care", "same_place")
_WHOLE = Whole((CONTACTS.name, ""), tuple((CONTACTS.name, code) for code in EACH), full=True)
"""Each is one or the other."""
_NOBODY = "演病例9999"


def contacts(town: Town) -> Iterator[Draft]:
    """Every contact told."""
    at = moments(town.world, town.facts, CONTACTS.name, CONTACTS_OF_CONTACTS.name)
    start = beginning(town.world, at)
    number = len(town.cases) if town.about_covid() else 0
    usual = {code: number * each for code, each in EACH.items() if number}
    facts = town.facts
    for _ in range(2):
        near = Planner(CONTACTS, facts, at, start=start, usual=usual).courses()
        near = {code: [0] * len(at) for code in EACH} | near
        facts = agreed(facts, at, ((CONTACTS, near),), Limits(wholes=(_WHOLE,), rising=(CONTACTS.name,)))
    far = (
        Planner(CONTACTS_OF_CONTACTS, town.facts, at, start=start, usual={}, level=True)
        .courses()
        .get("", [0] * len(at))
    )
    desk = Desk(town)
    for place, leg in enumerate(legs(far, at, start)):
        wanted = {code: course[place] for code, course in near.items() if code}
        wanted["close"] = wanted.get("close", 0) + near.get("", [0] * len(at))[place]
        yield from desk.reach(wanted, far[place], leg.start, leg.end)


class Desk:
    """Those who trace. `known` holds by relation who is known as that."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.fresh = town.strangers(83)
        self.known: dict[str, deque[tuple[str, str]]] = {
            code: deque() for code in ("close", "contact_of_contact", "general")
        }

    def reach(self, near: dict[str, int], far: int, start: int, end: int) -> Iterator[Draft]:
        """Bring the numbers to what is wanted by the end of a leg."""
        turns: list[tuple[str, tuple[str, str]]] = []
        for code in ("close", "general"):
            lacking = near.get(code, 0) - len(self.known[code])
            for _ in range(max(0, lacking)):
                nearer = len(self.known["contact_of_contact"]) > far and code == "close"
                who = self.known["contact_of_contact"].popleft() if nearer else next(self.fresh)
                turns.append((code, who))
        over = len(self.known["contact_of_contact"]) - far
        turns += [("close", self.known["contact_of_contact"].popleft()) for _ in range(max(0, over))]
        turns += [("contact_of_contact", next(self.fresh)) for _ in range(max(0, -over))]
        for at, (code, who) in zip(drawn(start, end, len(turns), OFFICE, self.town.random), turns, strict=True):
            self.known[code].append(who)
            yield from self._told(code, who, at)

    def _told(self, code: str, who: tuple[str, str], at: int) -> Iterator[Draft]:
        random, (person, area) = self.town.random, who
        sources = [case for _, case, _, _ in self.town.cases]
        if code == "contact_of_contact" and self.known["close"]:
            sources = [self.known["close"][random.randrange(len(self.known["close"]))][0]]
        last = day_of(at) - random.randrange(1, 5)
        body: dict[str, Any] = {
            "source": {"kind": "person", "ref": random.choice(sources) if sources else _NOBODY},
            "type": code,
            "proximity": "same_place" if code == "general" else random.choice(_NEAR),
            "last_contact": date_of(last).isoformat(),
        }
        if random.random() < 0.6:
            body["first_contact"] = date_of(last - random.randrange(3)).isoformat()
        yield from self.town.hand.write(
            "tracing.contact", area, at, body, subject=("person", person), device="phone-tracing",
            slip={"last_contact": date_of(last - 30).isoformat()},
        )  # fmt: skip
