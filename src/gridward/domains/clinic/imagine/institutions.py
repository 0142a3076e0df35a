"""Institutions that state what they have ready: who speaks in each leg, and what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gridward.domains.clinic.figures import READY
from gridward.domains.clinic.imagine.town import Town
from gridward.domains.clinic.imagine.voices import Plan, Voices
from gridward.domains.clinic.rules import READY as FIELDS
from gridward.kit.clock import date_of, day_of
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot


@dataclass(slots=True, eq=False)
class Word:
    """What an institution said in a leg, and the last moment at which that is heard."""

    place: int
    heard: int
    said: Mapping[str, int]


@dataclass(slots=True, eq=False)
class Institution:
    """One that states: where it lies, what it has and its words, the last one last."""

    host: Spot
    ref: str
    said: dict[str, int] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)

    def speak(self, place: int, heard: int) -> None:
        """Say in a leg what it has."""
        self.words.append(Word(place, heard, dict(self.said)))


class Desk:
    """All institutions, and what they have to say. What is ready is the first one's to say, and where numbers only rise
    whoever speaks with it has an equal part of what is more.
    """

    def __init__(self, town: Town, at: Sequence[int], start: int, usual: Mapping[str, int]) -> None:
        self.town, self.at = town, at
        self.voices = Voices(town, at, start)
        told = {code: town.facts.of(READY.name, code) for code in FIELDS}
        self.stated = {code: {at.index(fact.as_of): fact.aim() for fact in facts} for code, facts in told.items()}
        self.usual = {code: value for code, value in usual.items() if not self.stated[code]}
        rows = [list(row.values()) for row in self.stated.values()]
        self.rising = all(row == sorted(row) for row in rows)
        self.known: list[Institution] = []

    def statements(self) -> Iterator[Draft]:
        """Every statement of every institution."""
        plan, legs = self.voices.plan(list(self._changes()))
        first = [self._founded()] if legs else []
        for place in range(len(self.at)):
            fresh = [self._founded() for _ in range(plan.get(("there", "", place), 0) + len(first) - len(self.known))]
            others = [one for one in self.known if one not in first and one.words]
            speaking = [*fresh, *self._again(others, plan, place)]
            if place in legs:
                self._change(place, [*first, *speaking])
                first[0].speak(place, place - 1)
            for one in speaking:
                one.speak(place, place - 1)
            self._heard([*others, *fresh], plan, place)
            for one in first if plan.get(("first", "", place)) else ():
                one.words[-1].heard = place
        for one in self.known:
            for word in one.words:
                yield from self._spoken(one, word)

    @staticmethod
    def _again(others: Sequence[Institution], plan: Plan, place: int) -> list[Institution]:
        """Who speaks again, whoever is not heard first: of those who spoke last in a leg as many as no longer did."""
        found = []
        for leg in range(place):
            mine = [one for one in others if one.words[-1].place == leg]
            mine.sort(key=lambda one: one.words[-1].heard)
            found += mine[: max(0, len(mine) - plan.get(("last", str(leg), place), 0))]
        return found

    @staticmethod
    def _heard(others: Sequence[Institution], plan: Plan, place: int) -> None:
        """Let as many words of each leg be heard at a moment as planned."""
        for leg in range(place + 1):
            mine = [one.words[-1] for one in others if one.words[-1].place == leg and one.words[-1].heard == place - 1]
            for word in mine[: plan.get(("kept", str(leg), place), 0)]:
                word.heard = place

    def _changes(self) -> Iterator[tuple[int, int]]:
        """The first and the last leg in which what is ready of something can become what is stated next."""
        for row in self.stated.values():
            for (before, old), (place, new) in pairwise([(-1, 0), *row.items()]):
                if old != new:
                    yield before + 1, place

    def _founded(self) -> Institution:
        """One more institution; the first has what is usual."""
        number, hosts = len(self.known), (*self.town.towns, *self.town.villages)
        host, turn = hosts[number % len(hosts)], number // len(hosts)
        what = "卫生院" if host in self.town.towns else "卫生室"
        said = dict.fromkeys((code for code, row in self.stated.items() if row), 0)
        name = self.town.name(host, f"{what}{turn + 1 if turn else ''}")
        self.known.append(Institution(host, name, said | ({} if number else self.usual)))
        return self.known[-1]

    def _change(self, place: int, speaking: Sequence[Institution]) -> None:
        """Let those who speak say so much more or less that what is stated next is ready."""
        for code, row in self.stated.items():
            value = next((value for one, value in row.items() if one >= place), None)
            if value is None:
                continue
            more = value - sum(one.said.get(code, 0) for one in self.known)
            part = more // len(speaking) if self.rising and more > 0 else 0
            for number, one in enumerate(speaking):
                one.said[code] = one.said.get(code, 0) + (part if number else more - part * (len(speaking) - 1))

    def _spoken(self, who: Institution, word: Word) -> Iterator[Draft]:
        """A word, so that it is heard as long as it must be; in a long leg one before each time it was forgotten."""
        after, until = self.voices.when(word.place, word.heard)
        when = [drawn(after, until, 1, OFFICE, self.town.random)[0]]
        while when[0] - self.voices.lasts(word.place) > self.voices.begins[word.place]:
            when.insert(0, when[0] - self.voices.lasts(word.place))
        for at in when:
            body = {FIELDS[code]: value for code, value in word.said.items()}
            told = {"date": date_of(day_of(at)).isoformat(), **body}
            device, subject = f"triage-{who.host.code}", ("place", who.ref)
            yield from self.town.hand.write("clinic.readiness", who.host.code, at, told, subject=subject, device=device)
