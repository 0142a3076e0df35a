"""Which two may be one, and why; a contradiction ends it."""

from typing import Any

import pytest

from gridward.roll.likeness import ENOUGH, likeness, provisional

pytestmark = pytest.mark.no_database

ID_NO, OTHER = "11010519491231002X", "440524188001010014"


@pytest.mark.parametrize(
    ("one", "other", "together", "proposed"),
    [
        ({"name": "测试甲", "id_no": ID_NO}, {"name": "测试大甲", "id_no": ID_NO}, False, True),
        ({"name": "测试甲", "id_no": ID_NO}, {"name": "另一人", "id_no": ID_NO}, False, True),
        ({"name": "测试甲", "birth": "1949-12-31"}, {"name": "测试甲", "birth": "1949-12-31"}, True, True),
        ({"name": "测试甲", "phone": "13800000001"}, {"name": "测试 甲", "phone": "+86 138 0000 0001"}, False, True),
        ({"name": "测试甲", "phone": "13800000001"}, {"name": "王五", "phone": "13800000001"}, True, False),
        ({"name": "测试甲"}, {"name": "测试甲"}, True, True),
        ({"name": "测试甲"}, {"name": "测试甲"}, False, False),
        ({"name": "测试甲", "id_no": ID_NO}, {"name": "测试甲", "id_no": OTHER}, True, False),
        ({"name": "测试甲", "birth": "1949-12-31"}, {"name": "测试甲", "birth": "1950-01-01"}, True, False),
        ({}, {}, True, False),
    ],
)
def test_a_pair_is_proposed(one: dict[str, Any], other: dict[str, Any], together: bool, proposed: bool) -> None:
    found = likeness(one, other, together=together)
    assert (found.score >= ENOUGH) is proposed
    assert found == likeness(other, one, together=together)
    assert bool(found.because) is (found.score > 0)


@pytest.mark.parametrize(("ref", "part"), [("测试甲", "name"), (ID_NO, "id_no"), ("13800000001", "phone")])
def test_the_words_of_somebody_only_spoken_of_are_a_name_or_a_number(ref: str, part: str) -> None:
    assert provisional({"ref": ref}) == {part: ref}
