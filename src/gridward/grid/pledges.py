"""Responsibility letters (责任书): asked for with an office that needs one, signed by its holder, never deleted."""

from dataclasses import dataclass
from uuid import UUID

from gridward.grid.models import Office, Pledge
from gridward.grid.roles import roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """An account signed the letter of its office `role` over `area` at `at`; `source` is the entries' chain."""

    source: UUID
    account: int
    role: str
    area: int
    at: int
    counter_signer: int | None = None
    text_version: str = ""
    valid_until: int | None = None


def follow(office: Office) -> None:
    """Bring the letters of an office in line with its term: one is open while the office is held."""
    rights = roles().get(office.role)
    if rights is not None and rights.pledge and not Pledge.objects.filter(office=office).exists():
        Pledge.objects.create(office=office, opened_at=office.from_at)
    letters = Pledge.objects.filter(office=office)
    letters.update(closed_at=office.to_at)
    letters.filter(signed_at=None).update(opened_at=office.from_at)


def sign(signing: Signing) -> bool:
    """Enter or correct a signature, on the letter that waits for it or else on one more; False: no such office."""
    terms = Office.objects.filter(
        account_id=signing.account, role=signing.role, area_id=signing.area, from_at__lte=signing.at
    )
    office = terms.order_by("-from_at", "-id").first()
    if office is None:
        return False
    letter = (
        Pledge.objects.filter(source=signing.source).first()
        or Pledge.objects.filter(office=office, source=None).first()
        or Pledge(opened_at=signing.at)
    )
    letter.office = office
    letter.source = signing.source
    letter.signed_at = signing.at
    letter.counter_signer_id = signing.counter_signer
    letter.text_version = signing.text_version
    letter.valid_until = signing.valid_until
    letter.closed_at = office.to_at
    letter.save()
    return True


def unsign(source: UUID) -> None:
    """The signature never was: its letter waits again."""
    Pledge.objects.filter(source=source).update(
        source=None, signed_at=None, counter_signer=None, text_version="", valid_until=None
    )
