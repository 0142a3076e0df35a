"""Towns, counties and zones, official or not: their areas, codes and how the added ones are spread."""

from collections import Counter
from itertools import pairwise

import pytest

from gridward.kit.errors import Refusal
from gridward.scenario.read import parse
from gridward.scenario.scenario import LEVELS, Scenario
from gridward.scenario.tree import Planned, areas, counts, dwellings
from tests.scenario.town import KNOWN, RIGHT

pytestmark = pytest.mark.no_database


def town(area: str, more: str = "") -> Scenario:
    head = RIGHT[: RIGHT.index("[area]")]
    return parse(f"{head}[area]\n{area}\n{more}".encode(), known=KNOWN)


def areas_fact(member: str, value: int) -> str:
    return f'[[fact]]\nfigure = "grid.areas"\nmember = "{member}"\nvalue = {value}\nas_of = 2020-02-10\n'


def well_made(found: tuple[Planned, ...]) -> bool:
    """Codes are unique, parents come before their children and lie higher, members are areas."""
    seen: dict[str, Planned] = {}
    for area in found:
        assert area.code not in seen
        assert (area.parent in seen) == bool(seen)
        if area.parent and area.level != "work_area":
            assert LEVELS[seen[area.parent].level] <= LEVELS[area.level]
        assert set(area.members) <= seen.keys()
        seen[area.code] = area
    return True


def test_an_official_town_brings_its_villages() -> None:
    found = areas(town('code = "371681101"\nlevel = "town"\nchildren = { community = 8, work_area = 10 }'))
    assert well_made(found)
    assert counts(found) == {"town": 1, "village": 110, "community": 8, "work_area": 10}
    assert found[0].code == "371681101"
    assert "371681101.community8" in {area.code for area in found}
    overlays = [area for area in found if area.level == "work_area"]
    assert [len(area.members) for area in overlays] == [11] * 10
    assert len({member for area in overlays for member in area.members}) == 110
    assert len(dwellings(found)) == 118


def test_an_official_zone_with_three_levels_of_grids() -> None:
    found = areas(town('code = "150271"\nchildren = { grid_large = 3, grid_medium = 15, grid_small = 36 }'))
    assert well_made(found)
    assert (counts(found)["subdistrict"], counts(found)["town"]) == (2, 1)
    level = {area.code: area.level for area in found}
    under = Counter(area.parent for area in found if area.level == "grid_medium")
    assert set(under.values()) == {5}
    assert {level[code] for code in under} == {"grid_large"}
    small = Counter(area.parent for area in found if area.level == "grid_small")
    assert {level[code] for code in small} == {"grid_medium"}
    assert set(small.values()) == {2, 3}


def test_an_official_county_brings_towns_and_villages() -> None:
    found = areas(town('code = "130430"\nlevel = "county"'))
    assert well_made(found)
    assert counts(found)["town"] == 7
    assert counts(found)["village"] + counts(found)["community"] == 225


@pytest.mark.parametrize("level", [level for level in LEVELS if level != "work_area"])
def test_any_level_without_a_code(level: str) -> None:
    below = [name for name in LEVELS if LEVELS[name] > LEVELS[level] and name != "work_area"]
    found = areas(
        town(f'name = "某地"\nlevel = "{level}"\nchildren = {{ {", ".join(f"{name} = 3" for name in below)} }}')
    )
    assert well_made(found)
    assert found[0].code == "a-town-2020"
    assert counts(found) == {level: 1} | dict.fromkeys(below, 3)
    assert dwellings(found)


def test_areas_are_spread_evenly() -> None:
    found = areas(town('name = "某县"\nlevel = "county"\nchildren = { town = 4, village = 10, grid_small = 25 }'))
    assert well_made(found)
    for level in ("village", "grid_small"):
        sizes = sorted(Counter(area.parent for area in found if area.level == level).values())
        assert sizes[-1] - sizes[0] <= 1
    assert all(later.code > "" for _, later in pairwise(found))


def test_an_area_may_have_no_areas_below() -> None:
    found = areas(town('name = "某村"\nlevel = "village"'))
    assert [area.level for area in found] == ["village"]
    assert dwellings(found) == found


def test_the_document_knows_better_than_the_official_list_how_many_villages_there_were() -> None:
    more = areas(town('code = "371681101"', areas_fact("village", 112)))
    assert counts(more)["village"] == 112
    assert [area.code for area in more if "." in area.code] == ["371681101.village1", "371681101.village2"]
    fewer = areas(town('code = "371681101"', areas_fact("village", 108)))
    assert counts(fewer)["village"] == 108
    assert well_made(more)
    assert well_made(fewer)


def test_work_areas_of_a_fact_are_made_too() -> None:
    assert counts(areas(town('code = "371681101"', areas_fact("work_area", 10))))["work_area"] == 10


def test_areas_that_do_not_lie_in_the_root_are_not_made() -> None:
    village = town('name = "某村"\nlevel = "village"', areas_fact("community", 3))
    assert counts(areas(village)) == {"village": 1}


def test_another_code_finds_every_official_area() -> None:
    found = areas(town('code = "371681101"\nknown_as = "371681102"\nchildren = { community = 1 }'))
    assert found[0].known_as == "371681102"
    assert {area.known_as for area in found if area.code == "371681101203"} == {"371681102203"}
    assert [area.known_as for area in found if area.level == "community"] == [""]


@pytest.mark.parametrize("name", ["邹平长山镇", "长山镇"])
def test_a_neighbours_code_is_seen_through_by_the_name(name: str) -> None:
    found = areas(town(f'code = "371681102"\nname = {{ zh = "{name}", en = "Changshan" }}'))
    assert (found[0].code, found[0].known_as) == ("371681101", "371681102")
    assert counts(found)["village"] == 110


@pytest.mark.parametrize("name", ["魏桥镇", "某镇"])
def test_a_name_that_speaks_of_no_neighbour_leaves_the_code_alone(name: str) -> None:
    found = areas(town(f'code = "371681102"\nname = {{ zh = "{name}", en = "Some town" }}'))
    assert (found[0].code, found[0].known_as) == ("371681102", "")


def test_an_unknown_code_is_refused_with_near_ones() -> None:
    with pytest.raises(Refusal, match="near it"):
        town('code = "371681199"\nlevel = "town"')
