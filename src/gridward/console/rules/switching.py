"""Switching a pack on, changing or ending that: what was typed, read as an entry, and handed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gridward.console.reader.search import area_named
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import default_moment
from gridward.console.rules.responses import Told, may_switch
from gridward.duty.law import EVER, Response
from gridward.duty.responses import RESPONSE, law, moment_of
from gridward.grid.tree import Node, tree
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit.clock import DAY, asked, iso, now
from gridward.kit.errors import Reason, Refusal
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.policy.packs import packs

MILLISECOND = 1000
FIELDS = ("pack", "area", "from", "to", "level", "basis", "reason")
LONGEST = {"level": 40, "basis": 300, "reason": 200}
LABELS = {"level": Text("响应级别", "Level"), "basis": Text("依据", "Basis"), "reason": Text("更改理由", "Reason")}
_MOMENT = re.compile(r"(20\d\d)-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A response as it would be, and `old`, as it is, where one is changed."""

    node: Node
    response: Response
    body: Mapping[str, Any]
    reason: str
    old: Told | None


def typed(query: Mapping[str, str], old: Told | None, seen: Sight) -> dict[str, str]:
    """What stands in the form: what was typed, else what the response says now, else where one begins, and when:
    on the last day where all responses are over.
    """
    if old is not None:
        said = {name: str(old.body.get(name) or "") for name in FIELDS}
        code = seen.tree.by_id(old.response.area).code
        return said | _given(query) | {"pack": old.response.pack, "area": code}
    first = next((home.code for home in seen.homes if may_switch(seen, home.id)), "")
    return dict.fromkeys(FIELDS, "") | {"area": first, "from": iso(default_moment()[0])[:10]} | _given(query)


def switch(posted: Mapping[str, str], seen: Sight, old: Told | None) -> Switch:
    """What was typed as a response; raises `Refusal` with every reason why it cannot be one."""
    faults: list[Reason] = []
    node = seen.tree.by_id(old.response.area) if old is not None else _area(posted["area"], seen, faults)
    if posted["pack"] not in packs():
        faults.append(_fault("pack", "请从列表中选择政策包。", "Choose a pack from the list."))
    own = 0 if old is None else old.response.position
    begin, end = _begin(posted, node, own, faults), _end(posted["to"], faults)
    if begin is not None and end is not None and end <= begin:
        faults.append(
            _fault("to", "止：不能早于起，请改其中一个。", "To: it ends before it begins; change one of them.")
        )
    for name, most in LONGEST.items():
        if len(posted[name]) > most:
            zh, en = f"{LABELS[name].zh}：最多 {most} 个字，请缩短。", f"{LABELS[name].en}: at most {most} characters."
            faults.append(_fault(name, zh, en))
    if old is not None and not posted["reason"]:
        faults.append(_fault("reason", "更改理由：请写明为什么更改。", "Reason: say why it is changed."))
    if faults or node is None or begin is None or end is None:
        raise Refusal(*faults)
    position = stand().position + 1 if old is None else old.response.position
    return Switch(
        node=node,
        response=Response(position, node.id, posted["pack"], begin, end),
        body={name: posted[name] for name in ("pack", "from", "to", "level", "basis") if posted[name]},
        reason=posted["reason"],
        old=old,
    )


def hand_in(one: Switch, number: str, seen: Sight) -> Receipt:
    """Record it in the reader's name; posted twice with the same number it is one entry."""
    made = _number(number)
    wire: dict[str, Any] = {
        "id": str(made),
        "kind": RESPONSE,
        "area": one.node.code,
        "happened_at": iso(_made_at(made) if one.old is None else one.old.stored.at),
        "means": "tap",
        "by": seen.account.username,
        "body": one.body,
    }
    if one.old is not None:
        wire |= {"replaces": str(one.old.stored.uuid), "reason": one.reason}
    return submit([wire])[0]


def _given(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query[name].strip()[:400] for name in FIELDS if name in query}


def _area(text: str, seen: Sight, faults: list[Reason]) -> Node | None:
    if not text:
        faults.append(_fault("area", "区域：请填写区域的名称或编码。", "Area: give its name or code."))
        return None
    try:
        node = area_named(text, seen, field="area")
    except Refusal as refusal:
        faults += refusal.reasons
        return None
    if not may_switch(seen, node.id):
        words = (
            f"区域：您不能在“{node.name.zh}”启用政策包，请选择您职权范围内的区域。",
            f"Area: you may not switch packs on in “{node.name.en}”; choose an area within your office.",
        )
        faults.append(_fault("area", *words))
        return None
    return node


def _begin(posted: Mapping[str, str], node: Node | None, own: int, faults: list[Reason]) -> int | None:
    text = posted["from"]
    if not text:
        faults.append(_fault("from", "起：请填写从哪天开始。", "From: say on which day it begins."))
        return None
    if not _MOMENT.fullmatch(text):
        faults.append(_no_date("from", Text("起", "From"), text))
        return None
    try:
        if node is None:
            return asked(text, field="from")
        return moment_of(text, posted["pack"], node.id, law(tree()), own=own)
    except Refusal:
        faults.append(_no_date("from", Text("起", "From"), text))
        return None


def _end(text: str, faults: list[Reason]) -> int | None:
    """The moment at which it is over; never, where none was given."""
    if not text:
        return EVER
    try:
        if _MOMENT.fullmatch(text):
            return asked(text, field="to") + 1
    except Refusal:
        pass
    faults.append(_no_date("to", Text("止", "To"), text))
    return None


def _no_date(field: str, label: Text, text: str) -> Reason:
    return _fault(
        field,
        f"{label.zh}：“{text[:40]}”不是日期，请写成 2020-02-10。",
        f"{label.en}: “{text[:40]}” is no date; write 2020-02-10.",
    )


def _fault(field: str, zh: str, en: str) -> Reason:
    return Reason(code="not_usable", field=field, text=Text(zh, en))


def _number(text: str) -> UUID:
    """The number that the preview gave; a fresh one for what no preview of the last day can have given."""
    try:
        given = UUID(text)
    except ValueError:
        return uuid7(now())
    return given if now() - DAY <= _made_at(given) <= now() else uuid7(now())


def _made_at(number: UUID) -> int:
    """The moment that stands in a number, so that the same preview confirmed twice says the same."""
    return (number.int >> 80) * MILLISECOND
