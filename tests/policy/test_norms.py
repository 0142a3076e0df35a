"""What the packs ask for on a day."""

from datetime import date

import pytest

from gridward.kit.clock import day_number
from gridward.policy.norms import norm

pytestmark = pytest.mark.no_database


def test_a_norm_is_that_of_the_edition_in_force() -> None:
    assert norm("readings_a_day", day_number(date(2020, 2, 1))) == 2


def test_before_the_first_edition_the_first_is_asked() -> None:
    assert norm("fever", day_number(date(2019, 1, 1))) == 373


def test_what_no_pack_sets_is_not_known() -> None:
    assert norm("moon_phase", day_number(date(2020, 2, 1))) is None
