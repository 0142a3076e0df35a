"""How many institutions state what they have ready at each moment, and how many of them were heard lately.

A word holds for days, so it is heard at the end of its leg and at some moments after: at how many, when in the leg it
was said decides. How many of those there are at a moment spoke last in which leg, and how many of these are heard, is
found in one table. One institution is apart: the first, which says whatever changes of what is ready.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from gridward.domains.clinic.figures import INSTITUTIONS, READINESS_STATED, READY
from gridward.domains.clinic.imagine.town import FEW, Town
from gridward.domains.clinic.rules import READY_DAYS
from gridward.kit.clock import DAY, day_of
from gridward.plug.imagine import Fact
from gridward.plug.table import Cell, Row, settled
from gridward.policy.norms import norm

ANY = 10**6
"""As many as one likes."""
TRIES = 40
"""In so many ways it is tried when what is ready is told."""

Plan = Mapping[Cell, int]
"""By the place of a moment: how many there are besides the first ("there"); by the leg, too, how many of these spoke in
it last ("last") and how many of those are heard ("kept"); and whether the first is heard ("first").
"""


class Voices:
    """What is stated of both numbers, and what follows from that for who speaks when."""

    def __init__(self, town: Town, at: Sequence[int], start: int) -> None:
        there, spoken = town.facts.of(INSTITUTIONS.name), town.facts.of(READINESS_STATED.name)
        self.at, self.begins, self.places = at, (start, *at), range(len(at))
        self.shares = {at.index(fact.as_of): fact.share for fact in spoken if fact.share is not None}
        self.there, self.spoken = _stated(there, at), _stated(spoken, at)
        usual = FEW if self.shares else 1
        needed = any(fact.value for fact in town.facts.facts if fact.figure == READY.name)
        most = max((0 if self.there and not needed else usual, *self.there.values(), *self.spoken.values()))
        self.most = [min((most, *(value for when, value in self.there.items() if when >= one))) for one in self.places]
        self.brief = [self.heard(place, self.begins[place] + 1) for place in self.places]
        """By leg the last moment at which a word is heard that was said when it began: that before the leg where it is
        long enough to forget it."""
        self.long = [self.heard(place, at[place]) for place in self.places]
        """The same of a word said when the leg ended."""

    def lasts(self, place: int) -> int:
        """For how long a word said in a leg holds."""
        return (norm("readiness_days", day_of(self.begins[place] + 1)) or READY_DAYS) * DAY

    def heard(self, place: int, said: int) -> int:
        """The last moment at which a word of a leg is heard."""
        until = said + self.lasts(place)
        return max((one for one in self.places[place:] if self.at[one] < until), default=place - 1)

    def when(self, place: int, heard: int) -> tuple[int, int]:
        """After when and until when to speak in a leg so as to be heard last at that moment."""
        lasts, begin, end = self.lasts(place), self.begins[place], self.at[place]
        after = max(begin, self.at[heard] - lasts) if heard >= place else begin
        until = min(end, self.at[heard + 1] - lasts if heard + 1 < len(self.at) else end)
        return after, max(after + 1, min(until, after + max(1, min(DAY, (end - begin) // 3))))

    def plan(self, told: Sequence[tuple[int, int]]) -> tuple[Plan, Collection[int]]:
        """Who speaks when, and in which legs the first does: in one from the first to the last of each of `told`."""
        choices = list(self._choices(told))
        for first in choices:
            found = self._settled(first, self.spoken)
            if found is not None and self.shares:
                found = self._settled(first, self.spoken | self._shared(found, first), self._there(found, first))
            if found is not None:
                return found, first
        return self._settled(choices[0], {}) or self._settled((), {}, {}) or {}, choices[0]

    def _choices(self, told: Sequence[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
        """In which legs the first may speak, as few as will do first, long legs and late ones before others."""
        able = sorted((one for one in self.places if self._may(one)), key=lambda one: (self.brief[one] >= one, -one))
        some = (one for number in range(len(able) + 1) for one in combinations(able, number))
        found = (one for one in some if all(any(low <= leg <= high for leg in one) for low, high in told))
        yield from (tuple(sorted(one)) for one in islice(found, TRIES))
        yield tuple(sorted(able))

    def _may(self, place: int) -> bool:
        """Whether anybody may speak in a leg at all."""
        return self.most[place] > 0 and all(self.spoken.get(one, 1) > 0 for one in range(place, self.brief[place] + 1))

    def _there(self, found: Plan, first: Sequence[int]) -> dict[int, int]:
        return {place: found["there", "", place] + any(one <= place for one in first) for place in self.places}

    def _shared(self, found: Plan, first: Sequence[int]) -> dict[int, int]:
        there = self._there(found, first)
        return {place: round((share or 0.0) * there[place]) for place, share in self.shares.items()}

    def _settled(
        self, first: Sequence[int], spoken: Mapping[int, int], there: Mapping[int, int] | None = None
    ) -> Plan | None:
        there = self.there if there is None else there
        low: dict[Cell, int] = {}
        high: dict[Cell, int] = {}
        for place in self.places:
            own = sum(one <= place for one in first[:1])
            last = max((one for one in first if one <= place), default=-1)
            most = there.get(place, self.most[place]) - own
            bounds = {("there", "", place): (max(0, there.get(place, 0) - own), max(0, most))}
            bounds["first", "", place] = (
                int(last >= 0 and self.brief[last] >= place),
                int(last >= 0 and self.long[last] >= place),
            )
            bounds["heard", "", place] = (spoken.get(place, 0), spoken.get(place, self.most[place]))
            for leg in self.places[: place + 1]:
                bounds["last", str(leg), place] = (0, max(0, most))
                bounds["kept", str(leg), place] = (0, max(0, most) if self.long[leg] >= place else 0)
            low |= {cell: one for cell, (one, _) in bounds.items()}
            high |= {cell: other for cell, (_, other) in bounds.items()}
        wish = dict(sorted(high.items(), key=lambda one: (one[0][0] != "kept", one[0][2])))
        rows = list(self._rows(first))
        return settled(rows, low, high, wish) or settled(rows, low, high, dict(reversed(wish.items())))

    def _rows(self, first: Sequence[int]) -> Iterator[Row]:
        """What holds between the numbers of a plan: in a brief leg whoever spoke is heard when it ends."""
        for place in self.places:
            legs = self.places[: place + 1]
            last = tuple(("last", str(leg), place) for leg in legs)
            kept = (("first", "", place), *(("kept", str(leg), place) for leg in legs))
            for one, other in ((("there", "", place),), last), ((("heard", "", place),), kept):
                yield Row(one, other)
                yield Row(other, one)
            for leg in legs:
                yield Row((("last", str(leg), place),), (("kept", str(leg), place),))
                if self.brief[leg] >= place:
                    yield Row((("kept", str(leg), place),), (("last", str(leg), place),))
                if leg < place:
                    yield from (
                        Row(((name, str(leg), place - 1),), ((name, str(leg), place),)) for name in ("last", "kept")
                    )
            if place and place not in first:
                yield Row((("first", "", place - 1),), (("first", "", place),))
            if place:
                yield Row((("there", "", place),), (("there", "", place - 1),))


def _stated(facts: Iterable[Fact], at: Sequence[int]) -> dict[int, int]:
    return {at.index(fact.as_of): fact.aim() for fact in facts if fact.value is not None}
