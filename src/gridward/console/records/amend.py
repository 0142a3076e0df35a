"""Correcting and voiding: a new entry that replaces the one that counts, with the reason."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.again import again_of
from gridward.console.records.draft import Draft, Posted, draft
from gridward.console.records.rows import Read, names_for, read
from gridward.console.words.naming import ref_of
from gridward.exchange.form import PREFIX, typed_moment
from gridward.exchange.words import posted_of, refs
from gridward.intake.kernel import NODES_OWN
from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal, refuse
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.ledger.active import tip
from gridward.ledger.stored import Stored, of_chains
from gridward.plug.kind import Ref
from gridward.plug.shape import fields_of
from gridward.roll.sealing import Erased, unseal, unseal_node

LONGEST = 200


def may_amend(stored: Stored, seen: Sight) -> bool:
    """Whether the account may correct or void an entry: its author may, and an office that corrects this kind there."""
    one = read(stored)
    if one.kind is None or one.content is None or one.kind_name in NODES_OWN:
        return False
    name = seen.account.username
    mine = name in (one.content.by, one.content.entered_by)
    area = stored.area if stored.area is not None and stored.area in seen.tree else None
    return mine or seen.may("correct", area, one.kind_name)


def present(stored: Stored) -> Stored:
    """The entry of the chain that counts, or the given one when none does."""
    return tip([one for one in of_chains([stored.chain]) if one.counts_from is not None]) or stored


def form_of(stored: Stored, seen: Sight, standing: Standing) -> tuple[dict[str, list[str]], str]:
    """What stands in the form that corrects an entry, and what its subject is called."""
    one = read(stored)
    names = names_for([one], seen, standing)
    posted = posted_of(one.body, naming=names, code_of=_coder(seen), prefix=PREFIX) if one.body is not None else {}
    about = ref_of(stored.subject)
    node = seen.tree.by_id(stored.area) if stored.area is not None and stored.area in seen.tree else None
    envelope = {
        "id": [str(uuid7(clock.now()))],
        "opened": [clock.iso(clock.now())],
        "area": [node.code if node else one.content.area if one.content else ""],
        "happened_at": [typed_moment(clock.moment(stored.at))],
        "by": [one.content.by if one.content else ""],
        "means": [one.content.means if one.content else ""],
    }
    if about is not None and about.kind not in ("area", "place"):
        envelope["subject.kept"] = [f"{about.kind}:{about.id}"]
        return posted | envelope, str(names(about))
    return posted | envelope, ""


def correction(stored: Stored, posted: Posted, seen: Sight) -> Draft:
    """The entry that corrects another one; references and sealed text that were kept are put back in."""
    one = read(stored)
    if one.kind is None or one.content is None:
        raise refuse("not_correctable", zh="这条记录无法更正。", en="This entry cannot be corrected.")
    found = draft(one.kind, posted, seen, verb="see")
    found.wire |= {"by": one.content.by or None, "entered_by": seen.account.username, "replaces": str(stored.uuid)}
    found.wire["means"] = one.content.means
    if next(iter(posted.get("happened_at", ())), "") == typed_moment(clock.moment(stored.at)):
        found.wire["happened_at"] = clock.iso(stored.at)  # untouched: to the microsecond
    _say_why(found, posted)
    try:
        _restore(found, one)
    except Refusal as refusal:
        found.errors += refusal.reasons
    return found


def voiding(stored: Stored, posted: Posted, seen: Sight) -> Draft:
    """The entry that says another one never happened."""
    one = read(stored)
    if one.kind is None or one.content is None:
        raise refuse("not_correctable", zh="这条记录无法作废。", en="This entry cannot be voided.")
    found = Draft(one.kind)
    found.wire = {
        "id": str(uuid7(clock.now())),
        "kind": one.kind_name,
        "version": one.kind.version,
        "area": one.content.area,
        "happened_at": one.content.happened_at,
        "recorded_at": clock.iso(clock.now()),
        "by": one.content.by or None,
        "entered_by": seen.account.username,
        "means": one.content.means,
        "body": None,
        "replaces": str(stored.uuid),
    }
    about = ref_of(stored.subject)
    if about is not None:
        again = again_of([about])
        if about.key in again:
            found.wire["subject"] = msgspec.to_builtins(again[about.key])
    _say_why(found, posted)
    return found


def _say_why(found: Draft, posted: Posted) -> None:
    why = next((text.strip() for text in posted.get("reason", ()) if text.strip()), "")
    if not why:
        words = Text("“理由”未填，请写明为什么更正或作废。", "“Reason” is empty; say why it is corrected or voided.")
        found.errors.append(Reason(code="required", field="reason", text=words))
    elif len(why) > LONGEST:
        words = Text(f"“理由”最多 {LONGEST} 个字，请缩短。", f"“Reason” has at most {LONGEST} characters; shorten it.")
        found.errors.append(Reason(code="too_long", field="reason", text=words))
    found.wire["reason"] = why[:LONGEST]


def _restore(found: Draft, one: Read) -> None:
    """Put back what the form kept: references by the names the field gave them, sealed text in clear."""
    known = [*refs(one.body), *(ref for ref in [ref_of(one.stored.subject)] if ref is not None)]
    again = again_of(known)
    body = found.wire["body"]
    for name, value in body.items():
        body[name] = _named(value, known, again)
    if "subject" in found.wire:
        found.wire["subject"] = _named(found.wire["subject"], known, again)
    if one.kind is None or one.body is None:
        return
    for field in fields_of(one.kind.body):
        sealed = getattr(one.body, field.attribute) if field.field.personal else None
        if sealed and not body.get(field.name):
            body[field.name] = _opened(one, field.name, str(sealed))


def _named(value: Any, known: Sequence[Ref], again: Mapping[int, Ref]) -> Any:
    """Kept references (`kind`, the node's number) as the wire names them, also in lists and rows; the rest as it is."""
    if isinstance(value, list):
        return [_named(one, known, again) for one in value]
    if isinstance(value, dict) and value.keys() != {"kind", "id"}:
        return {name: _named(one, known, again) for name, one in value.items()}
    if not isinstance(value, dict) or not str(value["id"]).isdecimal():
        return value
    kept = Ref(kind=str(value["kind"]), id=str(value["id"]))
    if kept not in known or kept.key not in again:
        raise refuse(
            "no_longer_named",
            field="subject",
            zh="原来的对象已不可用，请重新填写。",
            en="What it was about is no longer known; please fill it in again.",
        )
    return msgspec.to_builtins(again[kept.key])


def _opened(one: Read, name: str, sealed: str) -> str:
    """Sealed text in clear, to be sealed again in the entry that replaces it."""
    context = f"{one.stored.uuid}:{name}".encode()
    about = ref_of(one.stored.subject)
    try:
        return (
            unseal_node(sealed, context)
            if sealed.startswith("~n:")
            else unseal(int(about.id) if about else 0, sealed, context)
        )
    except Erased:
        return ""


def _coder(seen: Sight) -> Any:
    return lambda ref: seen.tree.by_id(int(ref.id)).code if ref.id.isdecimal() and int(ref.id) in seen.tree else ref.ref
