"""Decimal numbers as people write them: 6 and 2.5, never 6.000 or 6E+2."""

from decimal import Decimal


def plain(number: Decimal | int) -> str:
    """All digits that say something, without separators: what a field, a cell or a sentence holds."""
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def grouped(number: Decimal | int) -> str:
    """The same with separators between thousands: what a page shows."""
    whole, point, fraction = plain(number).partition(".")
    return f"{int(whole):,}{point}{fraction}" if not whole.startswith("-0") else plain(number)
