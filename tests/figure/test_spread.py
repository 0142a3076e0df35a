"""What many areas come to at once, at any moment, is what their postings say one by one, added up in plain Python."""

from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.figure.asked import Pair
from gridward.figure.explain import LATEST, Lines, entries
from gridward.figure.fold import catch_up
from gridward.figure.ground import paths_of
from gridward.figure.grounds import Ground
from gridward.figure.scope import Scope
from gridward.figure.series import series_number, within
from gridward.figure.spread import spread
from gridward.figure.value import every_pair, values
from gridward.grid.tree import tree
from gridward.kit.clock import HOUR
from gridward.kit.rows import rows
from gridward.plug.catalogue import CATALOGUE
from tests.console.cast import stir
from tests.toy.node import COUNTY, EAST, FAR, NOW, OTHER, TOWN, WEST, at, entry, send

AREAS = (COUNTY, TOWN, OTHER, EAST, WEST, FAR)


@pytest.fixture
def days(toy: None) -> None:
    """Some days of entries at many hours, one voided, one moved to another village, a stay that ends."""
    stir()
    send(entry(200, "toy.cars", EAST, at(4, 9), None, replaces=str(entry(102, "", "", NOW, None)["id"])))
    send(entry(201, "toy.stay", FAR, at(7), {"measure": "site"}, subject={"kind": "person", "ref": "Li"}))
    send(*(entry(300 + hour, "toy.cars", WEST, at(5, hour), {"count": hour}) for hour in range(1, 24, 4)))
    catch_up()


moments = st.integers(at(1), at(9)).map(lambda moment: moment - moment % (HOUR // 2))
several = st.lists(st.sampled_from(AREAS), min_size=1, max_size=4, unique=True)
fitted = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def one_by_one(pairs: Sequence[Pair], area: int, scope: Scope) -> dict[Pair, int]:
    """Every posting looked at by itself."""
    booked = rows("SELECT series, path, at, position, key, value FROM figure_posting")
    paths = paths_of(area, scope.as_of, tree())
    found = {}
    for name, member in pairs:
        figure = CATALOGUE.figures[name]
        series = {series_number(name, part) for part in within(name, member)}
        mine = [
            (key, value)
            for number, path, moment, position, key, value in booked
            if number in series
            and moment <= scope.as_of
            and (scope.known_at is None or position <= scope.known_at)
            and (path in paths if figure.own else path.startswith(paths))
        ]
        keys: dict[int, int] = defaultdict(int)
        for key, value in mine:
            keys[key] += value
        counted = sum(value > 0 for value in keys.values())
        found[name, member] = counted if figure.distinct else sum(value for _, value in mine)
    return found


@fitted
@given(several, moments, st.sampled_from([None, 5, 12]))
def test_areas_add_up_to_their_postings(days: None, codes: list[str], as_of: int, known_at: int | None) -> None:
    areas, scope = [tree().need(code).id for code in codes], Scope(0, as_of, known_at)
    distinct = [pair for pair in every_pair() if CATALOGUE.figures[pair[0]].distinct]
    plain = [pair for pair in every_pair() if pair not in distinct]
    ground = Ground(areas, as_of, tree())
    sums, counts = ground.sums(plain, scope), ground.counts(distinct, scope)
    assert {area: sums[area] | counts[area] for area in areas} == {
        area: one_by_one([*plain, *distinct], area, scope) for area in areas
    }


@fitted
@given(several, moments)
def test_a_moment_within_a_day_is_told_from_where_the_day_ends(days: None, codes: list[str], as_of: int) -> None:
    areas = [tree().need(code).id for code in codes]
    pairs = [pair for pair in every_pair() if not CATALOGUE.figures[pair[0]].share]
    told = spread(pairs, below=tree().need(COUNTY).id, areas=areas, scope=Scope(0, as_of))
    for area in areas:
        assert told[area] == values(pairs, area=area, as_of=as_of)
        slow = one_by_one(pairs, area, Scope(area, as_of))
        mine = {(one.name, one.member): one.value for one in told[area] if one.value is not None}
        assert mine == {pair: slow[pair] for pair in mine}


@pytest.mark.parametrize("many", [1, 10**9])
@pytest.mark.parametrize("code", [COUNTY, TOWN, EAST])
def test_the_lines_behind_much_are_those_behind_little(
    days: None, monkeypatch: pytest.MonkeyPatch, many: int, code: str
) -> None:
    monkeypatch.setattr("gridward.figure.explain.MANY", many)
    assert LATEST < 7
    for name in ("toy.cars", "toy.covered"):
        scope = Scope(tree().need(code).id, NOW)
        behind = sorted(entries(name, "", scope=scope), key=lambda one: (-one.at, -one.position))
        lines = Lines(name, "", scope=scope)
        assert lines.count() == len(behind)
        assert [one for offset in range(0, len(behind), 2) for one in lines.page(limit=2, offset=offset)] == behind
