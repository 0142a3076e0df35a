"""`response`: which packs are on where, switching one on, changing or ending it, and what that would change."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from gridward.cli.asking import AreaOption, AsJson, area_of
from gridward.cli.database import ready
from gridward.cli.says import DOES_NOT, asked, bars, document, end, line, note, reasons, table, wrong_use
from gridward.duty.law import EVER, Response
from gridward.duty.planner import catch_up
from gridward.duty.preview import Preview, preview
from gridward.duty.responses import law, moment_of
from gridward.grid.node import Node
from gridward.grid.tree import tree
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.abreast import HANDS
from gridward.kit.text import Text
from gridward.ledger.content import body_of
from gridward.ledger.head import stand
from gridward.ledger.stored import counting, of_chains
from gridward.policy.packs import pack

app = typer.Typer(no_args_is_help=True, help="响应 / responses")

From = Annotated[str, typer.Option("--from", metavar="ISO", help="起始日期或时间，默认今天 / first day or moment")]
To = Annotated[str, typer.Option("--to", metavar="ISO", help="最后一天 / last day")]
Level = Annotated[str, typer.Option("--level", help="响应级别 / level")]
Basis = Annotated[str, typer.Option("--basis", help="依据 / basis")]
Only = Annotated[bool, typer.Option("--preview", help="只看影响，不执行 / show what would change and do nothing")]


@app.command("list")
def list_(json: AsJson = False) -> None:  # noqa: FBT002
    """所有响应 / every response"""
    ready()
    map_now = tree()
    found = law(map_now).responses
    if json:
        document([
            {
                "id": one.position, "area": map_now.by_id(one.area).code, "pack": one.pack,
                "from": clock.iso(one.begin), "to": None if one.end == EVER else clock.iso(one.end - 1),
            }
            for one in found
        ])  # fmt: skip
        return
    head = (Text("编号", "id"), Text("区域", "area"), Text("政策包", "pack"), Text("起", "from"), Text("止", "to"))
    table(
        tuple(str(text) for text in head),
        [
            (
                str(one.position),
                str(map_now.by_id(one.area).name),
                one.pack,
                clock.iso(one.begin)[:16],
                "" if one.end == EVER else clock.iso(one.end - 1)[:16],
            )
            for one in found
        ],
    )


@app.command("switch")
def switch(
    name: Annotated[str, typer.Argument(metavar="PACK", help="政策包 / the pack")],
    area: AreaOption = "",
    from_: From = "",
    to: To = "",
    level: Level = "",
    basis: Basis = "",
    only: Only = False,  # noqa: FBT002
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """在区域启用政策包 / switch a pack on for an area and all below it"""
    ready()
    node = area_of(area)
    with asked():
        chosen = pack(name)
    body: dict[str, Any] = {
        "pack": chosen.id,
        "from": from_ or clock.iso(clock.now())[:10],
        "level": level,
        "basis": basis,
    }
    if to:
        body["to"] = to
    begin, stop = _moments(body, node.id)
    if only:
        _show(_previewed(begin, add=[Response(stand().position + 1, node.id, chosen.id, begin, stop)]), json=json)
        return
    _hand_in({"kind": "policy.response", "area": node.code, "happened_at": clock.iso(clock.now()), "body": body})
    _told(node, chosen.id, json=json)


@app.command("end")
def end_(
    number: Annotated[int, typer.Argument(metavar="ID", help="响应编号 / number of the response")],
    to: To = "",
    only: Only = False,  # noqa: FBT002
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """结束响应 / end a response, today or on another day"""
    ready()
    found = next((one for one in law(tree()).responses if one.position == number), None)
    if found is None:
        raise wrong_use(
            "ID", zh="没有这个响应，用 response list 查看。", en="there is no such response; see response list."
        )
    (stored,) = counting(of_chains([number]), EVER)
    body = body_of(stored.content) | {"to": to or clock.iso(clock.now())[:10]}
    stop = _moments(body, found.area, own=number)[1]
    if only:
        shorter = found._replace(end=stop)
        _show(_previewed(stop, add=[shorter], without=[number]), json=json)
        return
    node = tree().by_id(found.area)
    replaces = str(stored.uuid)
    _hand_in(
        {
            "kind": "policy.response",
            "area": node.code,
            "happened_at": clock.iso(stored.at),
            "body": body,
            "replaces": replaces,
        }
    )
    _told(node, found.pack, json=json)


def _previewed(turn: int, *, add: list[Response], without: Sequence[int] = ()) -> Preview:
    """What would change in the seven days from now, or from the turn where that is past already."""
    with clock.standing_at(min(turn, clock.now())), bars() as progress:
        return preview(add=add, without=without, progress=lambda done, whole: progress("preview", done, whole))


def _moments(body: Mapping[str, Any], area: int, *, own: int = 0) -> tuple[int, int]:
    with asked():
        begin = moment_of(body["from"], body["pack"], area, law(tree()), own=own)
        stop = EVER if body.get("to") is None else clock.asked(body["to"], field="--to") + 1
    if stop <= begin:
        raise wrong_use("--to", zh="止不能早于起。", en="the end lies before the beginning.")
    return begin, stop


def _hand_in(entry: dict[str, Any]) -> None:
    (receipt,) = submit([entry])
    if receipt.outcome not in ("accepted", "flagged"):
        reasons(receipt.reasons)
        end(DOES_NOT)
    reasons(receipt.reasons)
    with bars() as progress:
        catch_up(lambda done, whole: progress("plan", done, whole), hands=HANDS)


def _told(node: Node, name: str, *, json: bool) -> None:
    if json:
        document({"area": node.code, "pack": name, "responses": [one.position for one in law(tree()).responses]})
        return
    note(Text(f"已在{node.name.zh}登记：{name}。", f"Entered for {node.name.en}: {name}."))


def _show(found: Preview, *, json: bool) -> None:
    if json:
        document({
            "created": found.created, "withdrawn": found.withdrawn, "affected": found.affected,
            "clauses": [
                {"clause": one.clause, "created": one.created, "withdrawn": one.withdrawn, "changed": one.changed,
                 "kept": one.kept}
                for one in found.turns
            ],
            "roles": [
                {"role": one.role, "minutes_before": one.before, "minutes_after": one.after, "most": one.most or None,
                 "holders": one.holders, "too_much": one.too_much}
                for one in found.loads
            ],
        })  # fmt: skip
        return
    affected = " · ".join(f"{kind} {number}" for kind, number in sorted(found.affected.items())) or "0"
    line(str(Text(f"新增 {found.created} 项，撤销 {found.withdrawn} 项；涉及 {affected}",
                  f"{found.created} created, {found.withdrawn} withdrawn; affected: {affected}")))  # fmt: skip
    head = (
        Text("任务", "duty"),
        Text("新增", "created"),
        Text("撤销", "withdrawn"),
        Text("变更", "changed"),
        Text("不变", "kept"),
    )
    table(
        tuple(str(text) for text in head),
        [
            (
                str(Text(one.duty.label.zh, one.duty.label.en)) if one.duty else one.clause,
                *(str(number) for number in (one.created, one.withdrawn, one.changed, one.kept)),
            )
            for one in found.turns
        ],
        right=(1, 2, 3, 4),
    )
    table(
        tuple(str(text) for text in _ROLES),
        [
            (one.role, str(one.before), str(one.after), str(one.holders), str(_TOO_MUCH) if one.too_much else "")
            for one in found.loads
        ],
        right=(1, 2, 3),
    )


_CLAUSES = (
    Text("任务", "duty"), Text("新增", "created"), Text("撤销", "withdrawn"), Text("变更", "changed"),
    Text("不变", "kept"),
)  # fmt: skip
_ROLES = (
    Text("职务", "office"), Text("每日分钟（原）", "minutes before"), Text("每日分钟（新）", "minutes after"),
    Text("人数", "holders"), Text("", ""),
)  # fmt: skip
_TOO_MUCH = Text("超出负担上限", "more than the pack allows")
