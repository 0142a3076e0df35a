"""Numbers are written as people write them."""

from decimal import Decimal

import pytest

from gridward.kit.digits import grouped, plain

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("number", "text", "page"),
    [
        (Decimal("6.000"), "6", "6"),
        (Decimal("2.50"), "2.5", "2.5"),
        (Decimal("6E+3"), "6000", "6,000"),
        (Decimal("1234567.125"), "1234567.125", "1,234,567.125"),
        (Decimal("-1234.5"), "-1234.5", "-1,234.5"),
        (Decimal("-0.50"), "-0.5", "-0.5"),
        (Decimal("0.000"), "0", "0"),
        (Decimal("-0.00"), "0", "0"),
        (1000, "1000", "1,000"),
    ],
)
def test_digits_that_say_nothing_are_left_out(number: Decimal | int, text: str, page: str) -> None:
    assert plain(number) == text
    assert grouped(number) == page
