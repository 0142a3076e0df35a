"""In any history: parts make up the whole, entries make up the value, and nothing exceeds what it never may."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.figure import explain, rebuild
from gridward.figure.fold import catch_up
from gridward.figure.value import Pair, Scope, Value, every_pair, values
from gridward.grid.tree import tree
from gridward.kit.clock import parse
from gridward.ledger.head import stand
from gridward.ledger.listing import Wanted, page
from gridward.ledger.verify import verify
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from tests.contracts.bodies import Wire
from tests.contracts.histories import histories
from tests.toy.node import COUNTY, EAST, TOWN, example, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]

DOMAINS = [name for name, domain in CATALOGUE.domains.items() if domain.kinds and domain.figures]
EVERY_DOMAIN = pytest.mark.parametrize("domain", DOMAINS)
TRIED = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
MIDDAY, END = parse("2020-02-10T12:00:00+08:00"), parse("2020-03-01")


def took(wires: list[Wire]) -> None:
    """Hand the history in, a few at a time, and fold it: when all is here, all of it counts."""
    for first in range(0, len(wires), 3):
        send(*wires[first : first + 3])
    assert page(Wanted(held=True)).rows == []
    catch_up()


def read(domain: str, code: str, as_of: int, known_at: int | None = None) -> list[Value]:
    """The domain's figures with all their members, at an area and moment."""
    names = {figure.name for figure in CATALOGUE.domains[domain].figures}
    pairs = [pair for pair in every_pair() if pair[0] in names]
    return values(pairs, area=tree().need(code).id, as_of=as_of, known_at=known_at)


@EVERY_DOMAIN
@TRIED
@given(data=st.data())
def test_figures_agree_in_any_history(domain: str, data: st.DataObject) -> None:
    with example():
        took(data.draw(histories(domain)))
        head = stand().position
        for code in (COUNTY, TOWN, EAST):
            for as_of in (MIDDAY, END):
                found = read(domain, code, as_of)
                assert found == read(domain, code, as_of, head), "known at the head is what is known"
                by_pair = {(value.name, value.member): value.value or 0 for value in found}
                scope = Scope(tree().need(code).id, as_of)
                for pair in by_pair:
                    entries_make_up_the_value(pair, by_pair, scope)
                for figure in CATALOGUE.domains[domain].figures:
                    members_make_up_the_figure(figure, by_pair)
                    nothing_exceeds_what_it_never_may(figure, by_pair)
            for pair in by_pair:
                parts_make_up_the_whole(pair, by_pair, Scope(tree().need(code).id, END))


def entries_make_up_the_value(pair: Pair, found: dict[Pair, int], scope: Scope) -> None:
    if not found[pair]:
        return
    booked = list(explain.entries(*pair, scope=scope))
    assert explain.Lines(*pair, scope=scope).count() == len(booked), pair
    if CATALOGUE.figures[pair[0]].distinct:
        keys: Counter[int | None] = Counter()
        for one in booked:
            keys[one.key] += one.value
        assert found[pair] == sum(total > 0 for total in keys.values()), pair
    else:
        assert found[pair] == sum(one.value for one in booked), pair


def parts_make_up_the_whole(pair: Pair, found: dict[Pair, int], scope: Scope) -> None:
    figure = CATALOGUE.figures[pair[0]]
    if not found[pair] or figure.distinct or figure.own:
        return
    here = sum(one.value for one in explain.entries(*pair, scope=scope) if one.area == scope.area)
    below = sum(part.value or 0 for _, part in explain.breakdown(*pair, scope=scope))
    assert found[pair] == here + below, pair


def members_make_up_the_figure(figure: Figure, found: dict[Pair, int]) -> None:
    for parent in {member.parent for member in figure.members if member.parent}:
        parts = [found[figure.name, one.code] for one in figure.members if one.parent == parent]
        if figure.distinct:
            assert max(parts) <= found[figure.name, parent] or figure.kind == "stock", (figure.name, parent)
        elif figure.kind == "flow":
            assert sum(parts) <= found[figure.name, parent], (figure.name, parent)


def nothing_exceeds_what_it_never_may(figure: Figure, found: dict[Pair, int]) -> None:
    """Where that follows from the entries themselves: both figures read the same ones in the same way."""
    most = CATALOGUE.figures.get(figure.at_most)
    if most is None or figure.own or figure.kind != most.kind or set(figure.of) != set(most.of):
        return
    shared = {"", *(member.code for member in figure.members)} & {"", *(member.code for member in most.members)}
    for code in shared:
        if (figure.name, code) in found and (most.name, code) in found:
            assert found[figure.name, code] <= found[most.name, code], (figure.name, code)


@EVERY_DOMAIN
@TRIED
@given(data=st.data())
def test_step_by_step_is_from_scratch(domain: str, data: st.DataObject) -> None:
    with example():
        took(data.draw(histories(domain)))
        assert rebuild.check() == []
        assert verify() == []


@EVERY_DOMAIN
@TRIED
@given(data=st.data())
def test_the_order_of_arrival_does_not_matter(domain: str, data: st.DataObject) -> None:
    wires = data.draw(histories(domain))
    found = []
    for order in (wires, data.draw(st.permutations(wires))):
        with example():
            send(*order)
            catch_up()
            found.append([(value.name, value.member, value.value) for value in read(domain, COUNTY, END)])
    assert found[0] == found[1]
