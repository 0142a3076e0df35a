"""How values of lists are written."""

import pytest

from gridward.console.lists.matters import DRAWN
from tests.toy.node import at

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(("end", "said"), [(at(11), "02-10"), (at(11, 9), "02-11 09:00"), (None, "")])
def test_what_ends_with_a_day_is_told_by_that_day(end: int | None, said: str) -> None:
    assert DRAWN["until"](end, {}).zh == said
