"""Whole numbers in one table of bounds: sums, growth and shares that all come true together."""

import pytest

from gridward.plug.table import Part, Table, last

pytestmark = pytest.mark.no_database


def test_a_number_takes_the_value_nearest_to_its_wish_that_the_rows_leave() -> None:
    table = Table()
    for code, wish in (("a", 7), ("b", 7)):
        table.put(("x", code, 0), wish)
    table.put(("x", "", 0), 0, 10, 10)
    table.same([("x", "", 0)], [("x", "a", 0), ("x", "b", 0)])
    assert table.settled() == {("x", "a", 0): 7, ("x", "b", 0): 3, ("x", "", 0): 10}


def test_what_grows_later_leaves_room_before() -> None:
    table = Table()
    for place, wish in enumerate((9, 9)):
        cell = table.put(("x", "", place), wish, high=9 if not place else 4)
        table.row([cell], [last(cell)])
    assert table.settled() == {("x", "", 0): 4, ("x", "", 1): 4}


@pytest.mark.parametrize("share", [0.0, 0.125, 1 / 3, 0.5, 0.95, 1.0])
@pytest.mark.parametrize("whole", [0, 1, 2, 7, 40, 1_001])
def test_a_share_bounds_what_it_is_a_share_of(share: float, whole: int) -> None:
    row, part = Part(("part", "", 0), ("whole", "", 0), share), round(share * whole)
    assert row.least(part) <= whole <= row.most(part)
    if share:
        assert round(share * row.least(part)) == round(share * row.most(part)) == part
        assert round(share * (row.most(part) + 1)) > part


def test_a_share_is_met_beside_sums() -> None:
    table = Table()
    table.put(("came", "", 0), 100, facts=())
    table.put(("owed", "", 0), 12)
    table.put(("late", "", 0), 1, 1, 1)
    table.put(("soon", "", 0), 0, 37, 37)
    table.same([("came", "", 0)], [("late", "", 0), ("soon", "", 0)])
    table.part(("came", "", 0), ("owed", "", 0), 0.95)
    found = table.settled()
    assert found is not None
    assert found["came", "", 0] == 38 == round(0.95 * found["owed", "", 0])


def test_what_cannot_be_is_nothing() -> None:
    table = Table()
    table.put(("x", "", 0), 0, 5, 5)
    table.put(("y", "", 0), 0, 3, 3)
    table.same([("x", "", 0)], [("y", "", 0)])
    assert table.settled() is None


def test_an_empty_table_has_no_numbers() -> None:
    assert Table().settled() == {}
