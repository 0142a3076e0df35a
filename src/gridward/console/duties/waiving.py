"""Excusing a duty, or putting it off: an entry of its own, with a reason and whoever approved it."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import Http404

from gridward.console.duties.settling import WAIVER, may_waive
from gridward.console.duties.sight import DutySight
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.again import again_of
from gridward.console.words.naming import ref_of
from gridward.duty.listed import Listed
from gridward.intake.kernel import Excuse
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit.clock import DAY, SECOND, asked, day_of, first_moment, iso, now
from gridward.kit.errors import Reason, Refusal
from gridward.kit.ids import uuid7
from gridward.kit.text import Text

REASONS = tuple((one.value, one.label) for one in Excuse)


def duty_of(number: int, seen: Sight, standing: Standing) -> tuple[Listed, DutySight]:
    """The duty of a number; raises Http404 where there is none, it is not seen, or the reader may not excuse it."""
    sight = DutySight(seen, seen.home, standing.as_of)
    found = next(iter(sight.reader.of_ids([number])), None)
    if found is None or found.area not in seen.tree or not seen.covers(found.area) or not may_waive(found, seen):
        raise Http404
    if not sight.sees(found.duty, seen.tree.path(found.area, seen.now)):
        raise Http404
    return found, sight


def waive(one: Listed, posted: Mapping[str, str], seen: Sight, standing: Standing) -> Receipt:
    """Record it. Raises `Refusal` with every field that is missing or cannot be."""
    faults: list[Reason] = []
    reason = posted.get("reason", "")
    if reason not in dict(REASONS):
        faults.append(_fault("reason", "“理由”未选，请选择理由。", "Reason: choose one of the list."))
    approved = posted.get("approved_by", "").strip()[:150]
    if not approved:
        faults.append(_fault("approved_by", "“批准人”未填，请写明批准人。", "Approved by: say who approved it."))
    until, last = _until(posted, one, faults), _last(posted, one, faults)
    if faults:
        raise Refusal(*faults)
    first = one.opens - one.opens % SECOND
    body: dict[str, Any] = {
        "duty": one.name, "from": iso(first), "to": iso(last), "reason": reason, "approved_by": approved,
    }  # fmt: skip
    if until is not None:
        body["until"] = iso(until)
    return submit([_wire(one, body, seen, standing)])[0]


def _until(posted: Mapping[str, str], one: Listed, faults: list[Reason]) -> int | None:
    """Until when it is put off; None for good. It must lie after the duty was due."""
    text = posted.get("until", "").strip()
    if not text:
        return None
    at = _parsed("until", text, faults)
    if at is not None and at <= one.due:
        words = (
            "“顺延至”须晚于原时限，请改为原时限之后的时间；留空为免除。",
            "Put off until: that is not after it was due; give a later time, or leave it empty to excuse it.",
        )
        faults.append(_fault("until", *words))
    return at


def _last(posted: Mapping[str, str], one: Listed, faults: list[Reason]) -> int:
    """Up to when windows of the same duty are meant: this one alone, or all that open up to the end of a day."""
    text = posted.get("last", "").strip()
    if not text:
        return one.opens - one.opens % SECOND + SECOND
    at = _parsed("last", text[:10], faults)
    if at is None:
        return 0
    if day_of(at) < day_of(one.opens) or at > one.opens + 60 * DAY:
        words = (
            "“并包括此后各天，直到”须在任务当天之后、六十天之内，请改日期或留空。",
            "Also every day up to: give a day from that of the duty to sixty days later, or leave it empty.",
        )
        faults.append(_fault("last", *words))
    return first_moment(day_of(at) + 1) - SECOND


def _parsed(field: str, text: str, faults: list[Reason]) -> int | None:
    try:
        return asked(text.replace("/", "-"), field=field)
    except Refusal as refusal:
        faults += refusal.reasons
        return None


def _fault(field: str, zh: str, en: str) -> Reason:
    return Reason(code="required", field=field, text=Text(zh, en))


def _wire(one: Listed, body: Mapping[str, Any], seen: Sight, standing: Standing) -> dict[str, Any]:
    wire: dict[str, Any] = {
        "id": str(uuid7(now())),
        "kind": WAIVER,
        "area": seen.tree.by_id(one.area).code,
        "happened_at": iso(min(standing.as_of, now())),
        "means": "tap",
        "by": seen.account.username,
        "body": body,
    }
    ref = ref_of(one.subject)
    if ref is not None and ref.kind not in ("area", "place"):
        found = again_of([ref])
        if ref.key not in found:
            raise Http404
        wire["subject"] = msgspec.to_builtins(found[ref.key])
    return wire
