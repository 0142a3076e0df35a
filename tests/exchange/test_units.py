"""Units as pages call them."""

import pytest

from gridward.exchange.units import unit_label
from gridward.kit.text import Text

pytestmark = pytest.mark.no_database


def test_a_code_is_called_by_its_word_and_another_word_stays() -> None:
    assert unit_label("min", one=True) == Text("分钟", unit_label("min", one=True).en)
    assert unit_label("min").zh == "分钟"
    assert unit_label("张").zh == "张"
    assert unit_label("furlong") == Text("furlong", "furlong")
