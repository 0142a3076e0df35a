"""Duties that follow from other clauses than [[duty]]: they are planned whole, apart from the days of an area."""

from gridward.duty.book import Row
from gridward.duty.names import clause_name
from gridward.policy.office_duty import HELD, PLEDGE, STANDS
from gridward.policy.supply_duty import SUPPLY

OFFICES = (f"{HELD}.", f"{PLEDGE}.", f"{STANDS}.")
SUPPLIES = (f"{SUPPLY}.",)


def called(row: Row, prefixes: tuple[str, ...] = (*OFFICES, *SUPPLIES)) -> bool:
    """Whether a row of duties is of a clause whose name begins so."""
    return clause_name(row[1])[1].startswith(prefixes)
