"""Many areas or many days at once give what one after the other gives."""

import pytest

from gridward.figure.fold import catch_up
from gridward.figure.spread import spread
from gridward.figure.trends import trends
from gridward.figure.value import Scope, every_pair, values
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, last_moment
from tests.console.cast import stir
from tests.toy.node import COUNTY, EAST, NOW, TOWN, at, entry, send

MOMENTS = [last_moment(day_of(at(4))), at(4, 9.5), last_moment(day_of(at(2))), NOW]


@pytest.fixture
def days(toy: None) -> None:
    """Some days of entries, one of them voided and one moved to another village."""
    stir()
    send(entry(200, "toy.cars", EAST, at(4, 9), None, replaces=_id(102)))
    send(entry(201, "toy.stay", "371681103201", at(7), {"measure": "site"}, subject={"kind": "person", "ref": "Li"}))
    catch_up()


def _id(number: int) -> str:
    return str(entry(number, "", "", NOW, None)["id"])


@pytest.mark.parametrize("as_of", MOMENTS)
@pytest.mark.parametrize("known_at", [None, 12])
@pytest.mark.parametrize("code", [COUNTY, TOWN])
def test_areas(days: None, as_of: int, known_at: int | None, code: str) -> None:
    node = tree().need(code)
    below = [child.id for child in tree().children(node.id)]
    found = spread(every_pair(), below=node.id, areas=below, scope=Scope(node.id, as_of, known_at))
    assert found == {area: values(None, area=area, as_of=as_of, known_at=known_at) for area in below}


@pytest.mark.parametrize("known_at", [None, 12])
@pytest.mark.parametrize("code", [COUNTY, TOWN, EAST])
def test_days(days: None, known_at: int | None, code: str) -> None:
    area = tree().need(code).id
    span = [day_of(at(number)) for number in range(1, 9)]
    pairs = [(one.name, one.member) for one in values(None, area=area, as_of=NOW) if one.value is not None]
    found = trends(pairs, area=area, days=span, known_at=known_at)
    for number, day in enumerate(span):
        told = values(pairs, area=area, as_of=last_moment(day), known_at=known_at)
        assert {pair: found[pair][number] for pair in pairs} == {(one.name, one.member): one.value for one in told}
