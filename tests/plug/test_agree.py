"""Numbers told at each other's moments: wholes, parts and growth that all come true together."""

import pytest

from gridward.kit.text import Text
from gridward.plug.agree import Limits, Whole, agreed, valued
from gridward.plug.figure import Figure, Member
from gridward.plug.imagine import Fact, Facts
from gridward.plug.table import Row

pytestmark = pytest.mark.no_database

AT = (10, 20, 30)


def figure(name: str, *codes: str, kind: str = "flow", at_most: str = "") -> Figure:
    members = tuple(Member(code=code, label=Text(code, code)) for code in codes)
    return Figure(
        name=name,
        label=Text(name, name),
        unit="",
        of=(),
        lines=lambda _: (),
        members=members,
        at_most=at_most,
        kind=kind,  # type: ignore[arg-type]
    )


def told(facts: Facts, name: str, member: str = "") -> list[int | None]:
    return [fact.value for fact in facts.of(name, member)]


def fact(name: str, value: int, at: int, member: str = "", qualifier: str = "=") -> Fact:
    return Fact(name, member, value, None, "", qualifier, at, "", "")


def test_a_plan_that_meets_everything_stays_as_it_is() -> None:
    found = agreed(
        Facts((fact("cars", 9, 30),)), AT, ((figure("cars", "in", "out"), {"in": [1, 2, 5], "out": [1, 2, 4]}),)
    )
    assert told(found, "cars", "in") == [1, 2, 5]
    assert told(found, "cars") == [2, 4, 9]


def test_a_part_gives_way_to_the_whole_and_no_flow_falls() -> None:
    facts = Facts((fact("cars", 3, 20), fact("cars", 2, 10, "out")))
    found = agreed(facts, AT, ((figure("cars", "in", "out"), {"in": [4, 8, 8], "out": [2, 2, 2]}),))
    assert told(found, "cars", "in") == [1, 1, 8]
    assert told(found, "cars", "out") == [2, 2, 2]


def test_what_is_part_of_another_number_never_grows_faster() -> None:
    cars, back = figure("cars"), figure("back", at_most="cars")
    facts = Facts((fact("cars", 10, 10), fact("cars", 12, 20), fact("back", 5, 20)))
    found = agreed(facts, AT, ((cars, {"": [10, 12, 12]}), (back, {"": [0, 5, 5]})))
    assert told(found, "back") == [3, 5, 5]


def test_parts_of_different_figures_are_apart() -> None:
    persons = figure("persons")
    back, held = figure("back", at_most="persons"), figure("held", at_most="persons")
    apart = Whole(("persons", ""), (("back", ""), ("held", "")), grows=True)
    facts = Facts((fact("persons", 5, 10), fact("held", 4, 10)))
    plans = (persons, {"": [5, 5, 5]}), (back, {"": [3, 3, 3]}), (held, {"": [4, 4, 4]})
    assert told(agreed(facts, AT, plans, Limits(wholes=(apart,))), "back") == [1, 1, 1]


def test_stocks_may_fall_unless_they_are_said_to_rise() -> None:
    posts = figure("posts", kind="stock")
    facts = Facts((fact("posts", 4, 10),))
    assert told(agreed(facts, AT, ((posts, {"": [4, 2, 1]}),)), "posts") == [4, 2, 1]
    assert told(agreed(facts, AT, ((posts, {"": [4, 2, 1]}),), Limits(rising=("posts",))), "posts") == [4, 4, 4]


def test_rows_and_bounds_of_ones_own_are_kept() -> None:
    posts, cars = figure("posts", "a", "b", kind="stock"), figure("cars")
    row = Row((("posts", "a", 1),), (("cars", "", 1),))
    found = agreed(
        Facts((fact("cars", 2, 20),)),
        AT,
        ((posts, {"a": [0, 0, 0], "b": [7, 7, 7]}), (cars, {"": [0, 2, 2]})),
        Limits(rows=(row,), least={("posts", "a", 0): 1}, most={("posts", "b"): 3}),
    )
    assert told(found, "posts", "a") == [1, 2, 0]
    assert told(found, "posts", "b") == [3, 3, 3]


def test_what_contradicts_itself_is_left_as_it_was() -> None:
    facts = Facts((fact("cars", 3, 10), fact("cars", 2, 20)))
    assert agreed(facts, AT, ((figure("cars"), {"": [1, 2, 3]}),)) is facts


def test_a_share_is_one_of_the_whole_at_that_moment() -> None:
    share = Fact("signed", "in", None, 0.5, "", "=", 20, "", "")
    found = valued(Facts((share,)), figure("signed", "in", "out"), {"in": [0, 8, 2], "out": [9, 9, 9]}, AT)
    assert told(found, "signed", "in") == [4]
