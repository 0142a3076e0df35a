"""Due for release: whose last day is today or past and who was not released yet, and releasing several at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.http import Http404

from gridward.console.duties.sight import DutySight
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.again import again_of
from gridward.console.words.clauses import needed_words, standing_label
from gridward.console.words.naming import Names, ref_of
from gridward.duty.law import EVER
from gridward.duty.under import Under, conditions, lasting_until
from gridward.grid.tree import Node
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit.clock import date_of, day_of, iso, now
from gridward.kit.errors import refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.ledger.names import kind_numbers
from gridward.ledger.stored import Stored, about, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, Ref
from gridward.policy.lists import Option, options

RELEASE, ORDER = "followup.release", "followup.order"
BACK = 45
"""Days back for which those not released yet are listed."""
REASONS, CONDITIONS = "override_reason", "release_condition"
MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Somebody whose days are over. `key` names the row in the form; "" for whoever may not release there."""

    key: str
    name: Text
    href: str
    area: Text
    area_href: str
    measure: Text
    since: int
    last: str
    late: int
    conditions: tuple[tuple[Text, bool], ...]
    because_href: str

    @property
    def ready(self) -> bool:
        """Whether every condition holds."""
        return all(met for _, met in self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """The list: those of today, those of former days, and what the form offers."""

    node: Node
    rows: tuple[Due, ...]
    today: int
    earlier: int
    ready: int
    reasons: tuple[Option, ...]
    conditions: tuple[Option, ...]
    may: bool


def release_kind(seen: Sight) -> EntryKind:
    """The kind that ends a standing; Http404 where there is none or the reader may not record it anywhere."""
    kind = CATALOGUE.kinds.get(RELEASE)
    if kind is None or not seen.may_record(kind):
        raise Http404
    return kind


def releases(node: Node, seen: Sight, standing: Standing) -> Releases:
    """Who is due in an area."""
    kind = release_kind(seen)
    sight = DutySight(seen, node, standing.as_of)
    found = waiting(sight)
    rows = _rows(found, kind, sight, standing)
    return Releases(
        node=node,
        rows=tuple(rows),
        today=sum(row.late == 0 for row in rows),
        earlier=sum(row.late > 0 for row in rows),
        ready=sum(row.ready for row in rows),
        reasons=options(REASONS),
        conditions=options(CONDITIONS),
        may=any(row.key for row in rows),
    )


def waiting(sight: DutySight) -> list[Under]:
    """The standings whose days are over and that no release has ended; of somebody with several the last."""
    today = day_of(sight.at)
    found = [
        one
        for one in lasting_until(sight.within, today - BACK, today)
        if one.measure is not None
        and _released_by_entry(one)
        and sight.seen.covered_at(one.area, one.begins, one.measure.on)
        and one.begins <= sight.at
    ][:MOST]
    told = _since([one.subject for one in found])
    still = [one for one in found if not any(at >= one.begins for at in told.get(one.subject, ()))]
    return [*{one.subject: one for one in still}.values()]


def _released_by_entry(one: Under) -> bool:
    return one.measure is not None and any(end.on == RELEASE for end in one.measure.ends)


def _since(subjects: Collection[int]) -> dict[int, list[int]]:
    """When each of these was released, ever."""
    found: dict[int, list[int]] = {}
    for one in counting(about(subjects, kind_numbers((RELEASE,))), EVER) if subjects else ():
        found.setdefault(one.subject or 0, []).append(one.at)
    return found


def _rows(found: Sequence[Under], kind: EntryKind, sight: DutySight, standing: Standing) -> list[Due]:
    refs = {one.subject: ref_of(one.subject) for one in found}
    names = Names(sight.seen, standing, [ref for ref in refs.values() if ref is not None])
    met, today = conditions(found, sight.at), day_of(sight.at)
    because = {one.because for one in found}
    entries = {one.chain: one for one in of_chains(because)} if because else {}
    return [
        Due(
            key=f"{one.subject}.{one.begins}" if sight.seen.may_record(kind, one.area) else "",
            name=_called(refs[one.subject], names),
            href=_href(refs[one.subject], names),
            area=names.area(one.area),
            area_href=names.area_href(one.area),
            measure=standing_label(one.name),
            since=one.begins,
            last=date_of(one.last_day or today).isoformat(),
            late=today - (one.last_day or today),
            conditions=tuple((needed_words(each.needed), each.met) for each in met[number]),
            because_href=_entry_href(entries.get(one.because)),
        )
        for number, one in enumerate(found)
    ]


def _called(ref: Ref | None, names: Names) -> Text:
    return Text("", "") if ref is None else names(ref)


def _href(ref: Ref | None, names: Names) -> str:
    return "" if ref is None else names.href(ref)


def _entry_href(one: Stored | None) -> str:
    return "" if one is None else address.entry(one.uuid)


def release(posted: Mapping[str, Sequence[str]], node: Node, seen: Sight, standing: Standing) -> list[Receipt]:
    """Release those that were chosen, each by an entry of its own. Raises `Refusal` where something is missing."""
    kind = release_kind(seen)
    sight = DutySight(seen, node, standing.as_of)
    chosen = set(posted.get("who", ()))
    found = [one for one in waiting(sight) if f"{one.subject}.{one.begins}" in chosen]
    found = [one for one in found if seen.may_record(kind, one.area)]
    if not found:
        raise refuse("required", field="who", zh="请至少选择一人。", en="Choose at least one.")
    reason = next(iter(posted.get("reason", ())), "")
    met = conditions(found, sight.at)
    lacking = sum(any(not each.met for each in one) for one in met.values())
    if lacking and reason not in {one.code for one in options(REASONS)}:
        raise refuse(
            "reason_needed",
            field="reason",
            zh=f"所选人员中有{lacking}人的解除条件未全部满足，请选择原因，或取消选择这些人。",
            en=f"For {lacking} of those chosen not every condition holds. Choose a reason, or leave them out.",
        )
    known = {one.code for one in options(CONDITIONS)}
    common: dict[str, Any] = {"conditions": [one for one in posted.get("conditions", ()) if one in known]}
    if reason:
        common["reason"] = reason
    return submit(_wires(found, common, seen, standing))


def _wires(found: Sequence[Under], common: Mapping[str, Any], seen: Sight, standing: Standing) -> list[dict[str, Any]]:
    orders = _orders(found)
    subjects = [ref for one in found if (ref := ref_of(one.subject)) is not None]
    again = again_of([*subjects, *(Ref(kind="entry", id=str(one.position)) for one in orders.values())])
    at = iso(min(standing.as_of, now()))
    return [
        {
            "id": str(uuid7(now())),
            "kind": RELEASE,
            "area": seen.tree.by_id(one.area).code,
            "subject": msgspec.to_builtins(again[one.subject]),
            "happened_at": at,
            "means": "tap",
            "by": seen.account.username,
            "body": {
                "order": {"kind": "entry", "id": str(orders[one.subject].uuid)},
                "outcome": "completed",
                "effective_at": at,
                **common,
            },
        }
        for one in found
        if one.subject in again and one.subject in orders
    ]


def _orders(found: Sequence[Under]) -> dict[int, Stored]:
    """The order that a release ends: the last one about the person, else what put them under the standing."""
    because = {one.chain: one for one in of_chains({one.because for one in found})}
    orders = {one.subject: because[one.because] for one in found if one.because in because}
    told = counting(about([one.subject for one in found], kind_numbers((ORDER,))), EVER)
    for one in sorted(told, key=lambda each: each.at):
        if one.subject in orders:
            orders[one.subject] = one
    return orders
