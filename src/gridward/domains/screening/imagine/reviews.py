"""People in need: called on one by one, so that at each moment as many have been as are stated."""

from collections.abc import Iterator

from gridward.domains.screening.figures import REVIEWED, VULNERABLE
from gridward.domains.screening.imagine.town import Town
from gridward.kit.clock import DAY, day_of, first_moment
from gridward.plug.course import beginning, moments
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft, Fact
from gridward.policy.norms import norm

CARE = 0.9
"""How many are called on in each period where nothing is stated."""


class Reviews:
    """Remembers who was met and who is in need, from what was imagined before.

    Somebody is called on after having been met at the door, so that nobody is covered who would not have been.
    """

    def __init__(self, town: Town) -> None:
        self.town = town
        self.met: dict[str, int] = {}
        self.turns: dict[str, list[tuple[int, str, bool]]] = {}
        self.areas: dict[str, str] = {}
        self.called: dict[str, list[int]] = {}

    def visited(self, draft: Draft) -> None:
        """Remember whom a visit met."""
        body = draft.body
        if body is None or body.get("result") != "cooperative":
            return
        about = [draft.subject[1]] if draft.subject is not None and draft.subject[0] == "person" else []
        for person in (*about, *(link["ref"] for link in body.get("persons", ()))):
            self.met[person] = min(draft.at, self.met.get(person, draft.at))

    def classified(self, draft: Draft) -> None:
        """Remember who is in need, and since when."""
        body = draft.body
        if draft.subject is not None and body is not None and body["category"] in VULNERABLE:
            self.turns.setdefault(draft.subject[1], []).append((draft.at, body["category"], body["action"] == "add"))
            self.areas[draft.subject[1]] = draft.area

    def drafts(self) -> Iterator[Draft]:
        """All calls: those that facts ask for, or, without any, one for most people in each period."""
        facts = self.town.facts.of(REVIEWED.name)
        if not facts:
            yield from self._usual()
            return
        at = moments(self.town.world, self.town.facts, REVIEWED.name)
        begin = beginning(self.town.world, at)
        for fact in facts:
            yield from self._stated(fact, max([begin, *(one for one in at if one < fact.as_of)]))

    def _in_need(self, at: int) -> list[str]:
        found = []
        for person, turns in sorted(self.turns.items()):
            held: set[str] = set()
            for when, code, begins in sorted(turns):
                if when <= at:
                    held = held | {code} if begins else held - {code}
            found += [person] if held else []
        return found

    def _stated(self, fact: Fact, begin: int) -> Iterator[Draft]:
        people = self._in_need(fact.as_of)
        wanted = fact.aim() if fact.value is not None else round((fact.share or 0.0) * len(people))
        days = norm("vulnerable_review", day_of(fact.as_of)) or 1
        since = first_moment(day_of(fact.as_of) - days + 1)
        fresh = [one for one in people if not any(since <= at <= fact.as_of for at in self.called.get(one, ()))]
        fresh.sort(key=lambda one: self.met.get(one, fact.as_of + 1) > fact.as_of)
        due = max(0, min(len(fresh), wanted - len(people) + len(fresh)))
        for one in fresh[:due]:
            first = self.met.get(one, begin)
            start = max(begin, since - 1, first if first < fact.as_of else begin)
            yield from self._call(one, drawn(start, fact.as_of, 1, VISITS, self.town.random)[0])

    def _usual(self) -> Iterator[Draft]:
        world = self.town.world
        days = norm("vulnerable_review", day_of(world.end)) or 1
        for one, turns in sorted(self.turns.items()):
            start = max(min(turns)[0], self.met.get(one, world.end))
            while start < world.end:
                end = min(world.end, start + days * DAY)
                if self.town.random.random() < CARE:
                    yield from self._call(one, drawn(start, end, 1, VISITS, self.town.random)[0])
                start = end

    def _call(self, one: str, at: int) -> Iterator[Draft]:
        self.called.setdefault(one, []).append(at)
        living = self.town.random.choices(("ok", "needs_help", "urgent"), (85, 13, 2))[0]
        body = {"purpose": "welfare", "method": "door", "result": "cooperative", "advice": ["mask"], "living": living}
        area = self.areas[one]
        yield from self.town.hand.write(
            "screening.visit", area, at, body, subject=("person", one), device=f"phone-{area}-1"
        )
