"""Requests, services and visits brought together: what is no longer open was done, and what was done took a visit."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from gridward.domains.followup.entries.needs import Group
from gridward.domains.followup.figures import REQUESTS_OPEN, SERVICE_VISITS, SERVICES_DONE
from gridward.plug.agree import Limits, Whole, agreed, earlier
from gridward.plug.course import Course
from gridward.plug.imagine import Facts
from gridward.plug.table import Row

GROUPS = tuple(one.value for one in Group)
ERRANDS = tuple(f"errand.{group}" for group in GROUPS)
OTHERS = ("care", "psychological", "other")
OPEN, DONE, VISITS = REQUESTS_OPEN.name, SERVICES_DONE.name, SERVICE_VISITS.name


def answered(
    facts: Facts, at: Sequence[int], waiting: Mapping[str, Course], done: Mapping[str, Course], visits: Course
) -> Facts | None:
    """The facts, with what is open by group, done by kind, and visited told at all moments; None if nothing meets them.

    Nothing but a service ends a request: of its own group where it is an errand, of any where it is not.
    """
    none = [0] * len(at)
    plans = (
        (REQUESTS_OPEN, {group: waiting.get(group, none) for group in GROUPS}),
        (SERVICES_DONE, {code: done.get(code, none) for code in (*ERRANDS, *OTHERS)}),
        (SERVICE_VISITS, {"": visits}),
    )
    rows = [row for place in range(len(at)) for since in (-1, *earlier(place)) for row in _rows(place, since)]
    errands = Whole((DONE, "errand"), tuple((DONE, code) for code in ERRANDS), full=True)
    told = agreed(facts, at, plans, Limits(rows=rows, wholes=(errands,), rising=(DONE,)))
    return None if told is facts else told


def _rows(place: int, since: int) -> list[Row]:
    def then(*numbers: tuple[str, str]) -> tuple[tuple[str, str, int], ...]:
        return tuple((*one, since) for one in numbers) if since >= 0 else ()

    def now(*numbers: tuple[str, str]) -> tuple[tuple[str, str, int], ...]:
        return tuple((*one, place) for one in numbers)

    others = [(DONE, code) for code in OTHERS]
    pairs = list(zip(GROUPS, ERRANDS, strict=True))
    some = [chosen for number in range(1, len(pairs) + 1) for chosen in combinations(pairs, number)]
    ended = [
        ([(OPEN, group) for group, _ in chosen], [*((DONE, errand) for _, errand in chosen), *others])
        for chosen in some
    ]
    ended.append(([(OPEN, "")], [(DONE, "")]))
    return [
        Row((*now((VISITS, "")), *then((DONE, ""))), (*then((VISITS, "")), *now((DONE, "")))),
        *(Row(now(*waiting, *by), then(*waiting, *by)) for waiting, by in ended),
    ]
