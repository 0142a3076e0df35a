"""What a scenario file states beside its facts: people, households and areas, put as facts to be checked with them."""

from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact
from gridward.scenario.scenario import Scenario
from gridward.scenario.tree import counts
from gridward.scenario.world import Town

SOURCE = "scenario.toml"


def given(scenario: Scenario, place: Town) -> list[Fact]:
    """Population, households and the number of areas of each level, where this installation has figures for them."""
    found = [
        _fact(scenario, "grid.population", "", scenario.population, f"population = {scenario.population}"),
        _fact(scenario, "grid.households", "", scenario.households, f"households = {scenario.households}"),
        _fact(scenario, "roll.households", "", scenario.households, f"households = {scenario.households}"),
        _fact(scenario, "screening.households", "", scenario.households, f"households = {scenario.households}"),
    ]
    number = counts(place.planned)
    areas = CATALOGUE.figures.get("grid.areas")
    for member in areas.members if areas else ():
        if member.code != "place":
            text = f"[area] {member.code} = {number[member.code]}"
            found.append(_fact(scenario, "grid.areas", member.code, number[member.code], text))
    return [fact for fact in found if fact.figure in CATALOGUE.figures]


def _fact(scenario: Scenario, figure: str, member: str, value: int, text: str) -> Fact:
    return Fact(figure, member, value, None, "", "=", scenario.end, SOURCE, text)
