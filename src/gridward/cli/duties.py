"""`duties`: who must do what by when in an area, and what is missing."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gridward.cli.asking import AreaOption, AsJson, area_of, moment_of
from gridward.cli.database import ready
from gridward.cli.says import bars, document, note, table
from gridward.duty.answerable import Step
from gridward.duty.listed import Listed, Reader
from gridward.duty.models import Handover
from gridward.duty.offers import not_over
from gridward.duty.planner import catch_up
from gridward.figure.crossings import catch_up as cross
from gridward.figure.fold import catch_up as fold
from gridward.grid.node import Node
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.plug.kind import thing_of

At = Annotated[str, typer.Option("--at", metavar="ISO", help="哪一时刻 / the moment to look at")]
Missing = Annotated[bool, typer.Option("--missing", help="只列到期未完成的 / only what is due and not done")]


def duties(area: AreaOption = "", missing: Missing = False, at: At = "", json: AsJson = False) -> None:  # noqa: FBT002
    """任务与缺漏 / duties and what is missing"""
    ready()
    moment = moment_of(at, option="--at")
    node = area_of(area, at=moment)
    with clock.standing_at(moment), bars() as progress:
        fold(lambda done, whole: progress("figures", done, whole))
        catch_up(lambda done, whole: progress("plan", done, whole))
        cross()
        reader = Reader(moment)
        found = reader.of_area(node.id, missing=missing)
        if json:
            document(_document(found, node, reader))
            return
    _tell(found, node, moment)


def _document(found: list[Listed], node: Node, reader: Reader) -> dict[str, Any]:
    counts = Counter(one.state.value for one in found)
    return {
        "area": node.code,
        "at": clock.iso(reader.at),
        "counts": dict(sorted(counts.items())),
        "missing": sum(one.lacking for one in found),
        "duties": [as_json(one, reader.steps(one)) for one in found],
        "handovers": [_handover(one) for one in open_handovers(node)],
    }


def open_handovers(node: Node) -> list[Handover]:
    """The hand-overs that are not over and begin, end or are to be decided in an area or below it."""
    map_now = tree()
    inside = {node.id, *(one.id for one in map_now.descendants(node.id))}
    return [one for one in not_over() if inside & {one.giver, one.receiver, one.above}]


def _handover(one: Handover) -> dict[str, Any]:
    """A hand-over as one JSON object; it stays `from` until it is accepted."""
    thing, map_now = thing_of(one.subject), tree()
    return {
        "entry": one.chain,
        "subject": {"kind": thing.kind, "id": str(thing.id)},
        "clause": one.duty or None,
        "from": map_now.by_id(one.giver).code,
        "to": map_now.by_id(one.receiver).code,
        "office": one.office or None,
        "at": clock.iso(one.at),
        "state": one.state,
        "returns": one.returns,
        "decides": map_now.by_id(one.above).code if one.above else None,
    }


def as_json(one: Listed, steps: Sequence[Step]) -> dict[str, Any]:
    """A duty as one JSON object. Subjects and entries go by the node's numbers, so nothing personal is told."""
    thing = thing_of(one.subject)
    map_now = tree()
    duty = one.duty
    return {
        "id": one.id,
        "disease": one.disease,
        "clause": one.name,
        "zh": duty.label.zh if duty else one.name,
        "en": duty.label.en if duty else one.name,
        "pack": one.pack,
        "verified": duty.verified if duty else None,
        "subject": {"kind": thing.kind, "id": str(thing.id)},
        "area": map_now.by_id(one.area).code,
        "slot": one.slot,
        "opens": clock.iso(one.opens),
        "due": None if one.due > clock.LATEST else clock.iso(one.due),
        "state": one.state.value,
        "done_at": None if one.done_at is None else clock.iso(one.done_at),
        "done": one.done,
        "needed": one.needed,
        "tried": one.tried,
        "because": one.because or None,
        "responsibility": duty.responsibility if duty else None,
        "who": one.role or None,
        "holders": [held.username or str(held.person) for held in one.who],
        "escalation": [
            {"at": clock.iso(step.at), "role": step.role, "holders": [held.username for held in step.holders]}
            for step in steps
            if step.at < clock.LATEST
        ],
    }


def _tell(found: list[Listed], node: Node, moment: int) -> None:
    lacking = sum(one.lacking for one in found)
    note(Text(
        f"{node.name.zh}（{node.code}），{clock.iso(moment)}：任务 {len(found)} 项，缺 {lacking} 项",
        f"{node.name.en} ({node.code}) at {clock.iso(moment)}: {len(found)} duties, {lacking} lacking",
    ))  # fmt: skip
    map_now = tree()
    table(
        tuple(str(text) for text in _HEAD),
        [
            (
                str(one.state.label),
                str(Text(one.duty.label.zh, one.duty.label.en)) if one.duty else one.name,
                one.slot,
                f"{thing_of(one.subject).kind} {thing_of(one.subject).id}",
                str(map_now.by_id(one.area).name),
                clock.moment(one.due).strftime("%m-%d %H:%M") if one.due < clock.LATEST else "",
                one.role,
                " ".join(held.username for held in one.who),
            )
            for one in found
        ],
    )


_HEAD = (
    Text("状态", "state"), Text("任务", "duty"), Text("时段", "slot"), Text("对象", "subject"), Text("区域", "area"),
    Text("期限", "due"), Text("职务", "office"), Text("责任人", "who"),
)  # fmt: skip
