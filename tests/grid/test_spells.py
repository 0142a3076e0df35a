"""An area's history follows from the set of what was told of it, whatever arrived first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.grid.spells import Change, Spell, codes, memberships, spells
from gridward.kit.ids import repeatable

pytestmark = pytest.mark.no_database

ACTIONS = ("open", "change", "move", "close")


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Any set of changes of one area, also senseless ones."""
    return [
        Change(
            source=repeatable(f"c{number}"),
            area=9,
            at=draw(st.integers(0, 8)),
            action=draw(st.sampled_from(ACTIONS)),
            parent=draw(st.none() | st.integers(1, 4)),
            heir=draw(st.none() | st.integers(5, 6)),
            name_zh=draw(st.none() | st.sampled_from("甲乙丙")),
            code=draw(st.none() | st.sampled_from(("a", "b"))),
            members=draw(st.none() | st.lists(st.integers(1, 3), unique=True).map(tuple)),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


@given(histories(), st.randoms())
def test_any_order_of_arrival_gives_the_same_history(changes: list[Change], random: object) -> None:
    shuffled = list(changes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spells(shuffled) == spells(changes)
    assert memberships(shuffled) == memberships(changes)
    assert list(codes(shuffled).items()) == list(codes(changes).items())


@given(histories())
def test_spells_follow_on_one_another_and_differ(changes: list[Change]) -> None:
    found = spells(changes)
    assert bool(found) == any(one.action == "open" for one in changes)
    for one, following in pairwise(found):
        assert one.to_at == following.from_at > one.from_at
        assert one[2:] != following[2:]
    if found:
        assert found[-1].to_at is None
        assert found[0].from_at == min(one.at for one in changes if one.action == "open")


@given(histories(), st.integers(0, 9))
def test_the_state_of_a_moment_depends_only_on_what_was_told_for_it_or_before(changes: list[Change], at: int) -> None:
    def state(found: tuple[Spell, ...]) -> tuple[object, ...] | None:
        holding = [one for one in found if one.from_at <= at and (one.to_at is None or at < one.to_at)]
        return holding[0][2:] if holding else None

    assert state(spells(changes)) == state(spells(one for one in changes if one.at <= at))


def test_opened_moved_renamed_closed_with_an_heir_and_opened_again() -> None:
    def told(at: int, action: str, **values: object) -> Change:
        return Change(source=repeatable(f"{at}"), area=9, at=at, action=action, **values)  # type: ignore[arg-type]

    found = spells(
        [
            told(40, "close", heir=3),
            told(10, "open", parent=1, level="village", name_zh="甲"),
            told(20, "move", parent=2),
            told(30, "change", name_zh="乙"),
            told(50, "open"),
        ]
    )
    assert [(one.from_at, one.to_at, one.is_open, one.parent, one.name_zh) for one in found] == [
        (10, 20, True, 1, "甲"),
        (20, 30, True, 2, "甲"),
        (30, 40, True, 2, "乙"),
        (40, 50, False, 3, "乙"),
        (50, None, True, 2, "乙"),
    ]


def test_members_end_when_the_work_area_closes_or_lists_others() -> None:
    def told(at: int, action: str, members: tuple[int, ...] | None = None) -> Change:
        return Change(source=repeatable(f"{at}"), area=9, at=at, action=action, members=members)  # type: ignore[arg-type]

    found = memberships([told(1, "open", (1, 2)), told(5, "change", (2, 3)), told(9, "close")])
    assert found == ((1, 1, 5), (2, 1, 9), (3, 5, 9))
