"""The numbers of visits, homes covered and refusals, brought together so that all that is stated of them comes true."""

from collections.abc import Sequence
from itertools import accumulate

from gridward.domains.screening.figures import HOUSEHOLDS_COVERED, HOUSEHOLDS_VISITED, REFUSALS, ROUNDS_OPENED
from gridward.domains.screening.imagine.stretch import NO_ROUND, Stretch
from gridward.plug.agree import Limits, agreed, earlier
from gridward.plug.course import Course
from gridward.plug.imagine import Facts
from gridward.plug.table import Cell, Row

VISITS, COVERED, REFUSED = HOUSEHOLDS_VISITED.name, HOUSEHOLDS_COVERED.name, REFUSALS.name
Numbers = dict[str, Course]


def counted(stretches: Sequence[Stretch], facts: Facts, at: Sequence[int], rounds: int, size: int) -> None:
    """Change the plan of a town with `size` homes and so many rounds where its numbers are not those stated.

    A home that nobody had covered may be covered in any round, or beside the rounds. More rounds than are told apart
    are left as they are planned.
    """
    if rounds > len(HOUSEHOLDS_COVERED.members):
        return
    codes = [str(one) for one in range(1, rounds + 1)]
    plans = [
        (HOUSEHOLDS_COVERED, _covered(stretches, codes)),
        (REFUSALS, _sums([[one.refusals.get(int(code), 0) for one in stretches] for code in codes], codes)),
        (HOUSEHOLDS_VISITED, _sums([[one.of_round(int(code)) for one in stretches] for code in codes], codes)),
    ]
    plans[1][1][""] = [*accumulate(one.refusals.get(NO_ROUND, 0) for one in stretches)]
    plans[2][1][""] = [*accumulate(one.of_round(NO_ROUND) + one.extra for one in stretches)]
    limits = Limits(
        rows=[row for place in range(len(at)) for since in (-1, *earlier(place)) for row in _rows(codes, place, since)],
        rising=(COVERED,),
        full=False,
        least=_opened(facts, at, codes),
        most={(COVERED, code): size for code in ("", *codes)},
    )
    told = agreed(facts, at, plans, limits)
    if told is facts:
        return
    numbers = {
        name: {code: _grown([fact.value or 0 for fact in told.of(name, code)]) for code in ("", *codes)}
        for name in (COVERED, REFUSED, VISITS)
    }
    for place, stretch in enumerate(stretches):
        _change(stretch, {name: {code: course[place] for code, course in one.items()} for name, one in numbers.items()})


def _change(stretch: Stretch, grown: dict[str, dict[str, int]]) -> None:
    covered, refused, visits = grown[COVERED], grown[REFUSED], grown[VISITS]
    codes = [code for code in visits if code]
    beside = max(0, covered[""] - sum(covered[code] for code in codes))
    loose = refused[""] - sum(refused[code] for code in codes)
    stretch.fresh = covered[""]
    stretch.covers = {int(code): covered[code] for code in codes if covered[code]} | (
        {NO_ROUND: beside} if beside else {}
    )
    stretch.refusals = {int(code): refused[code] for code in codes if refused[code]} | (
        {NO_ROUND: loose} if loose else {}
    )
    stretch.absent = {int(code): vain for code in codes if (vain := visits[code] - covered[code] - refused[code])}
    stretch.extra = visits[""] - sum(visits[code] for code in codes) - beside - loose


def _covered(stretches: Sequence[Stretch], codes: Sequence[str]) -> Numbers:
    """Homes covered by round, and beside the rounds those that no round has."""
    found = _sums([[one.covers.get(int(code), 0) for one in stretches] for code in codes], codes)
    alone = [*accumulate(one.covers.get(NO_ROUND, 0) for one in stretches)]
    ever = [max(values) for values in zip(alone, *found.values(), strict=True)]
    return found | {"": ever}


def _sums(grown: Sequence[Sequence[int]], codes: Sequence[str]) -> Numbers:
    return {code: [*accumulate(one)] for code, one in zip(codes, grown, strict=True)}


def _grown(course: Course) -> Course:
    return [later - before for before, later in zip([0, *course], course, strict=False)]


def _opened(facts: Facts, at: Sequence[int], codes: Sequence[str]) -> dict[Cell, int]:
    """A round that has been opened has seen a visit."""
    return {
        (VISITS, code, at.index(fact.as_of)): 1
        for fact in facts.of(ROUNDS_OPENED.name)
        if fact.value is not None
        for code in codes[: fact.aim()]
    }


def _rows(codes: Sequence[str], place: int, since: int) -> list[Row]:
    """A visit covers a home, or is refused, or neither; and a home not covered in a round is covered beside them."""

    def grew(name: str, code: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
        return ((name, code, place),), (((name, code, since),) if since >= 0 else ())

    def at_least(more: Sequence[tuple[str, str]], less: Sequence[tuple[str, str]]) -> Row:
        plus, minus = [grew(*one) for one in more], [grew(*one) for one in less]
        return Row(
            tuple(cell for one in (*(now for now, _ in plus), *(before for _, before in minus)) for cell in one),
            tuple(cell for one in (*(now for now, _ in minus), *(before for _, before in plus)) for cell in one),
        )

    visits, refused, covered = ([(name, code) for code in codes] for name in (VISITS, REFUSED, COVERED))
    each = [at_least([(VISITS, code)], [(COVERED, code), (REFUSED, code)]) for code in codes]
    beside = at_least([(VISITS, ""), *refused], [*visits, (REFUSED, "")])
    fresh = at_least([(VISITS, ""), *refused, *covered], [*visits, (REFUSED, ""), (COVERED, "")])
    return [*each, beside, fresh]
