"""What a list of the ledger shows, and by which index its rows are found.

That is said here and not left to the database: SQLite knows nothing of how many rows a condition leaves, and for a list
of kinds, or of areas, it takes now this index and now that, or reads the whole ledger. A plus before a column's name
keeps it from the indexes of that column.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from django.db import connection

from gridward.kit.clock import first_moment, last_moment
from gridward.kit.rows import among
from gridward.ledger.names import every_number, numbers_given

FEW = 100
"""In so few areas, a village and its places, entries are found by where they are."""

Order = Literal["position", "at", ""]
"""By what rows are sorted; "" where they are only counted."""
Condition = tuple[str, list[Any]]
"""A condition and its parameters."""
Way = Literal["remarkable", "subject", "area", "kind", "position"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list shows. Empty means all; `areas` None means everywhere, also entries whose area is not known.

    `reason` is the code of a reason that stands with it, `answers` are body fields that must have one of these values,
    `by` is the officer named in the entry.
    """

    kinds: tuple[str, ...] = ()
    areas: Collection[int] | None = None
    subject: int | None = None
    first_day: int | None = None
    last_day: int | None = None
    outcomes: tuple[int, ...] = ()
    held: bool = False
    reason: str = ""
    by: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def remarkable(self) -> bool:
        """Whether none but entries with remarks are shown, of which there are few."""
        return self.held or bool(self.outcomes and min(self.outcomes) > 0)

    @property
    def dated(self) -> bool:
        """Whether the days have a beginning and an end."""
        return self.first_day is not None and self.last_day is not None


class Where(NamedTuple):
    """A condition and its parameters. `kinds`: it is to be asked for each of these numbers with `kind = number`; None:
    once, as it stands.
    """

    sql: str
    params: list[Any]
    kinds: list[int] | None


def way(wanted: Wanted, order: Order) -> Way:
    """By what the rows are found: by what leaves few of them, or gives them in their order."""
    if wanted.remarkable:
        return "remarkable"
    if wanted.subject is not None:
        return "subject"
    if wanted.areas is not None and (len(wanted.areas) <= FEW or wanted.dated):
        return "area"
    if len(wanted.kinds) == 1 or order == "at" or wanted.dated:
        return "kind"
    return "area" if wanted.areas is not None and not order else "position"


def where(wanted: Wanted, order: Order) -> Where:
    """The condition for the rows of a list."""
    taken = way(wanted, order)
    conditions = [*_found(wanted, taken), *_told(wanted), *_inside(wanted)]
    sql = " AND ".join(condition for condition, _ in conditions) or "1 = 1"
    kinds = (numbers_given(wanted.kinds) if wanted.kinds else every_number()) if taken == "kind" else None
    return Where(sql, [one for _, params in conditions for one in params], kinds)


def _found(wanted: Wanted, taken: Way) -> Iterator[Condition]:
    """What has an index: it is used if it is the way that was taken."""
    if taken == "remarkable":
        yield "outcome > 0", []
    if wanted.subject is not None:
        yield "subject = %s", [wanted.subject]
    if wanted.kinds and taken != "kind":
        yield among("+kind", numbers_given(wanted.kinds), "int2")
    if wanted.areas is not None:
        yield among("area" if taken == "area" else "+area", wanted.areas, "int4")
    timed = taken == "kind" and wanted.dated
    for sign, day, moment in ((">=", wanted.first_day, first_moment), ("<=", wanted.last_day, last_moment)):
        if day is not None:
            yield (f"at {sign} %s", [moment(day)]) if timed else (f"day {sign} %s", [day])


def _told(wanted: Wanted) -> Iterator[Condition]:
    """What became of the entries."""
    if wanted.outcomes:
        yield among("outcome", wanted.outcomes, "int2")
    if wanted.held:
        yield "outcome = 2 AND counts_from IS NULL", []
    if wanted.reason:
        yield "reasons LIKE %s", [f'%"{wanted.reason}"%']


def _inside(wanted: Wanted) -> Iterator[Condition]:
    """What the content must say."""
    for path, text in (("by", wanted.by), *((f"body.{name}", text) for name, text in wanted.answers.items())):
        if text:
            where_in = path.split(".") if connection.vendor == "postgresql" else [f"$.{path}"] * 2
            yield _within(path), [*where_in, text]


def _within(path: str) -> str:
    """A value inside the content; booleans read alike on both databases."""
    if connection.vendor == "postgresql":
        steps = ", ".join("%s" for _ in path.split("."))
        return f"jsonb_extract_path_text(content::jsonb, {steps}) = %s"
    return (
        "CASE json_type(content, %s) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'"
        " ELSE CAST(json_extract(content, %s) AS TEXT) END = %s"
    )
