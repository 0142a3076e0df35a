"""A whole and its own members, stated at different moments, are settled so that one history meets all."""

import pytest

from gridward.kit.text import Text
from gridward.plug.course import Planner
from gridward.plug.figure import Figure, Member
from gridward.plug.imagine import Fact, Facts
from gridward.plug.settle import parted

pytestmark = pytest.mark.no_database

FIGURE = Figure(
    name="x.loads",
    label=Text("车", "Loads"),
    unit="t",
    of=("x.load",),
    lines=lambda entries: (),
    members=(Member(code="a", label=Text("甲", "A")), Member(code="b", label=Text("乙", "B"))),
)


def fact(member: str, number: int, at: int) -> Fact:
    return Fact("x.loads", member, number, None, "", "=", at, "", "")


def test_a_part_leaves_room_for_the_rest_at_the_moment_of_the_whole() -> None:
    stated = Facts((fact("", 8, 164), fact("", 8, 195), fact("a", 4, 195)))
    courses = Planner(FIGURE, parted(stated, FIGURE, start=0), (164, 195), start=0, usual={"a": 9, "b": 9}).courses()
    assert [sum(values) for values in zip(*courses.values(), strict=True)] == [8, 8]
    assert courses["a"][-1] == 4
    assert all(course == sorted(course) for course in courses.values())


def test_other_figures_are_left_alone() -> None:
    other = Fact("y.z", "a", 3, None, "", "=", 5, "", "")
    assert parted(Facts((other, fact("a", 1, 9))), FIGURE, start=0).facts == (other, fact("a", 1, 9))
