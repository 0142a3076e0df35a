"""Positions: how far, what lies in a box, what is no position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.grid.position import OUTSIDE, SWAPPED, UNREADABLE, Position, box, fault, metres, read
from gridward.kit.text import Text

BEIJING, TIANJIN = Position(39_904_200, 116_407_400), Position(39_343_400, 117_361_600)
latitudes, longitudes = st.integers(3_000_000, 54_000_000), st.integers(73_000_000, 136_000_000)


def test_known_distances() -> None:
    assert metres(BEIJING, BEIJING) == 0
    assert metres(BEIJING, TIANJIN) == pytest.approx(102_800, rel=0.005)
    assert metres(Position(36_800_000, 117_800_000), Position(36_800_900, 117_800_000)) == pytest.approx(100, abs=1)


@given(latitudes, longitudes, st.integers(-200_000, 200_000), st.integers(-200_000, 200_000), st.integers(1, 15_000))
def test_a_box_holds_whatever_is_near_enough(north: int, east: int, up: int, along: int, within: int) -> None:
    here, there = Position(north, east), Position(north + up, east + along)
    assert metres(here, there) == pytest.approx(metres(there, here))
    if metres(here, there) <= within:
        assert box(here, within).holds(there)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("36.8,117.8", Position(36_800_000, 117_800_000)),
        (" 36.8，117.8 ", Position(36_800_000, 117_800_000)),
        ("36.8 117.8", Position(36_800_000, 117_800_000)),
        ("117.8,36.8", SWAPPED),
        ("40.7,-74.0", OUTSIDE),
        ("0,0", OUTSIDE),
        ("NaN,1", UNREADABLE),
        ("36.8", UNREADABLE),
        ("", UNREADABLE),
        ("36.8,117.8,1", UNREADABLE),
        ("9" * 400, UNREADABLE),
    ],
)
def test_positions_as_people_write_them(text: str, found: Position | Text) -> None:
    assert read(text) == found


def test_what_is_wrong_is_said_once() -> None:
    assert fault(BEIJING) is None
    assert fault(Position(116_407_400, 39_904_200)) is SWAPPED
