"""From a posted form to an entry on the wire: the envelope around the body that `exchange.form` reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gridward.console.reader.search import area_named, on_map
from gridward.console.reader.sight import Sight
from gridward.console.words.naming import SOMETHING
from gridward.exchange.form import PREFIX, defaults, parse
from gridward.exchange.shape import shapes_of
from gridward.grid.tree import Node
from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind

Posted = Mapping[str, Sequence[str]]
MEANS = ("tap", "phone_call", "paper", "self", "scan", "paste", "file")
"""How a form typed at a desk may have come about."""
NOW_UNLESS_SAID = ("date", "start", "started", "in", "found_at", "heard_at", "counted_at", "done_at")
"""The needed fields that a new form fills with its own day or time: the day of a report, when work began."""


@dataclass(slots=True)
class Draft:
    """An entry about to be handed in. `wire` may be sent when there are no errors."""

    kind: EntryKind
    wire: dict[str, Any] = field(default_factory=dict)
    errors: list[Reason] = field(default_factory=list)
    node: Node | None = None


def draft(kind: EntryKind, posted: Posted, seen: Sight, *, verb: str = "record") -> Draft:
    """The entry that a posted form means; every fault becomes a reason with the field's name."""
    found = Draft(kind)
    _attempt(found, lambda: _area(found, _first(posted, "area"), seen, verb))
    _attempt(found, lambda: _moment(found, _first(posted, "happened_at")))
    _attempt(found, lambda: _subject(found, posted))
    body, errors = parse(kind, _coded(posted, seen))
    found.errors += errors
    found.wire |= {
        "id": str(_id(_first(posted, "id"))),
        "kind": kind.name,
        "version": kind.version,
        "recorded_at": clock.iso(clock.now()),
        "by": _first(posted, "by") or seen.account.username,
        "means": _means(_first(posted, "means")),
        "body": body,
    }
    if found.wire["by"] != seen.account.username:
        found.wire["entered_by"] = seen.account.username
    opened = _first(posted, "opened")
    if opened:
        _attempt(found, lambda: found.wire.update(recorded_at=clock.iso(clock.parse(opened, field="opened"))))
    return found


def blank(kind: EntryKind, seen: Sight, *, area: str, at: int) -> dict[str, list[str]]:
    """What stands in a new form."""
    return (
        defaults(kind)
        | _now(kind, at)
        | {
            "id": [str(uuid7(clock.now()))],
            "opened": [clock.iso(clock.now())],
            "area": [area or seen.home.code],
            "happened_at": [f"{clock.moment(at):%Y-%m-%dT%H:%M}"],
            "means": ["tap"],
        }
    )


def _now(kind: EntryKind, at: int) -> dict[str, list[str]]:
    typed = {"date": f"{clock.moment(at):%Y-%m-%d}", "moment": f"{clock.moment(at):%Y-%m-%dT%H:%M}"}
    return {
        f"{PREFIX}{shape.name}": [typed[shape.type]]
        for shape in shapes_of(kind)
        if shape.required and shape.name in NOW_UNLESS_SAID and shape.type in typed
    }


def _area(found: Draft, typed: str, seen: Sight, verb: str) -> None:
    if not typed:
        raise refuse(
            "required",
            field="area",
            zh="“区域”未填，请选择发生的区域。",
            en="“Area” is empty; choose where it happened.",
        )
    found.node = area_named(typed, seen, field="area")
    found.wire["area"] = found.node.code
    if not seen.may(verb, found.node.id, found.kind.name):
        raise refuse(
            "out_of_reach",
            field="area",
            zh=f"您的职务不能在{found.node.name.zh}登记“{found.kind.label.zh}”。请选择您负责的区域。",
            en=f"Your office may not record “{found.kind.label.en}” in {found.node.name.en}. Choose an area you cover.",
        )


def _moment(found: Draft, typed: str) -> None:
    if not typed:
        raise refuse(
            "required",
            field="happened_at",
            zh="“发生时间”未填，请填写。",
            en="“Happened at” is empty; please fill it in.",
        )
    at = clock.parse(typed.replace("/", "-"), field="happened_at")
    if at > clock.now() + clock.MINUTE:
        raise refuse(
            "in_the_future",
            field="happened_at",
            zh=f"“发生时间”{typed} 还没有到，请核对。",
            en=f"“Happened at” {typed} is still to come; please check it.",
        )
    found.wire["happened_at"] = clock.iso(min(at, clock.now()))


def _subject(found: Draft, posted: Posted) -> None:
    about = found.kind.about
    kind = _first(posted, "subject.kind")
    typed = _first(posted, "subject")
    chosen = kind if kind in about else about[0] if about else ""
    kept = _first(posted, "subject.kept")
    if typed and chosen:
        found.wire["subject"] = {"kind": chosen, "id" if chosen in ("entry", "area") else "ref": typed[:200]}
    elif kept:
        found.wire["subject"] = {"kind": kept.partition(":")[0], "id": kept.partition(":")[2]}
    elif "place" in about and found.node is not None and found.node.level == "place":
        found.wire["subject"] = {"kind": "place", "ref": found.node.code}
    elif chosen and "area" not in about:
        asked = SOMETHING[about[0]] if len(about) == 1 else Text("对象", "About")
        words = Text(
            "“{asked}”未填，请写明是谁或哪一个（姓名、门牌、车牌、场所等）。",
            "“{asked}” is empty; say who or which one it is (name, door, plate, place).",
        ).format(asked=asked)
        raise Refusal(Reason(code="required", field="subject", text=words))


def _coded(posted: Posted, seen: Sight) -> Posted:
    """The same with the code of an area where its full name was typed: whoever types knows names."""
    named = [name.removesuffix(".kind") for name in posted if name.endswith(".kind") and _first(posted, name) == "area"]
    found = {name: [_code(text, seen) for text in posted[name]] for name in named if name in posted}
    return {**posted, **found}


def _code(text: str, seen: Sight) -> str:
    if not text.strip() or seen.tree.by_code(text.strip()) is not None:
        return text
    same = [one.code for one in on_map(seen) if text.strip() in (one.name.zh, one.name.en)]
    return same[0] if len(same) == 1 else text


def _attempt(found: Draft, step: Any) -> None:
    try:
        step()
    except Refusal as refusal:
        found.errors += refusal.reasons


def _first(posted: Posted, name: str) -> str:
    return next((text.strip() for text in posted.get(name, ()) if text.strip()), "")


def _means(text: str) -> str:
    return text if text in MEANS else "tap"


def _id(text: str) -> UUID:
    try:
        found = UUID(text)
    except ValueError:
        return uuid7(clock.now())
    return found if found.version == 7 else uuid7(clock.now())
