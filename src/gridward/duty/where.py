"""Conditions on the table of duties, written down: which rows are meant, and in what order."""

from collections.abc import Collection, Iterable

from gridward.duty.book import DONE, HALVES, OPEN, RELIEVED, WITHDRAWN
from gridward.grid.path import beyond
from gridward.kit.clock import day_of, first_moment
from gridward.kit.rows import among
from gridward.plug.kind import key_of

Where = tuple[str, list[int | str]]
"""A condition on the table of duties, and its parameters."""
NEVER: Where = ("1 = 0", [])
"""Nothing."""
HOLDER = f"(CASE WHEN subject - subject / 16 * 16 = {key_of('account', 0)} THEN subject ELSE 0 END)"
"""The officer whose own a duty is."""
BY_DUE: Where = ("due, subject, clause", [])
"""What has waited longest first."""


def below(prefixes: Iterable[str]) -> Where:
    """In one of these subtrees, given by their paths."""
    ranges = [(path, beyond(path)) for path in prefixes]
    if not ranges:
        return NEVER
    return (
        "(" + " OR ".join("(path >= %s AND path < %s)" for _ in ranges) + ")",
        [end for one in ranges for end in one],
    )


def lacking(at: int, *, live: bool) -> list[Where]:
    """Due and not done at a moment: what is open, and what was done after it; of each there is an index. With `live`
    the moment is now, so that nothing can have been done after it.
    """
    still: Where = (f"state = {OPEN} AND due <= %s", [at])
    since: Where = (f"state IN ({DONE}, {RELIEVED}) AND done_at > due AND done_at > %s AND due <= %s", [at, at])
    return [still] if live else [still, since]


def over(at: int) -> Where:
    """Windows of former days that can no longer be filled: they are counted apart."""
    return "closes <= %s AND due <= %s", [at, first_moment(day_of(at))]


def without(where: Where) -> Where:
    """Whatever does not meet a condition."""
    return f"NOT ({where[0]})", where[1]


def of_day(at: int) -> Where:
    """What a day asks: open or due or done on it, or still to be caught up with."""
    start, stop = first_moment(day_of(at)), first_moment(day_of(at) + 1)
    asked = "(due > %s OR done_at >= %s OR (state = 0 AND closes > %s))"
    return f"state <> {WITHDRAWN} AND opens < %s AND {asked}", [stop, start, start, at]


def due_on(day: int) -> Where:
    """The windows that a day must see filled: those due after it began and not after it ended."""
    return f"state NOT IN ({WITHDRAWN}, {RELIEVED}) AND due > %s AND due <= %s", [
        first_moment(day),
        first_moment(day + 1),
    ]


def open_at(at: int) -> Where:
    """The windows in which a moment lies; withdrawn ones too."""
    return "opens <= %s AND closes > %s", [at, at]


def asked_for() -> Where:
    """Neither withdrawn nor handed over."""
    return f"state NOT IN ({WITHDRAWN}, {RELIEVED})", []


def of_clauses(clauses: Collection[int]) -> Where:
    """Of one of these clauses."""
    if not clauses:
        return NEVER
    condition, params = among("clause", list(clauses), "int8")
    return condition, list(params)


def of_nobody() -> Where:
    """Of no officer by name, and handed to no office."""
    return f"office = '' AND {HOLDER} = 0", []


def of_offices(roles: Collection[str]) -> Where:
    """Handed over to one of these offices. Said in so many words that it is one: of such there is an index."""
    if not roles:
        return NEVER
    return f"NOT (office = '') AND office IN ({', '.join('%s' for _ in roles)})", sorted(roles)


def of_officer(account: int) -> Where:
    """An officer's own, by the key of the account."""
    return ("subject = %s", [account]) if account else NEVER


def not_of_officer(account: int) -> Where:
    """Not an officer's own."""
    return ("subject <> %s", [account]) if account else ("1 = 1", [])


def in_areas(areas: Collection[int]) -> Where:
    """In exactly one of these areas."""
    condition, params = among("+area", list(areas), "int4")
    return condition, list(params)


def both(*conditions: Where) -> Where:
    """All of these."""
    if NEVER in conditions:
        return NEVER
    text = " AND ".join(f"({sql})" for sql, _ in conditions)
    return text, [one for _, params in conditions for one in params]


def in_halves(wheres: Iterable[Where]) -> list[Where]:
    """The same, what is open apart from the rest: each half stands in an index of its own."""
    return [both((half, []), where) for where in wheres for half in HALVES]


def latest_day(at: int) -> Where:
    """What was due today before what was due before; in each what has waited longest first."""
    return "(CASE WHEN due > %s THEN 0 ELSE 1 END), due, subject, clause", [first_moment(day_of(at))]
