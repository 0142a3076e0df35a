"""In what order the areas below an area stand."""

import pytest

from gridward.console.numbers.children import numbered

pytestmark = pytest.mark.no_database


def test_the_second_comes_before_the_tenth() -> None:
    codes = ["371681102.work10", "371681102.work2", "371681102.work1", "371681101300", "371681102"]
    assert sorted(codes, key=numbered) == [
        *("371681102", "371681102.work1", "371681102.work2", "371681102.work10", "371681101300"),
    ]
