"""Handing in entries, and the head of the ledger."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from gridward.api.answers import json
from gridward.api.body import body_of
from gridward.api.document import batch
from gridward.api.words import ErrorsOut, HeadOut, TakenOut
from gridward.intake.receive import receive
from gridward.ledger.head import stand

router = Router(tags=["sync"])

_ERRORS = {400: ErrorsOut, 401: ErrorsOut, 411: ErrorsOut, 413: ErrorsOut, 415: ErrorsOut, 503: ErrorsOut}


@router.post("/sync/entries", response={200: TakenOut, **_ERRORS}, openapi_extra=batch(), summary="Hand in a batch")
def entries(request: HttpRequest) -> HttpResponse:
    """Every entry gets a receipt, in order; nothing that could be read or not is refused. Sending a batch again is
    harmless. A conflict is not an error: the status is 200 whatever the receipts say.
    """
    device = request.auth.name  # type: ignore[attr-defined]
    receipts = receive(body_of(request), device=device, trusted=False)
    return json({"receipts": [receipt.wire() for receipt in receipts], "head": stand()._asdict()})


@router.get("/head", response={200: HeadOut, 401: ErrorsOut, 503: ErrorsOut}, summary="The head of the ledger")
def head(request: HttpRequest) -> HttpResponse:
    """How far the ledger goes. A device that remembers a higher position, or another epoch, offers what it holds."""
    return json(stand()._asdict())
