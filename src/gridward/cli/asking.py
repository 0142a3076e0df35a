"""What several commands ask for in the same way: an area, a moment, figures by name."""

from contextlib import suppress
from typing import Annotated

import typer

from gridward.cli.says import asked, wrong_use
from gridward.duty.responses import law
from gridward.figure.value import Pair
from gridward.grid.node import Node
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.ledger.head import stand
from gridward.plug.catalogue import CATALOGUE
from gridward.scenario.node import loaded

AreaOption = Annotated[str, typer.Option("--area", metavar="CODE", help="区域代码 / code of the area")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="ISO", help="截至日期或时间 / date or date-time")]
KnownAt = Annotated[
    int | None, typer.Option("--known-at", metavar="POSITION", help="只看到该账本位置 / ledger position")
]
Response = Annotated[
    int | None,
    typer.Option("--response", metavar="ID", min=0, max=2**63 - 1, help="只看该响应 / only this response"),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档 / one JSON document")]


def area_of(code: str, *, at: int | None = None, option: str = "--area") -> Node:
    """The area with this code; without one the area that everything lies in."""
    if not code:
        roots = tree().roots()
        if len(roots) == 1:
            return roots[0]
        raise wrong_use(
            option, zh="请写区域代码，例如 --area 371681101。", en="Give the code of an area: --area 371681101."
        )
    with asked():
        return tree().need(code, at, field=option)


def moment_of(text: str, *, option: str = "--as-of") -> int:
    """The moment that an option names; without one the end of the loaded scenario while it is past, else now."""
    if text:
        with suppress(Refusal):
            return clock.asked(text, field=option)
        raise wrong_use(
            option,
            zh=f"“{text[:40]}”不是可用的日期或时间。请写成 2020-02-10 或 2020-02-10T18:00:00+08:00。",
            en=f"“{text[:40]}” is no date or time to look at. Write 2020-02-10 or 2020-02-10T18:00:00+08:00.",
        )
    scenario = loaded()
    return min(scenario.end, clock.now()) if scenario else clock.now()


def position_of(known_at: int | None) -> int | None:
    """A position that the ledger has."""
    head = stand().position
    if known_at is not None and not 0 <= known_at <= head:
        raise wrong_use("--known-at", zh=f"账本现有位置 0 至 {head}。", en=f"the ledger has the positions 0 to {head}.")
    return known_at


def response_of(position: int | None) -> int | None:
    """A response that there is."""
    known = sorted(one.position for one in law(tree()).responses) if position is not None else []
    if position is not None and position not in known:
        listed = ", ".join(str(one) for one in known)
        raise wrong_use(
            "--response",
            zh=f"没有编号为 {position} 的响应，现有：{listed or '无'}。",
            en=f"there is no response {position}; there are: {listed or 'none'}.",
        )
    return position


def pair_of(text: str) -> Pair:
    """FIGURE[member] taken apart and looked up."""
    name, bracket, member = text.partition("[")
    if bracket and not member.endswith("]"):
        raise wrong_use("FIGURE", zh=f"“{text[:60]}”缺少右括号 ]。", en=f"“{text[:60]}” lacks its closing ].")
    with asked():
        figure = CATALOGUE.figure(name)
        CATALOGUE.member(figure, member.removesuffix("]"))
    return name, member.removesuffix("]")
