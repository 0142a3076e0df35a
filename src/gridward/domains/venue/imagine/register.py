"""The register: which places there are and which of them are open, so that at each moment as many are as stated."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gridward.domains.venue.figures import CHECKED, CLOSED, FIGURES, INSPECTED, PLACES
from gridward.domains.venue.imagine.town import SHUT, SORTS, Town, Venue
from gridward.domains.venue.rules import OTHER
from gridward.plug.course import Course, Leg, Planner, beginning, moments
from gridward.plug.figure import Figure
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact

FEW = 2
"""How many places of a kind there are at least of which a share is stated."""


class Register:
    """The places by kind, and the moments at which something is stated of them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.at = moments(town.world, town.facts, *(figure.name for figure in FIGURES))
        self.start = beginning(town.world, self.at)
        self.legs = [Leg(one, other, 0) for one, other in zip((self.start, *self.at), self.at, strict=False)]
        self.told = _told(town, self.at)
        usual = self._usual()
        self.open = Planner(PLACES, town.facts, self.at, start=self.start, usual=usual, level=True).courses()
        weights = {kind: max(course) for kind, course in self.open.items() if any(course)}
        self.firms = _firms(town)
        asked = bool(town.facts.members(INSPECTED.name))
        most = weights if asked else {kind: -(-number // 3) for kind, number in weights.items()}
        most |= {kind: len(firms) for kind, firms in self.firms.items() if firms}
        self.inspected = Planner(INSPECTED, town.facts, self.at, start=self.start, usual=most).courses()
        quiet = town.quiet() and not town.facts.members(CLOSED.name)
        shut = {} if quiet else {"entertainment": max(1, town.people // 8_000)}
        less = {OTHER: self.told}
        self.closed = Planner(
            CLOSED, town.facts, self.at, start=self.start, usual=shut, less=less, level=True
        ).courses()
        self.venues: dict[str, list[Venue]] = {kind: [] for kind in SORTS}

    def _usual(self) -> dict[str, int]:
        """How many open places of each kind there would be, enough for whatever must be done at them."""
        town, facts = self.town, self.town.facts
        found: dict[str, int] = {}
        if not town.quiet():
            found = {kind: town.people // sort.residents for kind, sort in SORTS.items() if sort.residents}
            found |= {"shop": max(2, found["shop"]), "supermarket": max(1, found["supermarket"])}
            found |= {"market": max(1, found["market"]), "entertainment": 0}
        for name in (INSPECTED.name, CHECKED.name):
            needed = Counter({fact.member: 0 for fact in facts.facts if fact.figure == name})
            for fact in facts.facts:
                if fact.figure == name and fact.value is not None:
                    needed[fact.member] = max(needed[fact.member], fact.aim())
            for fact in facts.shares(name):
                needed[fact.member] = max(needed[fact.member], FEW if fact.member else 0)
            for kind in SORTS:
                found[kind] = max(found.get(kind, 0), needed[kind], self._shut(kind))
            found["shop"] += max(0, needed[""] - sum(found.values()))
        return {kind: number for kind, number in found.items() if number}

    def _shut(self, kind: str) -> int:
        return max((fact.aim() for fact in self.town.facts.of(SHUT, kind) if fact.value is not None), default=0)

    def drafts(self) -> Iterator[Draft]:
        """Places registered, closed and opened again, leg by leg."""
        for number, leg in enumerate(self.legs):
            for kind in SORTS:
                is_open, closed = self._wanted(kind, number)
                yield from self._reach(kind, is_open, closed, leg)

    def _wanted(self, kind: str, number: int) -> tuple[int, int]:
        """How many places of a kind are open and closed. What is registered stays so, and no more is than must be."""
        known = len(self.venues[kind])
        is_open, closed = self._said(PLACES, self.open, kind, number), self._said(CLOSED, self.closed, kind, number)
        needed = max(known, self.inspected[kind][number]) if self._states(INSPECTED, kind, number) else known
        if is_open is None and closed is None:
            later = [self.open[kind][one] for one in range(number, len(self.at)) if self._states(PLACES, kind, one)]
            is_open = max(sum(venue.open for venue in self.venues[kind]), min(later, default=0))
        elif is_open is None:
            is_open = max(0, known - (closed or 0))
        if not self._states(PLACES, kind, number):
            is_open = max(is_open, self._checked(kind, number))
        if closed is None:
            return is_open, max(0, needed - is_open)
        surplus = max(0, needed - is_open - closed)
        if surplus and self._states(PLACES, kind, number):
            return is_open, closed + surplus
        return is_open + surplus, closed

    def _said(self, figure: Figure, courses: Mapping[str, Course], kind: str, number: int) -> int | None:
        """What is stated of a moment; what is usual where nothing ever is; None where it is of other moments only."""
        told = any(self.town.facts.of(figure.name, code) for code in (kind, ""))
        if told and not self._states(figure, kind, number):
            return None
        return _at(courses, kind, number)

    def _states(self, figure: Figure, kind: str, number: int) -> bool:
        return kind in self._courses(figure) and self.town.stated(figure.name, kind, self.at[number])

    def _courses(self, figure: Figure) -> Mapping[str, Course]:
        return {PLACES.name: self.open, CLOSED.name: self.closed, INSPECTED.name: self.inspected}[figure.name]

    def _checked(self, kind: str, number: int) -> int:
        """How many places of a kind must be open, for so many are stated to have been checked."""
        told = {fact.member: fact.aim() for fact in self.town.facts.facts if self._tells(fact, number)}
        rest = told.get("", 0) - sum(_at(self.open, one, number) for one in SORTS if one != kind)
        return max(told.get(kind, 0), rest if kind == "shop" else 0)

    def _tells(self, fact: Fact, number: int) -> bool:
        return fact.figure == CHECKED.name and fact.value is not None and fact.as_of == self.at[number]

    def _reach(self, kind: str, is_open: int, closed: int, leg: Leg) -> Iterator[Draft]:
        town, venues = self.town, self.venues[kind]
        soon = leg.start + max(1, (leg.end - leg.start) // 2)
        fresh = [town.venue(kind, len(venues) + one) for one in range(is_open + closed - len(venues))]
        venues += fresh
        now = sum(venue.open for venue in venues)
        turned = [venue for venue in venues if venue not in fresh and venue.open == (now > is_open)]
        turned = turned[: abs(now - is_open)] if now > is_open else turned[: max(0, is_open - now - len(fresh))]
        for venue in fresh:
            venue.open = now < is_open
            now += venue.open
        for venue in turned:
            venue.open = not venue.open
        moved = [*fresh, *turned]
        early = leg.start + max(1, (leg.end - leg.start) // 24) if leg.start == self.start else soon
        for at, venue in zip(drawn(leg.start, early, len(moved), OFFICE, town.random), moved, strict=True):
            yield from self._statement(venue, at)

    def _statement(self, venue: Venue, at: int) -> Iterator[Draft]:
        random, sort = self.town.random, venue.sort
        venue.turns.append((at, venue.open))
        body: dict[str, Any] = {
            "kind": venue.kind,
            "name": venue.ref,
            "essential": sort.essential,
            "status": "open" if venue.open else "suspended" if venue.kind == "entertainment" else "closed",
        }
        if random.random() > 0.01:
            body["department"] = sort.department
        if sort.capacity:
            body["capacity"] = sort.capacity
        if venue.kind in ("hospital", "elderly_home", "happiness_home", "quarantine_site"):
            body["beds"] = sort.capacity // 3
        if venue.kind in ("supermarket", "market"):
            body["cold_chain"] = True
        yield from self.town.hand.write(
            "venue.place", venue.host.code, at, body, subject=("place", venue.ref), device=f"phone-{venue.host.code}",
            slip={"name": f"{venue.ref}(误)"},
        )  # fmt: skip

    def places(self, *kinds: str) -> list[Venue]:
        """All places on the register, of these kinds or of all."""
        return [venue for kind in kinds or SORTS for venue in self.venues[kind]]


def _at(courses: Mapping[str, Course], kind: str, number: int) -> int:
    return courses[kind][number] if kind in courses else 0


def _told(town: Town, at: tuple[int, ...]) -> Course:
    """How many places notices have closed at each moment, by what was heard of them."""
    turns: dict[str, list[tuple[int, bool]]] = {}
    for draft in town.world.told.get("enforcement.notice", ()):
        if draft.subject is not None and draft.body is not None:
            turns.setdefault(draft.subject[1], []).append((draft.at, draft.body["action"] == "suspended"))
    return [sum(_last(sorted(told), one) for told in turns.values()) for one in at]


def _last(turns: list[tuple[int, bool]], at: int) -> bool:
    return next((shut for since, shut in reversed(turns) if since <= at), False)


def _firms(town: Town) -> dict[str, list[Venue]]:
    """Enterprises and project sites that were heard of: no places of this register, but inspected too."""
    spots = {spot.code: spot for spot in town.world.spots}
    found: dict[str, Venue] = {}
    for draft in town.world.told.get("work.enterprise", ()):
        if draft.subject is not None and draft.body is not None:
            kind = draft.body.get("kind", "enterprise")
            found.setdefault(draft.subject[1], Venue(kind, spots[draft.area], draft.subject[1]))
    return {kind: [firm for firm in found.values() if firm.kind == kind] for kind in ("enterprise", "project_site")}
