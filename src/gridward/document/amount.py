"""Numbers as a bulletin prints them. Where a printed 余, 超 or 约 would be false, the exact number stands."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from gridward.document.wording import Qualifier, Wording
from gridward.kit.digits import grouped, plain
from gridward.kit.text import Text

WAN = Decimal(10_000)
YI = Decimal(100_000_000)
MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)
NEAR = Decimal("0.02")
"""约 may be off by two per cent at most."""


class Told(NamedTuple):
    """A number after rounding: what is printed, the word that is true of it, and the decimals of 万 asked for."""

    printed: Decimal
    qualifier: Qualifier
    rounded: bool
    wan: int | None


def tell(number: Decimal, wording: Wording) -> Told:
    """Round `number` as the wording asks; falls back to the exact number where the qualifier would not be true."""
    exact = Told(number, "exact", rounded=False, wan=None)
    if wording.wan is not None and abs(number) < WAN:
        wording = Wording(qualifier=wording.qualifier, digits=wording.digits)
    if wording.qualifier == "exact":
        return exact if wording.wan is None else _in_wan(number, wording.wan)
    if number <= 0:
        return exact
    if wording.qualifier == "about":
        return _about(number, wording)
    floor = _floor(number, _quantum(number, wording))
    if floor == number or floor <= 0 or (wording.qualifier == "余" and floor < 10):
        return exact
    return Told(floor, wording.qualifier, rounded=True, wan=None)


def text(told: Told) -> Text:
    """The number with its qualifier, without unit: 约246万 / about 2.46 million."""
    return Text(_zh(told), _en(told))


def percent(part: Decimal, whole: Decimal) -> str:
    """A share with at most one decimal, cut and not rounded: 100% only when nothing is missing."""
    cut = _floor(part * 100 / whole, Decimal("0.1"))
    if cut == 0 and part > 0:
        return "<0.1%"
    if cut == 100 and part > whole:
        return ">100%"
    return f"{plain(cut)}%"


def _quantum(number: Decimal, wording: Wording) -> Decimal:
    if wording.wan is not None:
        return WAN.scaleb(-wording.wan)
    return Decimal(1).scaleb(number.adjusted() - wording.kept + 1)


def _floor(number: Decimal, quantum: Decimal) -> Decimal:
    return number // quantum * quantum


def _nearest(number: Decimal, quantum: Decimal) -> Decimal:
    return (number / quantum).quantize(Decimal(1), ROUND_HALF_UP) * quantum


def _about(number: Decimal, wording: Wording) -> Told:
    quantum = _quantum(number, wording)
    if wording.wan is None and quantum < 1:
        return Told(number, "exact", rounded=False, wan=None)
    nearest = _nearest(number, quantum)
    while abs(nearest - number) > NEAR * number:
        quantum /= 10
        nearest = _nearest(number, quantum)
    return Told(nearest, "about", rounded=nearest != number, wan=None)


def _in_wan(number: Decimal, decimals: int) -> Told:
    nearest = _nearest(number, WAN.scaleb(-decimals))
    return Told(nearest, "exact", rounded=nearest != number, wan=decimals)


def _zh(told: Told) -> str:
    if told.wan is not None:
        wan = told.printed / WAN
        figure = f"{wan:.{told.wan}f}" if told.rounded else plain(wan)
        return f"{figure}万"
    figure = plain(told.printed)
    if told.qualifier == "exact":
        return figure
    for name, size in (("亿", YI), ("万", WAN)):
        if told.printed >= size:
            figure = f"{plain(told.printed / size)}{name}"
            break
    return {"about": f"约{figure}", "over": f"超{figure}", "余": f"{figure}余"}[told.qualifier]


def _en(told: Told) -> str:
    figure = grouped(told.printed)
    if told.rounded or told.qualifier != "exact":
        for name, size in (("billion", BILLION), ("million", MILLION)):
            if told.printed >= size:
                figure = f"{plain(told.printed / size)} {name}"
                break
    if told.qualifier == "exact":
        return f"about {figure}" if told.rounded else figure
    return f"{'about' if told.qualifier == 'about' else 'over'} {figure}"
