"""When the responses of this node end. Where all of them are over, pages stand at that moment."""

from gridward.duty import responses
from gridward.duty.law import EVER
from gridward.ledger.names import kind_number
from gridward.ledger.stored import counting, select


def last_end() -> int | None:
    """The last moment of the last response; None while there is none, or one without an end."""
    return responses.last_end(counting(select("kind = %s", (kind_number(responses.RESPONSE),)), EVER))
