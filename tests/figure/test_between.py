"""A slice is derived without the pen: whatever happens until it is written, figures follow from the entries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

from gridward.figure import fold
from gridward.figure.fold import catch_up, watermark
from gridward.figure.models import FoldHead, Posting
from gridward.figure.rebuild import check, rebuild
from gridward.kit.pen import writing
from gridward.kit.rows import execute
from gridward.ledger.head import stand
from tests.figure.test_same import house, merge, person, stir, void
from tests.toy.history import History, histories
from tests.toy.node import EAST, WEST, at, entry, example, send, uuid

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]

slowly = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@contextmanager
def between(happens: Callable[[], Any]) -> Iterator[None]:
    """Inside the block this happens each time that a slice has been derived and is not written yet."""

    @contextmanager
    def late(**lane: Any) -> Iterator[None]:
        happens()
        with writing(**lane):
            yield

    with patch.object(fold, "writing", late):
        yield


@given(histories())
@slowly
def test_any_entry_may_come_in_while_a_slice_is_derived(history: History) -> None:
    with example():
        coming = iter(history.batches)

        def more() -> None:
            for batch in coming:
                send(*batch)
                return

        more()
        with between(more):
            while watermark() < stand().position:
                catch_up(size=4)
        assert check() == []


def test_people_may_turn_out_to_be_one_while_a_slice_is_derived() -> None:
    stir()
    coming = iter(
        (
            [merge(110, person("Wang"), person("Li"))],
            [merge(111, house("2"), house("1")), entry(112, "toy.stay", EAST, at(8), {}, subject=person("Wang"))],
            [void(113, 110), entry(114, "toy.visit", WEST, at(7), None, replaces=str(uuid(100)))],
        )
    )
    with between(lambda: send(*next(coming, ()))):
        while watermark() < stand().position:
            catch_up(size=2)
    assert next(coming, None) is None
    assert check() == []


def test_what_somebody_else_has_folded_meanwhile_is_thrown_away() -> None:
    stir()
    with between(lambda: other(size=3)):
        catch_up(size=5)
    assert watermark() == stand().position
    assert check() == []


def test_what_was_derived_from_figures_that_were_mended_meanwhile_is_thrown_away() -> None:
    """The rebuild leaves the head at the very position where the slice found it."""
    stir()
    catch_up()
    execute("UPDATE figure_posting SET value = value + 1")
    execute("UPDATE figure_total SET value = value + 1")
    send(entry(120, "toy.visit", WEST, at(4), {"met": []}, replaces=str(uuid(101)), subject=house("2")))
    stood, mended = FoldHead.objects.get(), iter([rebuild])
    with between(lambda: next(mended, lambda: None)()):
        catch_up()
    assert watermark() == stand().position > stood.position
    assert check() == []
    assert Posting.objects.filter(position=stand().position).exists()


def other(*, size: int) -> None:
    """What another process does that folds."""
    with patch.object(fold, "writing", writing):
        catch_up(size=size)
