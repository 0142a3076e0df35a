"""Figures by the fold equal figures from scratch, whatever was corrected, arrived when, or was folded how."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.figure import explain
from gridward.figure.fold import catch_up
from gridward.figure.rebuild import check
from gridward.figure.spread import spread
from gridward.figure.trends import trends
from gridward.figure.value import Pair, Scope, every_pair, values
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, last_moment
from gridward.ledger.models import Entry
from gridward.ledger.names import kind_number
from gridward.ledger.verify import verify
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry as PlugEntry
from tests.toy.history import History, histories
from tests.toy.node import at, example, send
from tests.toy.oracle import NUMBERS, Oracle
from tests.toy.standing import Standing, row

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]
MOMENTS = (at(2) - 1, at(2, 13), at(3) - 1, at(3, 7.5), at(4) - 1, at(4, 8), at(5) - 1, at(9))
DAYS = tuple(range(day_of(at(1)), day_of(at(6))))


def checked(examples: int) -> settings:
    """So many random histories, however long each takes."""
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


def arrive(history: History) -> None:
    """Everything is handed in and folded, in the batches and slices of the history."""
    for batch, size in zip(history.batches, history.folds, strict=True):
        assert {receipt.outcome for receipt in send(*batch)} <= {"accepted", "flagged", "held", "duplicate"}
        if size:
            catch_up(size=size)
    catch_up(size=3)


def pairs() -> list[Pair]:
    """The figures of the toy domain and the areas of the map."""
    return [pair for pair in every_pair() if pair[0].startswith("toy.") or pair == ("grid.areas", "village")]


def areas(truth: Oracle) -> Iterator[tuple[int, int]]:
    """The number of every area here and in the oracle."""
    map_now = tree()
    for code, number in NUMBERS.items():
        if code in truth.here:
            yield map_now.need(code).id, number
    for name, number in truth.places.items():
        found = map_now.id_of_ref(name)
        assert found is not None
        yield found, number


def agree(truth: Oracle, known_at: int | None, moments: Sequence[int] = MOMENTS) -> None:
    """Every figure of every area at every moment is what the oracle says, and its entries say the same."""
    asked = pairs()
    lines = {name: truth.lines(CATALOGUE.figures[name]) for name, _ in asked}
    for area, number in areas(truth):
        for as_of in moments:
            for found in values(asked, area=area, as_of=as_of, known_at=known_at):
                figure = CATALOGUE.figures[found.name]
                want = truth.value(lines[found.name], figure, found.member, number, as_of)
                where = found.name, found.member, number, (as_of - at(1)) / 3.6e9, known_at
                assert found.value == want, where


def explained(truth: Oracle, area: int, as_of: int) -> None:
    """What stands behind a value adds up to it, and only entries that count stand behind it."""
    counting = {one["id"] for one in truth.active}
    scope = Scope(area, as_of)
    for found in values(pairs(), area=area, as_of=as_of):
        booked = list(explain.entries(found.name, found.member, scope=scope))
        keys: dict[int | None, int] = {}
        for one in booked:
            keys[one.key] = keys.get(one.key, 0) + one.value
        distinct = CATALOGUE.figures[found.name].distinct
        assert (sum(value > 0 for value in keys.values()) if distinct else sum(keys.values())) == found.value or (
            found.nothing == "not_knowable"
        )
        assert {one.id for one in booked} <= counting
        lines = explain.Lines(found.name, found.member, scope=scope)
        assert lines.count() == len(booked)
        pages = [one for offset in range(0, len(booked) + 1, 3) for one in lines.page(limit=3, offset=offset)]
        assert Counter(pages) == Counter(booked)
        assert [one.at for one in pages] == sorted((one.at for one in booked), reverse=True)


def standing_agrees(truth: Oracle) -> None:
    """Every person has the row that follows from all that counts about them, and nobody else has one."""
    here = dict(areas(truth))
    keys = dict(Entry.objects.filter(kind=kind_number("toy.stay")).values_list("uuid", "subject"))
    timelines: dict[int, list[PlugEntry]] = {}
    for one in sorted((one for one in truth.entries.values() if one.kind == "toy.stay"), key=lambda e: (e.at, e.id)):
        timelines.setdefault(keys[one.id], []).append(one)
    want = {subject: row(timeline) for subject, timeline in timelines.items()}
    stands = {
        one.subject: {"measure": one.measure, "since": one.since, "area": here[one.area]}
        for one in Standing.objects.all()
    }
    assert stands == {subject: told for subject, told in want.items() if told is not None}


def drawn_alike(parent: int, as_of: int) -> None:
    """Rows of children and rows of days say what single values say."""
    asked = pairs()
    children = [node.id for node in tree().children(parent, as_of)]
    table = spread(asked, below=parent, areas=children, scope=Scope(parent, as_of))
    for child in children:
        assert table[child] == values(asked, area=child, as_of=as_of)
    asked = [(one.name, one.member) for one in values(asked, area=parent, as_of=as_of) if one.value is not None]
    rows = trends(asked, area=parent, days=DAYS)
    for place, day in enumerate(DAYS):
        ends = values(asked, area=parent, as_of=last_moment(day))
        assert [rows[one.name, one.member][place] for one in ends] == [one.value for one in ends]


@checked(60)
@given(histories(), st.lists(st.sampled_from(MOMENTS), min_size=2, max_size=2), st.integers(0, 9))
def test_final_values_are_those_from_scratch(history: History, moments: list[int], pick: int) -> None:
    with example():
        arrive(history)
        truth = Oracle(history.sent)
        counting = {str(one) for one in Entry.objects.filter(counts_from__isnull=False).values_list("uuid", flat=True)}
        assert counting & set(truth.sent) == truth.counting, (counting & set(truth.sent)) ^ truth.counting
        agree(truth, None, moments)
        here = [area for area, _ in areas(truth)]
        explained(truth, here[pick % len(here)], moments[0])
        drawn_alike(here[pick % 6], moments[1])
        standing_agrees(truth)
        different, broken = check(), verify()
        assert not different, different
        assert not broken, broken


@checked(60)
@given(histories(moves=False), st.sampled_from(MOMENTS), st.lists(st.integers(0, 99), min_size=3, max_size=3))
def test_what_was_known_at_any_position_is_what_from_scratch_says(
    history: History, as_of: int, picks: list[int]
) -> None:
    with example():
        arrive(history)
        since = dict(Entry.objects.filter(counts_from__isnull=False).values_list("uuid", "counts_from"))
        if Entry.objects.filter(kind=kind_number("grid.redrawn")).exists():
            return  # what was known of the map at a position is not kept: it is read as it is known now
        positions = sorted(set(since.values()))
        for position in {positions[pick % len(positions)] for pick in picks}:
            known = {str(uuid) for uuid, counts in since.items() if counts <= position}
            agree(Oracle(history.sent, known), position, [as_of])
