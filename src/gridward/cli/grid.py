"""`grid`: take official areas onto the map, look at an area, move one."""

from typing import Annotated, Any

import typer

from gridward.cli.asking import AsJson, area_of
from gridward.cli.database import ready
from gridward.cli.says import DOES_NOT, asked, document, end, line, note, reasons, wrong_use
from gridward.grid.import_official import bodies
from gridward.grid.levels import LEVELS
from gridward.grid.node import Node
from gridward.grid.offices import install_operator
from gridward.grid.tree import tree
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.kit.text import Text

BATCH = 500
Code = Annotated[str, typer.Argument(metavar="CODE", help="区域代码 / code of the area")]
app = typer.Typer(no_args_is_help=True, help="网格 / the map")


@app.command("import")
def import_(
    code: Code,
    parent: Annotated[str, typer.Option("--parent", metavar="CODE", help="上级区域 / area to put it under")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="自何日起 / since when")] = "2000-01-01",
) -> None:
    """导入国家区划（县、镇或村及其下级）/ put an official area and all below it on the map"""
    ready()
    at = _date(since)
    if parent:
        area_of(parent, option="--parent")
    with asked():
        openings = list(bodies(code, parent=parent))
    wires = [_entry(f"import:{body['code']}", at, body) for body in openings]
    roots = tree().roots()
    if roots and not parent and tree().by_code(openings[0]["code"]) is None:
        raise wrong_use(
            "--parent",
            zh=f"地图上已有 {roots[0].code} {roots[0].name.zh}；请用 --parent 写明上级。",
            en=f"the map has {roots[0].code} {roots[0].name.en} already; name the area above with --parent.",
        )
    _submit(wires[:1])
    if not roots:
        with writing():
            install_operator(tree().need(openings[0]["code"]).id)
    for first in range(1, len(wires), BATCH):
        _submit(wires[first : first + BATCH])
    note(Text(f"已导入 {len(wires)} 个区域。", f"{len(wires)} areas are on the map."))


@app.command("show")
def show(
    code: Code,
    at: Annotated[str, typer.Option("--at", metavar="ISO", help="哪一天 / on which day")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """显示区域 / what an area is, what it lies in and what lies in it"""
    ready()
    moment = _date(at, last=True) if at else clock.now()
    found = area_of(code, at=moment)
    above, below = tree().ancestors(found.id, moment), tree().children(found.id, moment)
    if json:
        members = [_plain(tree().by_id(member, moment)) for member in tree().members(found.id, moment)]
        above_json, below_json = [_plain(one) for one in above], [_plain(one) for one in below]
        document(
            _plain(found) | {"at": clock.iso(moment), "above": above_json, "below": below_json, "members": members}
        )
        return
    for depth, node in enumerate([*above, found]):
        line("  " * depth + _named(node))
    for node in below:
        line("  " * (len(above) + 1) + _named(node))


@app.command("move")
def move(
    code: Code,
    to: Annotated[str, typer.Option("--to", metavar="CODE", help="新上级 / its new parent")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="自何日起 / since when")] = "",
) -> None:
    """划转区域 / put an area under another parent from a day on"""
    ready()
    if not to or not since:
        missing = "--to" if not to else "--from"
        raise wrong_use(
            missing, zh="须写明新上级 --to CODE 与生效日期 --from DATE。", en="say --to CODE and --from DATE."
        )
    at = _date(since)
    node, parent = area_of(code), area_of(to)
    body = {"code": node.code, "action": "move", "parent": parent.code}
    _submit([_entry(f"move:{node.code}:{parent.code}:{since}", at, body)])
    en = f"{node.name.en} comes under {parent.name.en} from {since}."
    note(Text(f"{node.name.zh} 自 {since} 起划归 {parent.name.zh}。", en))


def _submit(wires: list[dict[str, Any]]) -> None:
    """Hand in; what does not count is told and ends the command."""
    held = [receipt for receipt in submit(wires) if receipt.outcome in ("held", "conflict")]
    if held:
        reasons([reason for receipt in held[:5] for reason in receipt.reasons[:1]])
        end(DOES_NOT)


def _entry(name: str, at: int, body: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(repeatable(name)), "kind": "grid.area", "happened_at": clock.iso(at), "body": body}


def _date(text: str, *, last: bool = False) -> int:
    with asked():
        at = clock.parse(text, field="--at" if last else "--from")
    return at if last or len(text) > len("2020-02-10") else clock.first_moment(clock.day_of(at))


def _plain(node: Node) -> dict[str, Any]:
    return {
        "code": node.code, "level": node.level, "kind": node.kind, "zh": node.name.zh, "en": node.name.en,
        "open": node.is_open, "population": node.population, "households": node.households,
    }  # fmt: skip


def _named(node: Node) -> str:
    kind = f" · {node.kind}" if node.kind else ""
    closed = "" if node.is_open else f"({Text('已撤销', 'closed')})"
    return f"{node.code}  {node.name}  {LEVELS[node.level]}{kind}{closed}"
