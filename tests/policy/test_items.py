"""Quantities become whole numbers of the item's own unit, or a reason says why not."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kit.errors import Refusal
from gridward.policy.items import countable, items, to_base
from gridward.policy.units import agree, canonical, convert, units

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("item", "quantity", "unit", "base"),
    [
        ("mask", "2", "箱", 4_000),
        ("mask_medical_disposable", "700", "个", 700),
        ("alcohol_75", "1453", "升", 1_453_000),
        ("alcohol_75", "500", "ml", 500),
        ("gloves", "2", "盒", 200),
        ("gloves_latex", "3", "双", 6),
        ("hand_wash", "600", "瓶", 600),
        ("forehead_thermometer", "100", "支", 100),
        ("instant_noodles", "21", "箱", 2_100),
        ("coal", "1.5", "吨", 1_500_000),
    ],
)
def test_a_quantity_in_the_items_own_unit(item: str, quantity: str, unit: str, base: int) -> None:
    assert to_base(item, Decimal(quantity), unit) == base


@pytest.mark.parametrize(
    ("item", "quantity", "unit", "code", "words"),
    [
        ("maks", "1", "只", "unknown_item", "mask"),
        ("口罩", "1", "只", "unknown_item", "mask"),
        ("mask", "1", "吨", "unknown_unit", "只"),
        ("mask", "0.5", "只", "too_fine", "0.5"),
        ("mask", "NaN", "只", "not_a_quantity", "NaN"),
        ("mask", "1e30", "箱", "not_a_quantity", "1e+30"),
    ],
)
def test_what_cannot_be_counted_says_why(item: str, quantity: str, unit: str, code: str, words: str) -> None:
    (reason,) = countable(item, Decimal(quantity), unit)
    assert reason.code == code
    assert words in reason.text.zh
    assert words in reason.text.en
    with pytest.raises(Refusal):
        to_base(item, Decimal(quantity), unit)


@given(st.sampled_from(sorted(items())), st.integers(0, 10**6), st.integers(0, 10**6))
def test_packages_add_up_like_pieces(item: str, one: int, other: int) -> None:
    for unit in (items()[item].unit, *items()[item].units):
        pieces = items()[item].units.get(unit, Fraction(1))
        if (pieces * 10 ** items()[item].scale).denominator == 1:
            whole = to_base(item, Decimal(one + other), unit)
            assert whole == to_base(item, Decimal(one), unit) + to_base(item, Decimal(other), unit)


def test_every_item_has_a_known_unit_and_its_parents_unit() -> None:
    for item in items().values():
        assert item.unit in units()
        assert not item.parent or items()[item.parent].unit == item.unit
        assert not item.parent or items()[item.parent].scale == item.scale


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("升", "L"),
        ("平方米", "㎡"),
        ("㎡", "m²"),
        ("吨", "t"),
        ("位", "人"),
        ("张", "份"),
        ("个", "处"),
        ("只", "个"),
        ("台次", "辆次"),
    ],
)
def test_spellings_of_one_unit(one: str, other: str) -> None:
    assert agree(one, other)
    assert agree(other, one)
    assert convert(one, other) == 1


def test_units_that_convert_and_units_that_do_not() -> None:
    assert convert("t", "kg") == 1000
    assert convert("斤", "吨") == Fraction(1, 2000)
    assert convert("人", "人次") is None
    assert not agree("人", "人次")
    assert canonical("升") == "L"
