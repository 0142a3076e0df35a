"""The body of a stored entry, read as its kind declares it today."""

from typing import Any

from gridward.ledger.bodies import read_body
from gridward.ledger.content import inner
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE


def body(one: Stored) -> Any:
    """The body; raises msgspec.ValidationError for one that no released version allows."""
    content = inner(one.content)
    return read_body(CATALOGUE.kinds[kind_name(one.kind)], content.version, content.body)


def answers(one: Any, name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a body's field has one of these answers, as they stand on the wire."""
    value = getattr(one, name, None)
    return str(getattr(value, "value", value)) in wanted
