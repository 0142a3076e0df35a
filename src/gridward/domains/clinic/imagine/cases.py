"""Cases: suspected first, then confirmed or ruled out, so that each class has as many as the facts say."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from gridward.domains.clinic.figures import ASYMPTOMATIC, CONFIRMED, DELAY, DELAY_KNOWN, RULED_OUT, SUSPECTED
from gridward.domains.clinic.imagine.stamps import Stamps
from gridward.domains.clinic.imagine.town import FEW, Town
from gridward.kit.clock import iso
from gridward.plug.course import Leg, beginning, moments
from gridward.plug.hours import drawn
from gridward.plug.imagine import Draft, Fact

CLASSES = {
    "confirmed": CONFIRMED,
    "suspect": SUSPECTED,
    "confirmed_no_symptoms": ASYMPTOMATIC,
    "no_case": RULED_OUT,
}
_ANY_HOUR = (1,) * 24


def cases(town: Town) -> Iterator[Draft]:
    """Every classification of every case."""
    names = {figure.name: code for code, figure in CLASSES.items()}
    delays = [fact for fact in town.facts.facts if fact.figure == DELAY.name]
    stated = [fact for fact in town.facts.facts if fact.figure in names and fact.value is not None]
    known = [fact for fact in town.facts.facts if fact.figure == DELAY_KNOWN.name]
    if not stated and not delays and not known:
        return
    at = moments(town.world, town.facts, *names, DELAY.name, DELAY_KNOWN.name)
    ward = Ward(town, delays, known)
    whole = {moment: sum(fact.aim() for fact in stated if fact.as_of == moment) for moment in at}
    whole = {
        moment: number
        for moment, number in whole.items()
        if len({fact.figure for fact in stated if fact.as_of == moment}) == len(CLASSES)
    }
    for begin, end in pairwise((beginning(town.world, at), *at)):
        wanted = {names[fact.figure]: fact.aim() for fact in stated if fact.as_of == end}
        most = min((number for when, number in whole.items() if when >= end), default=None)
        yield from ward.reach(wanted, Leg(begin, end, 0), most)
        yield from ward.delayed([fact for fact in (*delays, *known) if fact.as_of == end], Leg(begin, end, 0))


class Ward:
    """Persons by the class they are in now."""

    def __init__(self, town: Town, delays: Sequence[Fact] = (), known: Sequence[Fact] = ()) -> None:
        self.town = town
        self.stamps = Stamps(town, delays, known)
        self.members: dict[str, list[int]] = {code: [] for code in CLASSES}
        self.known = 0

    def reach(self, wanted: dict[str, int], leg: Leg, most: int | None = None) -> Iterator[Draft]:
        """Bring the classes that are stated to their numbers by the end of the leg; nobody is lost on the way.

        Whoever must leave a class goes where one is wanted, or else to a class of which nothing is stated then; whoever
        is wanted comes from there, or is a suspect of whom nothing is stated, or a new case. Where there can be only so
        many cases, since later on all of them are stated, others of whom nothing is stated are wanted, too.
        """
        have = {code: len(members) for code, members in self.members.items()}
        target = have | wanted
        leaving = [(code, who) for code, members in self.members.items() for who in members[target[code] :]]
        places = [code for code in CLASSES for _ in range(target[code] - have[code])]
        if "suspect" not in wanted:
            spare = max(0, len(places) - len(leaving))
            leaving += [("suspect", who) for who in self.members["suspect"][:spare]]
        if most is not None:
            lacking = len(places) - len(leaving) - max(0, most - self.known)
            loose = (code for code in ("no_case", *CLASSES) if code not in (*wanted, "suspect"))
            free = [(code, who) for code in dict.fromkeys(loose) for who in self.members[code]]
            leaving += free[: max(0, lacking)]
        rest = next((code for code in ("no_case", "suspect", "confirmed", *CLASSES) if code not in wanted), "no_case")
        places += [rest] * (len(leaving) - len(places))
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

    def delayed(self, facts: Sequence[Fact], leg: Leg) -> Iterator[Draft]:
        """Tell again of those whose stamps must differ, so that as many are known and in time as are stated."""
        most = max((fact.aim() for fact in facts if fact.value is not None), default=0)
        if not self.known and any(fact.share is not None for fact in facts):
            most = max(most, FEW)
        stated = {fact.figure for fact in self.town.facts.facts if fact.as_of == leg.end}
        free = next((code for code, figure in CLASSES.items() if figure.name not in stated), "no_case")
        while self.known < most:
            self.known += 1
            self.members[free].append(self.known)
            yield from self._told(self.known, free, drawn(leg.start, leg.end, 1, _ANY_HOUR, self.town.random)[0])
        changed = self.stamps.know([fact for fact in facts if fact.figure == DELAY_KNOWN.name])
        changed |= self.stamps.settle([fact for fact in facts if fact.figure == DELAY.name], self.known)
        for code, members in self.members.items():
            for who in members:
                if who in changed:
                    yield from self._told(who, code, leg.end)

    def _told(self, who: int, code: str, at: int) -> Iterator[Draft]:
        town = self.town
        host = town.towns[who % len(town.towns)]
        body: dict[str, Any] = {
            "classification": code,
            "source": town.random.choice(("triage", "screening", "contact", "self")),
            **self.stamps.of(who, at),
        }
        if code.startswith("confirmed"):
            stamp = {} if self.stamps.most else {"diagnosed_at": iso(at)}
            body = {**stamp, **body, "hospital": "县（市、区）人民医院"}
        yield from town.hand.write(
            "clinic.case", host.code, at, body, subject=("person", f"演病例{who:04d}"), device=f"triage-{host.code}"
        )
