"""Whoever states what cannot be is told in one line what to state instead."""

import pytest

from gridward.kit.clock import parse
from gridward.kit.text import Text
from gridward.plug.imagine import Fact
from gridward.scenario.instead import instead

pytestmark = pytest.mark.no_database


def fact(name: str, value: int | None, day: int = 10, *, share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, value, share, "", "=", parse(f"2020-02-{day:02}"), "", "")


def told(*facts: Fact, expected: int | None = None) -> Text:
    return instead(facts[-1], facts, expected=expected)


def test_a_number_that_the_map_makes_names_the_map() -> None:
    said = told(fact("supervision.to_cover[village]", 9))
    assert "children" in said.zh
    assert said.en.startswith("supervision.to_cover[village]: follows from the map")


def test_a_share_of_nothing_names_what_it_would_be_a_share_of() -> None:
    assert "followup.found[hubei]" in told(fact("followup.controlled[hubei]", None, share=1.0), expected=0).en


def test_a_number_that_fell_names_the_earlier_one() -> None:
    said = told(fact("clinic.ili", 40, 3), fact("clinic.ili", 30))
    assert "2020-02-03" in said.en
    assert "40" in said.zh


def test_anything_else_is_to_be_checked() -> None:
    assert "cannot be true together" in told(fact("screening.rounds", 40)).en
