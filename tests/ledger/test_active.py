"""Which entries count is a function of the set: no order of arrival can matter."""

from typing import NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ledger.active import chains, tip, tips

pytestmark = [pytest.mark.no_database, pytest.mark.kernel]


class One(NamedTuple):
    """An entry as far as its chain is concerned."""

    position: int
    uuid: UUID
    replaces: int | None
    root: int | None


@st.composite
def chain(draw: st.DrawFn) -> list[One]:
    """A root and corrections, each of some entry before it; ids in any order."""
    ids = draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=8, unique=True))
    links = [One(1, UUID(int=ids[0]), None, None)]
    for position, number in enumerate(ids[1:], start=2):
        links.append(One(position, UUID(int=number), draw(st.integers(1, position - 1)), 1))
    return links


@given(chain(), st.randoms())
def test_the_tip_does_not_depend_on_the_order(links: list[One], chance: object) -> None:
    shuffled = links[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tip(links) == tip(shuffled)
    assert tips(links) == tips(shuffled)


@given(chain())
def test_the_tip_is_the_latest_made_that_nothing_replaces(links: list[One]) -> None:
    open_ends = [one for one in links if all(other.replaces != one.position for other in links)]
    assert tips(links) == sorted(open_ends, key=lambda one: one.uuid, reverse=True)
    found = tip(links)
    assert found is not None
    assert all(found.uuid >= one.uuid for one in open_ends)


@given(chain())
def test_every_correction_belongs_to_the_chain_of_its_first_entry(links: list[One]) -> None:
    alone = One(99, UUID(int=10**7), None, None)
    assert chains([*links, alone]) == {1: links, 99: [alone]}


def test_nothing_has_no_tip() -> None:
    assert tip([]) is None
