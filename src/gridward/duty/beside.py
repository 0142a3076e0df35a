"""The tables of duties beside the real ones."""

from contextlib import AbstractContextManager

from gridward.duty.book import DUTY, PASSING, STANDING
from gridward.kit import beside as tables

_INDEXES = (
    "CREATE UNIQUE INDEX {at}duty_again ON duty_duty (subject, clause, opens)",
    "CREATE INDEX {at}duty_again_owner ON duty_duty (owner)",
)


def beside() -> AbstractContextManager[str]:
    """What is planned inside the block stands in temporary tables; the real ones are in the schema given."""
    return tables.beside((DUTY, STANDING, PASSING), _INDEXES)
