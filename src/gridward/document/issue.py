"""Issuing a bulletin: what was drafted is stored whole, with its place in the ledger, and prints the same for ever."""

from dataclasses import replace

import msgspec

from gridward.account.models import Account
from gridward.document.bulletin import Bulletin
from gridward.document.models import Issued
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.text import Lang, Text

SIGNATURE = 60
"""Characters that a signature may have."""


def issue(bulletin: Bulletin, *, lang: Lang, by: Account, signed: str = "") -> Issued:
    """Store `bulletin` as issued now by `by`, for people who read `lang`; `signed` is the name that stands under it
    when it is not the account's own.
    """
    moment, name = clock.now(), " ".join(signed.split())[:SIGNATURE]
    issued = replace(bulletin, issued_at=moment, issued_by=Text(name, name) if name else by.name)
    return Issued.objects.create(
        template=issued.name,
        version=issued.version,
        area_id=tree().need(issued.area).id,
        as_of=issued.as_of,
        position=issued.proof.position,
        seal=issued.proof.seal,
        lang=lang,
        content=msgspec.to_builtins(issued),
        issued_by=by.pk,
        issued_at=moment,
    )


def reprint(issued: Issued) -> Bulletin:
    """The bulletin as it was issued, whatever the ledger has learnt since."""
    return msgspec.convert(issued.content, Bulletin)
