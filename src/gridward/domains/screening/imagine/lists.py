"""Pushed lists and what was found out about each name."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from gridward.domains.screening.figures import MISSED, PUSHED
from gridward.domains.screening.imagine.town import Town
from gridward.domains.screening.rules import MISSED as MISSED_CODE
from gridward.domains.screening.rules import UNRESOLVED
from gridward.kit.clock import DAY, iso
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Leg, Planner, beginning, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Facts
from gridward.plug.table import Row

LONGEST = 250
USUAL = {
    "already_screened": 40,
    "wrong_information": 14,
    "not_resident": 12,
    "past_period": 8,
    "transit_only": 6,
    "no_key_area": 10,
    "passed_on": 4,
    MISSED_CODE: 3,
    "unreachable": 2,
    UNRESOLVED: 1,
}


def lists(town: Town) -> Iterator[Draft]:
    """Lists received and names looked into, so that at each moment as many names have each result as the facts say."""
    facts = _with_missed(town.facts)
    at = moments(town.world, facts, PUSHED.name)
    start = beginning(town.world, at)
    size = len(town.people) / 1_200 if town.about_covid() else 0
    usual = {code: round(size * part / 100) for code, part in USUAL.items()}
    plan = Planner(PUSHED, facts, at, start=start, usual=usual, level=True).courses()
    told = agreed(facts, at, ((PUSHED, plan),), Limits(rows=_rows(len(at))))
    plan = Planner(PUSHED, told, at, start=start, usual=usual, level=True).courses()
    desk = Desk(town)
    free = next((code for code in USUAL if not facts.of(PUSHED.name, code)), UNRESOLVED)
    for number, (begin, end) in enumerate(zip((start, *at), at, strict=False)):
        wanted = {code: course[number] for code, course in plan.items()}
        yield from desk.reach(wanted, Leg(begin, end, 0), free)


def _rows(moments: int) -> list[Row]:
    """No name is taken off a list, and none that was looked into is unresolved again."""
    names = [(PUSHED.name, ""), (PUSHED.name, UNRESOLVED)]
    every, open_ = ([(*name, place) for place in range(moments)] for name in names)
    found = [Row((after,), (before,)) for before, after in pairwise(every)]
    return found + [
        Row((every[place], open_[place - 1]), (every[place - 1], open_[place])) for place in range(1, moments)
    ]


def _with_missed(facts: Facts) -> Facts:
    """Names missed by screening are stated under either of two names."""
    if facts.of(PUSHED.name, MISSED_CODE):
        return facts
    copies = tuple(fact._replace(figure=PUSHED.name, member=MISSED_CODE) for fact in facts.of(MISSED.name))
    return Facts(facts.facts + copies)


class Desk:
    """The desk that receives lists. `names` are (person number, list) with the result that each has now."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.names: dict[int, tuple[str, str]] = {}

    def reach(self, wanted: dict[str, int], leg: Leg, free: str) -> Iterator[Draft]:
        """Bring the results to the numbers wanted by the end of the leg; names beyond them get the result `free`.

        A name once looked into is never unresolved again, so more unresolved ones take new names.
        """
        third = leg.start + max(1, (leg.end - leg.start) // 3)
        open_now = sum(result == UNRESOLVED for result, _ in self.names.values())
        more = max(0, sum(wanted.values()) - len(self.names), wanted.get(UNRESOLVED, 0) - open_now)
        wanted[free] = wanted.get(free, 0) + len(self.names) + more - sum(wanted.values())
        yield from self._receive(more, leg.start, min(third, leg.end))
        have: dict[str, list[int]] = {}
        for number, (result, _) in self.names.items():
            have.setdefault(result, []).append(number)
        idle = [number for code, numbers in sorted(have.items()) for number in numbers[wanted.get(code, 0) :]]
        turns = [
            code
            for code, count in sorted(wanted.items())
            for _ in range(count - len(have.get(code, ())))
            if code != UNRESOLVED
        ]
        times = drawn(min(third, leg.end - 1), leg.end, len(turns), OFFICE, self.town.random)
        for when, code, number in zip(times, turns, idle, strict=False):
            yield from self._check(number, code, when)

    def _receive(self, count: int, start: int, end: int) -> Iterator[Draft]:
        numbers = self.town.chosen(len(self.names) + count, 101)[len(self.names) :]
        pieces = [numbers[first : first + LONGEST] for first in range(0, len(numbers), LONGEST)]
        for at, piece in zip(drawn(start, end, len(pieces), OFFICE, self.town.random), pieces, strict=True):
            draft = self._list(piece, at)
            for number in piece:
                self.names[number] = (UNRESOLVED, str(draft.id))
            yield draft

    def _list(self, numbers: Sequence[int], at: int) -> Draft:
        root = self.town.world.root.code
        body: dict[str, Any] = {
            "issuer": "县（市、区）指挥部",
            "issuer_level": "county",
            "received_at": iso(at),
            "basis": "交通出行数据",
            "deadline": iso(at + DAY),
            "names": len(numbers),
            "persons": [{"kind": "person", "ref": self.town.person(number)[0]} for number in numbers],
        }
        return Draft(
            id=self.town.hand.id(at), kind="screening.pushed_list", area=root, at=at, body=body,
            subject=("area", root), means="file", device="desk-lists",
        )  # fmt: skip

    def _check(self, number: int, code: str, at: int) -> Iterator[Draft]:
        person, area = self.town.person(number)
        before, pushed = self.names[number]
        body: dict[str, Any] = {"list": pushed, "result": code, "attempt": 1 if before == UNRESOLVED else 2}
        if code == MISSED_CODE:
            body["measure_taken"] = "已补录并纳入管控"
        self.names[number] = (code, pushed)
        yield from self.town.hand.write(
            "screening.list_check", area, at, body, subject=("person", person), device=f"phone-{area}-1",
            slip={"attempt": 33},
        )  # fmt: skip
