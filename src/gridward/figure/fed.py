"""The figures to which an entry adds: the way from an entry to the numbers that it moved."""

from typing import NamedTuple

from gridward.figure.series import series_name
from gridward.kit.rows import among, rows
from gridward.ledger.answers import matters_of
from gridward.ledger.head import stand
from gridward.ledger.sameness import Sameness
from gridward.ledger.stored import Stored
from gridward.plug.kind import key_of


class Fed(NamedTuple):
    """A figure's member and the area at which the entry is booked, and how much it adds there."""

    name: str
    member: str
    area: int
    value: int


def fed(entry: Stored) -> list[Fed]:
    """What an entry adds now, by figure and area; nothing for one that does not count."""
    about = key_of("area", entry.area or 0) if entry.subject is None else entry.subject
    subject = Sameness().of(about, stand().position)
    condition, params = among("grp", {entry.chain, subject, *matters_of(entry)}, "int8")
    found = rows(
        f"SELECT series, area, SUM(value) FROM figure_posting WHERE {condition} AND source = %s"
        " GROUP BY series, area HAVING SUM(value) <> 0",
        [*params, entry.position],
    )
    return sorted(Fed(*series_name(series), area, int(value)) for series, area, value in found)
