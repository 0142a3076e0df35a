"""The forms that settle a duty, or excuse it, with everything filled in that the duty tells."""

from enum import Enum
from typing import Any

from django.urls import reverse

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.duty.handover import HANDOVER
from gridward.duty.listed import Listed
from gridward.kit.clock import DAY, date_of, day_of
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind, thing_of
from gridward.plug.shape import fields_of, shape_of
from gridward.policy.vocabulary import Duty

WAIVER = "duty.waiver"
NOTHING = Text("", "")


def form_of(one: Listed, seen: Sight, at: int) -> tuple[Text, str]:
    """What the form is called that settles a duty, and its address; nothing for whoever may not record it there."""
    if one.duty is None or one.opens > at or one.area not in seen.tree:
        return NOTHING, ""
    area = seen.home.id if thing_of(one.subject).kind == "account" and not seen.covers(one.area) else one.area
    if one.duty.on == HANDOVER:
        return Text("处理移交", "See to it"), reverse("console:handovers")
    for name in one.duty.by:
        kind = CATALOGUE.kinds.get(name)
        if kind is not None and seen.may_record(kind, area):
            return kind.label, address.record(
                name, area=seen.tree.by_id(area).code, duty=one.name, **_filled(one, one.duty, kind)
            )
    return NOTHING, ""


def waiver_of(one: Listed, seen: Sight) -> str:
    """The address of the page that excuses a duty or puts it off; "" for whoever may not."""
    return reverse("console:waiver", args=(one.id,)) if may_waive(one, seen) else ""


def may_waive(one: Listed, seen: Sight) -> bool:
    """Whether a reader may excuse a duty: one that a pack still has, is not over and done, and lies in their ground."""
    kind = CATALOGUE.kinds[WAIVER]
    return one.duty is not None and one.area in seen.tree and seen.may_record(kind, one.area)


def _filled(one: Listed, duty: Duty, kind: EntryKind) -> dict[str, str]:
    """The fields of a form that a duty decides: whom it is about, what must be said, which slot, of which day."""
    found = _about(one, kind)
    for name, want in duty.with_.items():
        if isinstance(want, bool | int | str):
            found[f"body.{name}"] = _typed(want)
    slots = next((field.type for field in fields_of(kind.body) if field.name == "slot"), None)
    if one.slot and isinstance(slots, type) and issubclass(slots, Enum):
        for code in (str(each.value) for each in slots):
            if code.casefold() == one.slot:
                found["body.slot"] = code
    if one.due - one.opens <= DAY and any(field.name == "date" and field.required for field in fields_of(kind.body)):
        found["body.date"] = date_of(day_of(one.opens) - (duty.covers == "day_before")).isoformat()
    return found


def _about(one: Listed, kind: EntryKind) -> dict[str, str]:
    """Whom an entry is about, as far as the kind takes it; a matter also by the field that names it."""
    thing = thing_of(one.subject)
    found: dict[str, str] = {}
    if thing.kind in ("area", "place", "account"):
        asked = one.duty is not None and one.duty.for_ and one.because and "entry" in kind.about
        return {"subject": f"entry:{one.because}"} if asked else found
    if thing.kind in kind.about:
        found["subject"] = f"{thing.kind}:{thing.id}"
    matter = one.because if thing.kind != "entry" else thing.id
    if matter and "entry" not in kind.about:
        named = [link.name for link in shape_of(kind.body).links if "entry" in link.field.names.split()]
        found |= {f"body.{name}": f"entry:{matter}" for name in named[:1]}
    if thing.kind == "entry" and "entry" in kind.about:
        found["subject"] = f"entry:{thing.id}"
    return found


def _typed(want: Any) -> str:
    return ("true" if want else "false") if isinstance(want, bool) else str(want)
