"""`figures`: values of figures at an area, as of a moment, as known at a position."""

from typing import Annotated, Any

import typer

from gridward.cli.asking import (
    AreaOption,
    AsJson,
    AsOf,
    KnownAt,
    Response,
    area_of,
    moment_of,
    pair_of,
    position_of,
    response_of,
)
from gridward.cli.database import ready
from gridward.cli.says import document, note, table
from gridward.figure.fold import catch_up
from gridward.figure.value import Value, values
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.scenario.facts import plain, title

NOTHING = {
    "reported_zero": Text("报零", "reported zero"),
    "missing": Text("缺报", "missing"),
    "not_asked": Text("未布置", "not asked"),
    "not_knowable": Text("无合计", "no total"),
}


def figures(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[FIGURE[member] …]", help="指标 / figures; 默认全部 / all")
    ] = None,
    area: AreaOption = "",
    as_of: AsOf = "",
    known_at: KnownAt = None,
    response: Response = None,
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """指标的数值 / values of figures"""
    ready()
    pairs = [pair_of(name) for name in names] if names else None
    if not area and not json and not tree().roots():
        _declared()
        return
    moment = moment_of(as_of)
    node = area_of(area, at=moment)
    catch_up()
    position = position_of(known_at)
    found = values(pairs, area=node.id, as_of=moment, known_at=position, response=response_of(response))
    mark = catch_up() if position is None else position
    if json:
        listed = [as_json(value) for value in found]
        document({"area": area or node.code, "as_of": clock.iso(moment), "position": mark, "figures": listed})
        return
    note(Text(
        f"{node.name.zh}（{node.code}），截至 {clock.iso(moment)}，账本位置 {mark}",
        f"{node.name.en} ({node.code}) as of {clock.iso(moment)}, position {mark}",
    ))  # fmt: skip
    table(
        (str(Text("指标", "figure")), "", str(Text("数值", "value")), str(Text("单位", "unit")), ""),
        [_row(value) for value in found],
        right=(2,),
    )


def as_json(value: Value) -> dict[str, Any]:
    """A value as DESIGN §8 has it."""

    def number(whole: int | None) -> int | float | None:
        return whole if whole is None or value.scale == 0 else float(plain(whole, value.scale))

    def counted(whole: int | None) -> int | float | None:
        return whole if value.vouched else number(whole)

    return {
        "name": value.name,
        "member": value.member,
        "unit": value.unit,
        "value": number(value.value),
        "reported": counted(value.reported),
        "expected": counted(value.expected),
        "nothing": value.nothing,
    }


def _row(value: Value) -> tuple[str, ...]:
    figure = CATALOGUE.figures[value.name]
    member = CATALOGUE.member(figure, value.member)
    label = f"{figure.label} · {member.label}" if member else str(figure.label)
    shown = "–" if value.value is None else plain(value.value, value.scale)
    told = str(NOTHING[value.nothing]) if value.nothing else ""
    if value.reported is not None and not figure.share:
        told = f"{told} {Text('已报', 'reported')} {value.reported}/{value.expected}".strip()
    elif value.expected is not None:
        shown += f" / {plain(value.expected, value.scale)}"
    return (
        title(value.name, value.member),
        label,
        shown,
        value.unit,
        told,
    )


def _declared() -> None:
    """The names alone, where there is no map yet to count on."""
    table(
        (str(Text("指标", "figure")), "", str(Text("单位", "unit"))),
        [(figure.name, str(figure.label), figure.unit) for figure in CATALOGUE.figures.values()],
    )
