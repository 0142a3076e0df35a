"""The trend of one figure: columns drawn by the server, and the same data for the livelier chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gridward.console.number import written
from gridward.console.spark import Trend, columns
from gridward.console.standing import Standing
from gridward.exchange.units import unit_label
from gridward.figure.trends import trends
from gridward.figure.value import Value
from gridward.grid.tree import Tree
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.figure import Figure

DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The days, what stood or was added on each, and options for the script that draws charts."""

    trend: Trend
    options: dict[str, Any]
    added: bool
    rows: tuple[tuple[str, str, str], ...]


def chart(figure: Figure, value: Value, *, area: int, standing: Standing, tree: Tree) -> Chart:
    """The last days up to the as-of. A flow shows what each day added, a state what stood at the end of the day."""
    days = standing.days(DAYS)
    pair, scale = (value.name, value.member), value.scale
    before = [days[0] - 1, *days]
    stood = trends([pair], area=area, days=before, known_at=standing.known_at, on=tree)[pair]
    added = figure.kind == "flow"
    values = [after - last for last, after in pairwise(stood)] if added else stood[1:]
    dates = [clock.date_of(day) for day in days]
    labels = [f"{day.month}-{day.day}" for day in dates]
    texts = [written(value, scale) for value in values]
    iso = [day.isoformat() for day in dates]
    rows = tuple(zip(iso, texts, [written(value, scale) for value in stood[1:]], strict=True))
    whole = [_scaled(value, scale) for value in values]
    return Chart(
        trend=columns([round(value) for value in whole], labels, texts, iso),
        options=_options(labels, whole, unit_label(value.unit)),
        added=added,
        rows=rows,
    )


def _scaled(value: int, scale: int) -> float:
    return value / 10**scale if scale else value


def _options(labels: Sequence[str], values: Sequence[float], unit: Text) -> dict[str, Any]:
    """Options of ECharts; colours are names of the page's sheet."""
    return {
        "grid": {"left": 8, "right": 8, "top": 16, "bottom": 4, "containLabel": True},
        "tooltip": {
            "trigger": "axis",
            "backgroundColor": "var(--surface)",
            "borderColor": "var(--line-2)",
            "textStyle": {"color": "var(--ink)", "fontSize": 13},
            "axisPointer": {"type": "shadow", "shadowStyle": {"color": "var(--hover)", "opacity": 0.6}},
        },
        "xAxis": {
            "type": "category",
            "data": list(labels),
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": "var(--line-2)"}},
            "axisLabel": {"color": "var(--ink-3)", "fontSize": 11},
        },
        "yAxis": {
            "type": "value",
            "minInterval": 1,
            "splitLine": {"lineStyle": {"color": "var(--line)"}},
            "axisLabel": {"color": "var(--ink-3)", "fontSize": 11},
        },
        "series": [
            {
                "type": "bar",
                "name": str(unit),
                "data": list(values),
                "barMaxWidth": 28,
                "itemStyle": {"color": "var(--seq-3)", "borderRadius": [2, 2, 0, 0]},
                "emphasis": {"itemStyle": {"color": "var(--seq-5)"}},
            }
        ],
    }
