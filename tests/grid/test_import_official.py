"""Official areas become openings that the map can draw, parents first."""

import pytest

from gridward.grid.import_official import bodies
from gridward.kit.errors import Refusal

pytestmark = pytest.mark.no_database


def test_a_town_brings_its_villages_after_itself() -> None:
    town, *villages = bodies("371681101")
    assert town == {"action": "open", "code": "371681101", "level": "town", "name_zh": "长山镇"}
    assert {body["parent"] for body in villages} == {"371681101"}
    assert {body["level"] for body in villages} <= {"village", "community"}
    assert len({body["code"] for body in villages}) == len(villages) > 100


def test_every_parent_of_a_county_comes_first_and_the_root_may_lie_in_something() -> None:
    seen = {"37"}
    for body in bodies("371681", parent="37"):
        assert body["parent"] in seen
        seen.add(body["code"])
    assert len(list(bodies("371681", depth=1))) == 1


@pytest.mark.parametrize(("code", "field"), [("37", "code"), ("3716", "code"), ("371681999", "area")])
def test_more_than_a_county_or_an_unknown_code_is_refused(code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        list(bodies(code))
    assert refused.value.reasons[0].field == field
