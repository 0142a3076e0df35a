"""The town before anything happened: as many people and households as stated, everywhere, the same each time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kit import clock
from gridward.scenario.read import parse
from gridward.scenario.scenario import Scenario
from gridward.scenario.world import shared, town
from tests.scenario.town import KNOWN, RIGHT

pytestmark = pytest.mark.no_database


def scenario(**changes: str) -> Scenario:
    text = RIGHT
    for old, new in changes.items():
        text = text.replace(old, new)
    return parse(text.encode(), known=KNOWN)


def test_people_and_households_are_as_stated() -> None:
    made = town(scenario())
    homes = [home for found in made.world.homes.values() for home in found]
    assert len(homes) == 303
    assert sum(len(home.residents) for home in homes) == 1000
    assert min(len(home.residents) for home in homes) >= 1
    assert len({ref for home in homes for ref in home.residents}) == 1000
    assert set(made.world.homes) == {spot.code for spot in made.world.at("village", "community")}
    assert sum(made.people(code) for code in made.world.homes) == 1000
    assert len({len(found) for found in made.world.homes.values()}) > 1


def test_the_same_file_gives_the_same_town_and_another_seed_another() -> None:
    assert town(scenario()) == town(scenario())
    assert town(scenario()).world.homes != town(scenario(population="random_seed = 2\npopulation")).world.homes


def test_a_hamlet_smaller_than_its_areas_is_a_town_too() -> None:
    made = town(scenario(**{"population = 1000": "population = 3\nhouseholds = 2"}))
    assert sum(len(found) for found in made.world.homes.values()) == 2
    assert sum(len(home.residents) for found in made.world.homes.values() for home in found) == 3


def test_each_day_has_its_pack() -> None:
    packs = '[[packs]]\nid = "cn-covid-e2"\nfrom = 2020-01-22\n[[packs]]\nid = "cn-covid-e4"\nfrom = 2020-02-07\n[area]'
    made = town(scenario(**{'pack = "cn-covid-e4"': "", "[area]": packs}))
    of = {clock.date_of(day).isoformat(): pack for day, pack in made.world.pack_of.items()}
    assert (min(of), max(of)) == ("2020-01-22", "2020-02-10")
    assert (of["2020-02-06"], of["2020-02-07"]) == ("cn-covid-e2", "cn-covid-e4")


@given(st.integers(0, 5000), st.lists(st.floats(0.01, 100), min_size=1, max_size=60))
def test_shares_are_whole_and_add_up(total: int, weights: list[float]) -> None:
    parts = shared(total, weights)
    assert sum(parts) == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < 1.0001 for part, share in zip(parts, exact, strict=True))
