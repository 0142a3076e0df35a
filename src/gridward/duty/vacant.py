"""Offices that clauses ask for and nobody holds, and letters that nobody signed, read for pages."""

from typing import NamedTuple

from gridward.duty.book import OPEN
from gridward.duty.clauses import clauses_where
from gridward.duty.listed import Reader
from gridward.duty.where import Where, both, of_clauses
from gridward.kit.rows import rows
from gridward.kit.text import Text
from gridward.policy.office_duty import OfficeDuty


class Vacant(NamedTuple):
    """An office of `role` in an area for which somebody is missing since a moment, or whose letter is (`letter`)."""

    area: int
    role: str
    letter: bool
    missing: int
    since: int
    label: Text


def vacant(within: Where, reader: Reader) -> list[Vacant]:
    """Those of an area and all below it at the moment of a reader, by area."""
    numbers = clauses_where(lambda duty: isinstance(duty, OfficeDuty)) if reader.asks else []
    if not numbers:
        return []
    where = both(within, of_clauses(numbers), (f"state = {OPEN} AND opens <= %s AND closes > %s", [reader.at] * 2))
    told = rows(
        f"SELECT clause, area, opens, response, needed - done FROM duty_duty WHERE {where[0]} ORDER BY path", where[1]
    )
    found = []
    for clause, area, opens, response, missing in told:
        duty = reader.rule(clause, area, opens, response)[2]
        if isinstance(duty, OfficeDuty):
            label = Text(duty.office.label.zh, duty.office.label.en)
            found.append(Vacant(area, duty.office.role, duty.part == "pledge", missing, opens, label))
    return found
