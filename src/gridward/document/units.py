"""Units as documents print them: the Chinese unit follows its number directly, the English one after a space."""

from decimal import Decimal

from gridward.kit.text import Text
from gridward.policy.units import canonical, units


def with_unit(number: Text, unit: str, amount: Decimal | int) -> Text:
    """`number` followed by the unit in each language, in English singular where the amount is exactly one.

    The Chinese spelling stays the figure's own: 张 does not become 份.
    """
    known = units().get(unit) or units().get(canonical(unit))
    one, _, many = (known.label.en if known else unit).partition("|")
    return Text(f"{number.zh}{unit}", f"{number.en} {one if amount == 1 else many or one}".rstrip())
