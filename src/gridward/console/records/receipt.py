"""What became of an entry just handed in, as its page says it."""

from dataclasses import dataclass
from uuid import UUID

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.records.draft import Draft
from gridward.intake.wire import Receipt
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The receipt in words, and where to go from here."""

    uuid: UUID
    outcome: Outcome
    position: int | None
    reasons: tuple[Reason, ...]
    kind: Text
    kind_name: str
    area: Text
    about: str
    href: str
    again: str

    @property
    def counts(self) -> bool:
        """Whether nothing more has to be done about it."""
        return self.outcome in (Outcome.ACCEPTED, Outcome.FLAGGED)


def receipt_of(receipt: Receipt, found: Draft, seen: Sight, *, about: str = "") -> Told:
    """The receipt of the entry in `found`; `about` is what the form called whom it is about."""
    area = found.node
    return Told(
        uuid=UUID(receipt.id),
        outcome=next(one for one in Outcome if one.wire == receipt.outcome),
        position=receipt.position,
        reasons=receipt.reasons,
        kind=found.kind.label,
        kind_name=found.kind.name,
        area=area.name if area is not None else Text("", ""),
        about=about,
        href=address.entry(receipt.id) if area is not None and seen.sees_kind(found.kind.name) else "",
        again=address.record(found.kind.name, area=area.code if area is not None else ""),
    )
