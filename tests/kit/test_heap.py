"""The search for rubbish is as it was before, however a block ends."""

import gc

import pytest

from gridward.kit.heap import growing, settled

pytestmark = pytest.mark.no_database


def test_nothing_is_searched_while_much_is_made() -> None:
    with growing():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_there_before_is_left_alone() -> None:
    usual = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), settled():
        assert gc.get_freeze_count() > 0
        raise KeyboardInterrupt
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
