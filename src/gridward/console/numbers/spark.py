"""Small drawings made on the server: a line of the last days and the columns of a trend, as SVG coordinates."""

from collections.abc import Sequence
from typing import NamedTuple


class Spark(NamedTuple):
    """A line in a box of 96 × 34: the points of the line, of the surface under it, and the last dot."""

    line: str
    under: str
    x: float
    y: float


class Column(NamedTuple):
    """One column of a trend in a box of `WIDTH` × `HEIGHT`."""

    x: float
    y: float
    width: float
    height: float
    label: str
    text: str
    day: str
    shown: bool


class Rule(NamedTuple):
    """A line of the scale and what it stands for."""

    y: float
    text: str


class Trend(NamedTuple):
    """The columns of a trend, its scale and its base line."""

    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    base: float


WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 760.0, 240.0, 56.0, 14.0, 26.0


def spark(values: Sequence[int]) -> Spark | None:
    """The line of these values; None when there is nothing to compare."""
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    span = high - low or 1
    step = 96 / (len(values) - 1)
    points = [
        (round(number * step, 1), round(31 - (value - low) / span * 27, 1) if high > low else 22.0)
        for number, value in enumerate(values)
    ]
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Spark(line, f"0,34 {line} 96,34", *points[-1])


def columns(values: Sequence[int], labels: Sequence[str], texts: Sequence[str], days: Sequence[str]) -> Trend:
    """Columns of these values, negative ones too. `texts` are the values as written, `days` as machines read them."""
    high = max([*values, 0])
    low = min([*values, 0])
    top = nice(high) if high else 0
    bottom = -nice(-low) if low else 0
    span = (top - bottom) or 1
    room = HEIGHT - TOP - BOTTOM
    base = TOP + room * top / span
    slot = (WIDTH - LEFT - 8) / max(len(values), 1)
    width = min(slot * 0.62, 44)
    every = max(1, -(-len(values) // 10))
    drawn = []
    for number, value in enumerate(values):
        height = abs(value) / span * room
        drawn.append(
            Column(
                x=round(LEFT + slot * number + (slot - width) / 2, 1),
                y=round(base - height if value >= 0 else base, 1),
                width=round(width, 1),
                height=round(max(height, 1.0 if value else 0), 1),
                label=labels[number],
                text=texts[number],
                day=days[number],
                shown=(len(values) - 1 - number) % every == 0,
            )
        )
    steps = [bottom + (top - bottom) * part / 4 for part in range(5)]
    rules = tuple(Rule(round(base - step / span * room, 1), f"{step:,.0f}") for step in dict.fromkeys(steps))
    return Trend(tuple(drawn), rules, round(base, 1))


def nice(value: int) -> int:
    """The next round number at or above: 4, 8, 12, 20, 40, 60, 80 … so that four steps are whole."""
    if value <= 4:
        return 4
    power: int = 10 ** (len(str(value)) - 1)
    for step in (1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10):
        found = int(step * power)
        if value <= found and found % 4 == 0:
            return found
    return 10 * power
