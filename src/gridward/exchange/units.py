"""What a unit is called beside a number on a page."""

from functools import cache

from gridward.kit.text import Text
from gridward.policy.units import canonical, units


@cache
def unit_label(unit: str, *, one: bool = False) -> Text:
    """The unit in both languages; English has a word for one and another for many. The code min becomes 分钟; 张 is
    another word than 份 and stays.
    """
    known = units().get(unit) or units().get(canonical(unit))
    single, _, many = (known.label.en if known else unit).partition("|")
    return Text(units()[unit].label.zh if unit in units() else unit, single if one else many or single)
