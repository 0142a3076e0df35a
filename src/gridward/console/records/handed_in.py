"""What the page that follows says of an entry that was handed in."""

from django.contrib import messages
from django.http import HttpRequest

from gridward.intake.wire import Receipt


def tell(request: HttpRequest, word: str, receipt: Receipt) -> None:
    """A word, and whatever the receipt has against it."""
    said = " ".join([word, *(str(reason.text) for reason in receipt.reasons)])
    tone = "good" if receipt.outcome == "accepted" else "warn"
    messages.add_message(request, messages.INFO, said, extra_tags=tone)
