"""A form that comes with fields filled in: whom it is about and what is to be said, as a duty's button tells it.

The address names things by this node's numbers, so nothing personal stands in it; what the reader may not see is left
out, and refused where it is posted all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.http import Http404

from gridward.console.people.thing import Thing
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.addressed import asks_by_name
from gridward.console.records.again import again_of
from gridward.console.records.draft import Draft, Posted
from gridward.console.words.naming import Names, ref_of
from gridward.exchange.form import PREFIX
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored, by_position
from gridward.plug.kind import EntryKind, Ref
from gridward.plug.shape import fields_of

KEPT = ".kept"


def prefilled(kind: EntryKind, query: Mapping[str, str], seen: Sight) -> dict[str, list[str]]:
    """What an address puts into a new form of a kind."""
    found: dict[str, list[str]] = {}
    about = _visible(_ref(query.get("subject", "")), seen)
    for field in fields_of(kind.body):
        post = f"{PREFIX}{field.name}"
        text = query.get(post, "")[:200]
        if not text or field.field.personal:
            continue
        if not field.link:
            found[post] = [text]
            continue
        ref = _visible(_ref(text), seen)
        if ref is not None and ref.kind in field.kinds:
            found[f"{post}{KEPT}"] = [f"{ref.kind}:{ref.id}"]
            found[f"{post}.kept_label"] = [str(_called(ref, seen))]
            about = about or _subject_of(ref, kind, seen)
    if about is not None and about.kind in kind.about:
        found |= {"subject.kept": [f"{about.kind}:{about.id}"], "subject.kind": [about.kind]}
    return found


def kept_label(posted: Posted, seen: Sight) -> str:
    """What the kept subject of a form is called; "" where there is none to be seen."""
    ref = _visible(_ref(next(iter(posted.get("subject.kept", ())), "")), seen)
    return "" if ref is None else str(_called(ref, seen))


def kept_entry(posted: Posted, seen: Sight) -> Stored | None:
    """The entry that a form is about, where it is about one that the reader may look at."""
    ref = _ref(next(iter(posted.get("subject.kept", ())), ""))
    found: Iterable[Stored] = by_position([int(ref.id)]) if ref is not None and ref.kind == "entry" else ()
    return next((one for one in found if _covered(one, seen)), None)


def put_back(found: Draft, posted: Posted, seen: Sight) -> None:
    """Name what the form kept as the field names it. What is not seen becomes a reason, not an entry."""
    kept = [ref for name, texts in posted.items() if name.endswith(KEPT) for text in texts if (ref := _ref(text))]
    if not kept:
        return
    names = again_of([ref for ref in kept if _visible(ref, seen) is not None])
    lost: list[Ref] = []
    for place in ("subject", "body"):
        if place in found.wire:
            found.wire[place] = _named(found.wire[place], kept, names, lost)
    if lost:
        words = Text(
            "原来的对象已不可用，请重新填写。", "What it was about is no longer known; please fill it in again."
        )
        found.errors.append(Reason(code="no_longer_named", field="subject", text=words))


def _named(value: Any, kept: Sequence[Ref], names: Mapping[int, Ref], lost: list[Ref]) -> Any:
    if isinstance(value, list):
        return [_named(one, kept, names, lost) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != {"kind", "id"}:
        return {name: _named(one, kept, names, lost) for name, one in value.items()}
    ref = Ref(kind=str(value["kind"]), id=str(value["id"]))
    if ref not in kept:
        return value
    if ref.key not in names:
        lost.append(ref)
        return value
    return msgspec.to_builtins(names[ref.key])


def _ref(text: str) -> Ref | None:
    """A thing or entry by this node's number: `person:12`."""
    kind, _, number = text.partition(":")
    fine = number.isascii() and number.isdecimal() and len(number) < 16 and kind not in ("area", "place", "")
    return Ref(kind=kind, id=number) if fine else None


def _visible(ref: Ref | None, seen: Sight) -> Ref | None:
    """The reference, if the reader may look at what it names."""
    if ref is None:
        return None
    if ref.kind == "entry":
        number = int(ref.id)
        return ref if any(_covered(one, seen) for one in by_position([number])) or asks_by_name(number, seen) else None
    try:
        thing = Thing(int(ref.id), seen)
    except Http404:
        return None
    return ref if thing.kind == ref.kind else None


def _covered(one: Stored, seen: Sight) -> bool:
    return seen.covered_at(one.area, one.at, kind_name(one.kind))


def _subject_of(ref: Ref, kind: EntryKind, seen: Sight) -> Ref | None:
    """Whom the entry is about that a form answers, where the answer is about the same."""
    found: Iterable[Stored] = by_position([int(ref.id)]) if ref.kind == "entry" else ()
    about = next((ref_of(one.subject) for one in found), None)
    return _visible(about, seen) if about is not None and about.kind in kind.about else None


def _called(ref: Ref, seen: Sight) -> Text:
    return Names(seen, Standing(as_of=seen.now, live=True), [ref])(ref)
