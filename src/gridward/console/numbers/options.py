"""Options of ECharts for a trend; colours are names of the page's style sheet, so that both themes fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

COLOURS = ("var(--cat-1)", "var(--cat-2)", "var(--cat-3)", "var(--cat-4)", "var(--cat-5)", "var(--cat-6)")
LABEL = {"color": "var(--ink-3)", "fontSize": 11}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a trend shows: columns by part, the total and what was expected as lines, stated facts as dots, cut-offs."""

    labels: Sequence[str]
    unit: str
    bars: Sequence[tuple[str, Sequence[float]]]
    total: Sequence[float]
    expected: Sequence[float]
    dots: Sequence[tuple[int, float]]
    cuts: Sequence[tuple[int, str]]


def options(shape: Shape, said: str) -> dict[str, Any]:
    """The options; `said` is the chart in words."""
    return {
        "aria": {"enabled": True, "label": {"description": said}},
        "grid": {"left": 8, "right": 8, "top": 34 if _legend(shape) else 16, "bottom": 4, "containLabel": True},
        "legend": {
            "show": bool(_legend(shape)),
            "data": _legend(shape),
            "type": "plain",
            "top": 0,
            "left": 0,
            "itemWidth": 12,
            "itemHeight": 8,
            "textStyle": {"color": "var(--ink-2)", "fontSize": 12},
        },
        "tooltip": {
            "trigger": "axis",
            "backgroundColor": "var(--surface)",
            "borderColor": "var(--line-2)",
            "textStyle": {"color": "var(--ink)", "fontSize": 13},
            "axisPointer": {"type": "shadow", "shadowStyle": {"color": "var(--hover)", "opacity": 0.6}},
        },
        "xAxis": {
            "type": "category",
            "data": list(shape.labels),
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": "var(--line-2)"}},
            "axisLabel": LABEL,
        },
        "yAxis": [_axis(lines=True), *([_axis(lines=False)] if shape.total else [])],
        "series": [*_bars(shape), *_lines(shape)],
    }


def _legend(shape: Shape) -> list[str]:
    names = [label for label, _numbers in shape.bars if label]
    lines = [(shape.total, _("so far")), (shape.expected, _("expected")), (shape.dots, _("stated"))]
    return names + [name for numbers, name in lines if numbers]


def _axis(*, lines: bool) -> dict[str, Any]:
    return {
        "type": "value",
        "minInterval": 1,
        "splitLine": {"show": lines, "lineStyle": {"color": "var(--line)"}},
        "axisLabel": LABEL,
    }


def _bars(shape: Shape) -> list[dict[str, Any]]:
    stacked = len(shape.bars) > 1
    found = []
    for place, (label, numbers) in enumerate(shape.bars):
        colour = COLOURS[place % len(COLOURS)] if stacked else "var(--seq-3)"
        found.append(
            {
                "type": "bar",
                "name": label or shape.unit,
                "stack": "parts",
                "data": list(numbers),
                "barMaxWidth": 28,
                "itemStyle": {"color": colour, "borderRadius": 0 if stacked else [2, 2, 0, 0]},
            }
        )
    if shape.cuts:
        found[0]["markLine"] = _cuts(shape)
    return found


def _cuts(shape: Shape) -> dict[str, Any]:
    """The moments up to which documents told their numbers."""
    at = dict(shape.cuts)
    return {
        "symbol": "none",
        "silent": True,
        "lineStyle": {"color": "var(--ink-3)", "type": "dotted", "width": 1},
        "label": {**LABEL, "formatter": "{b}"},
        "data": [{"xAxis": place, "name": text} for place, text in at.items()],
    }


def _lines(shape: Shape) -> list[dict[str, Any]]:
    second = 1 if shape.total else 0
    found = []
    if shape.total:
        found.append(_line(_("so far"), shape.total, axis=second, colour="var(--ink-2)"))
    if shape.expected:
        found.append(_line(_("expected"), shape.expected, axis=second, colour="var(--warn)", dashed=True))
    if shape.dots:
        at = dict(shape.dots)
        dots = [at.get(place) for place in range(len(shape.labels))]
        dotted = _line(_("stated"), dots, axis=second, colour="var(--bad)")
        found.append(dotted | {"showSymbol": True, "symbol": "circle", "symbolSize": 9, "lineStyle": {"width": 0}})
    return found


def _line(
    name: str, numbers: Sequence[float | None], *, axis: int, colour: str, dashed: bool = False
) -> dict[str, Any]:
    return {
        "type": "line",
        "name": name,
        "yAxisIndex": axis,
        "data": list(numbers),
        "showSymbol": False,
        "itemStyle": {"color": colour},
        "lineStyle": {"color": colour, "width": 1.6, "type": "dashed" if dashed else "solid"},
    }
