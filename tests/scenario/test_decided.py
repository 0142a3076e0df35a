"""What facts leave open is decided once for all names and parts of a number, before anybody imagines."""

import pytest

from gridward.kit.clock import parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact, Facts
from gridward.scenario.decided import decided
from gridward.scenario.facts import contradictions

pytestmark = pytest.mark.no_database


def fact(name: str, value: int | None, day: str = "2020-02-10", q: str = "=", share: float | None = None) -> Fact:
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, value, share, "", q, parse(day), "", "")


def value(facts: Facts, name: str) -> int | None:
    figure, _, member = name.rstrip("]").partition("[")
    return next((one.value for one in facts.of(figure, member)), None)


def test_a_number_under_two_names_is_one_number() -> None:
    told = decided(
        Facts((fact("mobilisation.members[volunteer]", 120, q=">="), fact("mobilisation.volunteers", 127))),
        catalogue=CATALOGUE,
    )
    assert value(told, "mobilisation.members[volunteer]") == value(told, "mobilisation.volunteers") == 127


def test_stating_one_name_states_the_other() -> None:
    told = decided(Facts((fact("sanitation.shops", 34),)), catalogue=CATALOGUE)
    assert value(told, "sanitation.sites[shop]") == 34


def test_what_is_left_of_a_sum_is_told() -> None:
    told = decided(Facts((fact("reporting.received", 17), fact("reporting.late", 2))), catalogue=CATALOGUE)
    assert value(told, "reporting.on_time") == 15


def test_two_names_with_two_numbers_contradict_each_other() -> None:
    (reason,) = contradictions(
        [fact("mobilisation.cadres", 40), fact("mobilisation.members[cadre]", 41)], catalogue=CATALOGUE
    )
    assert "mobilisation.cadres" in reason.text.en
    assert "mobilisation.members[cadre]" in reason.text.en


def test_more_may_have_come_from_a_province_than_from_its_city() -> None:
    facts = [fact("screening.arrivals[hubei]", 63), fact("screening.arrivals[wuhan]", 21)]
    assert contradictions(facts, catalogue=CATALOGUE) == []


def test_what_is_open_grows_by_no_more_than_what_happens() -> None:
    facts = (
        fact("command.incidents", 43, "2020-02-09"),
        fact("command.incidents_open", 41, "2020-02-09"),
        fact("command.incidents", 43),
        fact("command.incidents_open", 40, q=">="),
    )
    told = decided(Facts(facts), catalogue=CATALOGUE)
    last = told.of("command.incidents_open")[-1].value
    assert last is not None
    assert 40 <= last <= 41
