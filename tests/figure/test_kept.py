"""In which areas' totals a posting counts, told by its path."""

from typing import Any

import pytest

from gridward.figure.totals import Totals
from gridward.kit.text import Text
from gridward.plug.figure import Figure

pytestmark = pytest.mark.no_database


class County:
    """A map on which towns have one digit and villages two."""

    def spell(self, area: int) -> Any:
        return type("Spell", (), {"level": "town" if area < 10 else "village"})


def figure(*, own: bool) -> Figure:
    return Figure(name="toy.held", label=Text("有", "held"), unit="", of=(), lines=lambda entries: (), own=own)


@pytest.mark.parametrize(
    ("path", "kept"), [("1.", (1,)), ("1.5.", (1, 5)), ("1.5.77.", (1, 5)), ("1.5.75.", (1, 5)), ("1.21.", (1,))]
)
def test_a_figure_counts_in_every_area_above(path: str, kept: tuple[int, ...]) -> None:
    assert Totals(County()).areas(figure(own=False), path) == kept


@pytest.mark.parametrize(
    ("path", "kept"), [("1.", (1,)), ("1.5.", (5,)), ("1.5.77.", ()), ("1.5.75.", ()), ("1.21.", ())]
)
def test_an_area_s_own_counts_there_alone_and_not_below_a_number_that_ends_alike(
    path: str, kept: tuple[int, ...]
) -> None:
    assert Totals(County()).areas(figure(own=True), path) == kept
