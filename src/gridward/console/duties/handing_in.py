"""Offering, accepting, returning and deciding hand-overs from the console: each an entry of its own, made by a tap."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import Http404

from gridward.console.duties.handing import answers, decides, offers_again, uuid_of
from gridward.console.reader.search import on_map
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.again import again_of
from gridward.console.words.naming import ref_of
from gridward.duty.handover import ANSWER, DECISION, HANDOVER
from gridward.duty.listed import Listed
from gridward.duty.models import Handover
from gridward.duty.state import State
from gridward.grid.node import Node
from gridward.grid.roles import roles
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit.clock import iso, now
from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Ref, thing_of

OVER = frozenset({State.DONE, State.DONE_LATE, State.HEARD_LATE, State.RELIEVED, State.WAIVED, State.WITHDRAWN})


def may_hand_over(one: Listed, seen: Sight) -> bool:
    """Whether the reader may offer a duty to somebody else: one that is not over, no officer's own, in their ground."""
    if one.duty is None or one.state in OVER or one.area not in seen.tree:
        return False
    if thing_of(one.subject).kind == "account" or one.duty.on == HANDOVER:
        return False
    return seen.may_record(CATALOGUE.kinds[HANDOVER], one.area)


def offer(one: Listed, posted: Mapping[str, str], seen: Sight, standing: Standing) -> Receipt:
    """Offer a duty, or all that is asked about its subject. Raises `Refusal` with every field that cannot be."""
    body = _body(posted, seen, seen.tree.by_id(one.area))
    if posted.get("what") != "all":
        body["duty"] = one.name
    return _submit(HANDOVER, seen.tree.by_id(one.area).code, body, _about(one), seen, standing)


def offer_again(one: Handover, posted: Mapping[str, str], seen: Sight, standing: Standing) -> Receipt:
    """Offer what was returned once more, to the same or to somebody else."""
    if not offers_again(one, seen):
        raise Http404
    giver = seen.tree.by_id(one.giver)
    body = _body(posted, seen, giver)
    if one.duty:
        body["duty"] = one.duty
    about = {"kind": "entry", "id": uuid_of(one.chain)}
    return _submit(HANDOVER, giver.code, body, about, seen, standing)


def answer(one: Handover, posted: Mapping[str, str], seen: Sight, standing: Standing) -> Receipt:
    """Accept, or return with a reason. Raises `Refusal` without one."""
    if not answers(one, seen):
        raise Http404
    said, reason = posted.get("answer", ""), " ".join(posted.get("reason", "").split())[:300]
    if said not in ("accepted", "returned"):
        raise refuse("required", field="answer", zh="请选择接收或退回。", en="Choose whether to accept or return it.")
    if said == "returned" and not reason:
        raise refuse("required", field="reason", zh="“退回原因”未填，请写明。", en="Say why it is returned.")
    body = {"answer": said} | ({"reason": reason} if said == "returned" else {})
    about = {"kind": "entry", "id": uuid_of(one.chain)}
    return _submit(ANSWER, seen.tree.by_id(one.receiver).code, body, about, seen, standing)


def decide(one: Handover, posted: Mapping[str, str], seen: Sight, standing: Standing) -> Receipt:
    """Say whose it is. Raises `Refusal` for what is none of the two."""
    if not decides(one, seen):
        raise Http404
    reason = " ".join(posted.get("reason", "").split())[:300]
    to = {"giver": one.giver, "receiver": one.receiver}.get(posted.get("to", ""))
    faults = []
    if to is None:
        faults.append(_fault("to", "请选择由谁负责。", "Choose whose it is."))
    if not reason:
        faults.append(_fault("reason", "“理由”未填，请写明。", "Say why."))
    if faults or to is None:
        raise Refusal(*faults)
    body: dict[str, Any] = {"to": seen.tree.by_id(to).code, "reason": reason}
    if to == one.receiver and one.office:
        body["office"] = one.office
    about = {"kind": "entry", "id": uuid_of(one.chain)}
    return _submit(DECISION, seen.tree.by_id(one.above).code, body, about, seen, standing)


def receiver_named(text: str, seen: Sight) -> Node:
    """The area of the map, no place, that a code or full name means; raises Refusal for none or several."""
    found = seen.tree.by_code(text)
    if found is not None and found.level != "place":
        return found
    same = [one for one in on_map(seen) if text in (one.name.zh, one.name.en)]
    if len(same) == 1:
        return same[0]
    raise refuse(
        "unknown_area",
        field="to",
        zh=f"接收区域“{text[:60]}”{'有多个同名' if same else '不在地图上'}。请输入名称的一部分，从列表中选择。",
        en=f"To area: “{text[:60]}” {'means several areas' if same else 'is not on the map'}. "
        "Type a part of its name and choose it from the list.",
    )


def _body(posted: Mapping[str, str], seen: Sight, giver: Node) -> dict[str, Any]:
    to, office = posted.get("to", "").strip(), posted.get("office", "").strip()
    faults: list[Reason] = []
    found = None
    if not to:
        faults.append(_fault("to", "“接收区域”未填，请写明移交给哪里。", "“To area” is empty; say to whom it goes."))
    else:
        try:
            found = receiver_named(to, seen)
        except Refusal as refusal:
            faults += refusal.reasons
    if office and office not in roles():
        faults.append(_fault("office", "没有这个职务，请从列表中选择。", "There is no such office; choose one."))
    if found is not None and found.id == giver.id and not office:
        words = ("不能移交给本区域自己；可指定职务。", "It cannot be handed to the area itself; name an office there.")
        faults.append(_fault("to", *words))
    reason = " ".join(posted.get("reason", "").split())[:300]
    if not reason:
        faults.append(_fault("reason", "“移交原因”未填，请写明。", "Say why it is handed over."))
    if faults or found is None:
        raise Refusal(*faults)
    return {"to": found.code, "reason": reason} | ({"office": office} if office else {})


def _about(one: Listed) -> dict[str, Any] | None:
    """What is handed over: a person or thing, the matter that asks an area, or what the area itself owes."""
    thing = thing_of(one.subject)
    ref = ref_of(one.subject)
    if thing.kind in ("area", "place"):
        if not (one.duty is not None and one.duty.for_ and one.because):
            return None
        ref = Ref(kind="entry", id=str(one.because))
    if ref is None:
        raise Http404
    found = again_of([ref])
    if ref.key not in found:
        raise Http404
    named: dict[str, Any] = msgspec.to_builtins(found[ref.key])
    return named


def _submit(
    kind: str, area: str, body: Mapping[str, Any], about: Mapping[str, Any] | None, seen: Sight, standing: Standing
) -> Receipt:
    wire: dict[str, Any] = {
        "id": str(uuid7(now())), "kind": kind, "area": area, "happened_at": iso(min(standing.as_of, now())),
        "means": "tap", "by": seen.account.username, "body": body,
    }  # fmt: skip
    if about is not None:
        wire["subject"] = about
    return submit([wire])[0]


def _fault(field: str, zh: str, en: str) -> Reason:
    return Reason(code="required", field=field, text=Text(zh, en))
