"""`restrictions`: who restricted whom, why, by which rule, who decided and when, what was appealed."""

from typing import Annotated, Any

import msgspec
import typer

from gridward.cli.asking import AreaOption, AsJson, area_of
from gridward.cli.database import ready
from gridward.cli.says import document, note, table
from gridward.grid.tree import tree
from gridward.intake.restricted import Restriction, restrictions
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.kind import thing_of

Every = Annotated[bool, typer.Option("--all", help="连同按规定作出的 / those that a rule entitles to as well")]
_HEAD = (
    Text("状态", "state"), Text("作出人", "by"), Text("对象", "whom"), Text("区域", "area"), Text("时间", "at"),
    Text("依据", "rule"), Text("审批", "decided"), Text("申诉", "appeals"),
)  # fmt: skip


def told(area: AreaOption = "", every: Every = False, json: AsJson = False) -> None:  # noqa: FBT002
    """管控监督：谁管控了谁 / who restricted whom, outside the ordinary"""
    ready()
    node = area_of(area)
    found = restrictions(None if node.parent is None else tree().ever_below(node.id), every=every)
    if json:
        document({"area": node.code, "all": every, "restrictions": [as_json(one) for one in found]})
        return
    note(Text(f"{node.name.zh}：{len(found)} 项", f"{node.name.en}: {len(found)}"))
    table(tuple(str(text) for text in _HEAD), [_row(one) for one in found])


def as_json(one: Restriction) -> dict[str, Any]:
    """A restriction as one JSON object. People go by the node's numbers, so nothing personal is told."""
    thing = None if one.subject is None else thing_of(one.subject)
    return {
        "position": one.position,
        "id": str(one.uuid),
        "kind": one.kind,
        "area": tree().by_id(one.area).code if one.area in tree() else None,
        "at": clock.iso(one.at),
        "by": one.by,
        "subject": None if thing is None else {"kind": thing.kind, "id": str(thing.id)},
        "state": one.fate,
        "reasons": [] if one.reasons is None else msgspec.json.decode(one.reasons),
        "rule": None if one.rule is None else {
            "disease": one.rule[0], "measure": one.rule[1], "pack": one.rule[2].pack,
            "zh": one.rule[2].clause.label.zh, "en": one.rule[2].clause.label.en,
        },
        "decided": [
            {"by": said.by, "verdict": said.verdict, "at": clock.iso(said.at), "id": str(said.uuid)}
            for said in one.decided
        ],
        "until": None if one.until is None else clock.iso(one.until),
        "appeals": [{"at": clock.iso(at), "id": str(uuid)} for at, uuid in one.appeals],
    }  # fmt: skip


def _row(one: Restriction) -> tuple[str, ...]:
    thing = None if one.subject is None else thing_of(one.subject)
    rule = "" if one.rule is None else str(Text(one.rule[2].clause.label.zh, one.rule[2].clause.label.en))
    return (
        one.fate,
        one.by,
        "" if thing is None else f"{thing.kind} {thing.id}",
        str(tree().by_id(one.area).name) if one.area in tree() else "",
        clock.moment(one.at).strftime("%m-%d %H:%M"),
        rule,
        " ".join(f"{said.by} {said.verdict}" for said in one.decided),
        str(len(one.appeals) or ""),
    )
