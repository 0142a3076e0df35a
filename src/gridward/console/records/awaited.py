"""An order that waits for a second person, as that person reads it.

While it is held, the whole order is sealed, so it is read from there: people masked and personal text closed, as on
every other page.
"""

from dataclasses import dataclass

from gridward.account.models import Account
from gridward.console.reader.sight import Sight
from gridward.console.records.rows import SEALED, personal_fields
from gridward.console.words.naming import SOMETHING
from gridward.exchange.shape import shapes_of
from gridward.exchange.words import Word, words
from gridward.intake.coming import Coming
from gridward.intake.keeping import unsealed
from gridward.intake.look import look
from gridward.intake.second import MISSING
from gridward.kit.text import Text
from gridward.ledger.content import understood
from gridward.ledger.outcome import Outcome
from gridward.ledger.reasons import reasons_of
from gridward.ledger.stored import Stored
from gridward.plug.kind import Ref
from gridward.roll.identity import masked
from gridward.roll.masking import mask_text
from gridward.roll.resolve import known
from gridward.roll.sealing import Erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an order says, as far as it may be told; `by` is whoever gave it, `about` whom it restricts."""

    by: str
    about: Text
    words: tuple[Word, ...]


def awaited(stored: Stored) -> Coming | None:
    """The order, where it waits for a second person and nothing else became of it."""
    held = stored.outcome == Outcome.HELD.value and stored.counts_from is None and not understood(stored.content)
    if not held or all(one.code != MISSING for one in reasons_of(stored.reasons)):
        return None
    try:
        (found,) = look([unsealed(stored.content, stored.uuid)], received=stored.at)
    except Erased:
        return None
    return found if found.wire is not None and found.kind is not None and found.body is not None else None


def order(coming: Coming, seen: Sight) -> Order:
    """The order in words."""
    wire, kind = coming.wire, coming.kind
    if wire is None or kind is None:
        raise ValueError(f"nothing to read in {coming.id}")
    name = wire.by or wire.entered_by or ""
    officer = Account.objects.filter(username=name).first()
    shut = personal_fields(kind) | {one.name for one in shapes_of(kind) if one.type == "rows"}
    said = words(coming.body, naming=lambda ref: called(ref, seen))
    return Order(
        by=name if officer is None else str(officer.name),
        about=Text("", "") if wire.subject is None else called(wire.subject, seen),
        words=tuple(word.instead(SEALED) if word.name in shut else word for word in said),
    )


def called(ref: Ref, seen: Sight) -> Text:
    """What something is called as it was sent: an area by its name where it is seen, anything else masked."""
    text, word = ref.id or ref.ref, SOMETHING.get(ref.kind, Text(ref.kind, ref.kind))
    if ref.kind in ("area", "place"):
        node = seen.tree.by_code(text)
        return node.name if node is not None and seen.covers(node.id) else Text("(范围外)", "(outside)")
    if ref.kind == "entry":
        return word
    number = known([ref]).get(ref)
    shown = mask_text(text) if number is None else masked([number]).get(number, "")
    return Text(shown, shown)
