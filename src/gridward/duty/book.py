"""Plans written down: what is missing is added, what changed is changed, what is no longer asked is withdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gridward.duty.names import clause_number
from gridward.duty.phases import unmet
from gridward.duty.plan import Plan
from gridward.duty.settle import Settled
from gridward.duty.standing import Standing
from gridward.grid.tree import Tree
from gridward.kit.rows import Table, among, append, execute, put, rows
from gridward.plug.kind import Entry, thing_of

OPEN, DONE, WITHDRAWN, WAIVED, RELIEVED = range(5)
HALVES = (f"state = {OPEN}", f"state > {OPEN}")
"""What is still open and the rest stand in two indexes: whoever counts both asks for each."""
DUTY = Table(
    "duty_duty",
    (
        *("subject", "clause", "opens", "owner", "due", "closes", "slot", "area", "path", "because", "response"),
        *("state", "done_at", "done_by", "done", "needed", "tried", "tried_at", "tried_by", "waived_by", "office"),
    ),
    (
        *("int8", "int2", "int8", "int8", "int8", "int8", "text", "int4", "text", "int8", "int8"),
        *("int2", "int8", "int8", "int2", "int2", "int2", "int8", "int8", "int8", "text"),
    ),
)
STANDING = Table(
    "duty_standing",
    (
        *("owner", "subject", "measure", "name", "stage", "pack", "begins", "ends", "first_day", "last_day"),
        *("was_last", "because", "ended_by", "how", "unmet", "area", "path"),
    ),
    (
        *("int8", "int8", "int2", "text", "int2", "text", "int8", "int8", "int4", "int4"),
        *("int4", "int8", "int8", "text", "text", "int4", "text"),
    ),
)
PASSING = Table(
    "duty_handover",
    (
        *("owner", "chain", "subject", "duty", "giver", "receiver", "office", "at", "by", "state", "answered_at"),
        *("answered_by", "turned_at", "turned_by", "returns", "above", "goes", "goes_office"),
    ),
    (
        *("int8", "int8", "int8", "text", "int4", "int4", "text", "int8", "int8", "text", "int8"),
        *("int8", "int8", "int8", "int2", "int4", "int4", "text"),
    ),
)
_KEY = 3
_STATE = DUTY.columns.index("state")
_OWNER = DUTY.columns.index("owner")
Row = tuple[Any, ...]


def duty_row(one: Settled, owner: int, tree: Tree) -> Row:
    """A duty as it stands in the table."""
    window = one.window
    due = window.due if one.put_off is None else max(window.due, one.put_off)
    waived = one.waived if one.put_off is None else None
    state = DONE if one.done_at is not None else WAIVED if waived is not None else OPEN
    if one.relieved_at is not None:
        state = RELIEVED
        one = one._replace(done_at=one.relieved_at, done_by=one.relieved_by)
    return (
        window.subject, clause_number(window.disease, window.duty.name), window.opens, owner, due,
        max(due, window.closes), window.slot, window.area, tree.path(window.area, window.opens), window.because,
        window.response, state, one.done_at, one.done_by, one.done, one.needed, one.tried, one.tried_at, one.tried_by,
        one.waived, window.office,
    )  # fmt: skip


def standing_row(one: Standing, owner: int, subject: int, told: Sequence[Entry], now: int, tree: Tree) -> Row:
    """A standing as it stands in the table."""
    thing = thing_of(subject)
    area = thing.id if thing.kind == "area" else one.because.area
    lacking = unmet(one, told, min(max(now, one.begin), one.end))
    return (
        owner, subject, clause_number(one.disease, one.measure.name), one.name, one.stage, one.pack, one.begin, one.end,
        one.first_day, one.last_day, one.was_last, one.because.chain or one.because.position,
        None if one.ended is None else one.ended.chain or one.ended.position, one.how,
        ",".join(map(str, lacking)), area, tree.path(area, one.begin),
    )  # fmt: skip


def write_plans(plans: Mapping[int, Plan], told: Mapping[int, Sequence[Entry]], now: int, tree: Tree) -> None:
    """Bring the tables in line with the plans of these subjects; what is not said of them any more is withdrawn."""
    condition, params = among("owner", list(plans), "int8")
    execute(f"DELETE FROM duty_standing WHERE {condition}", params)
    append(
        STANDING,
        [standing_row(one, key, key, told[key], now, tree) for key, plan in plans.items() for one in plan.standings],
    )
    execute(f"DELETE FROM duty_handover WHERE {condition}", params)
    append(PASSING, [(key, *one) for key, plan in plans.items() for one in plan.passed])
    want = {row[:_KEY]: row for key, plan in plans.items() for row in _rows(plan.duties, key, tree)}
    have = {row[:_KEY]: row for row in _read(condition, params)}
    write_duties(want, have)


def write_duties(want: Mapping[Row, Row], have: Mapping[Row, Row]) -> None:
    """Write the difference; both by subject, clause and opening."""
    fresh = [row for key, row in want.items() if key not in have]
    own = [row for row in fresh if row[0] == row[_OWNER]]  # nobody else plans these: they can only be new
    lent = [row for row in fresh if row[0] != row[_OWNER]]
    changed = [row for key, row in want.items() if key in have and have[key] != row]
    gone = [_withdrawn(row) for key, row in have.items() if key not in want and row[_STATE] != WITHDRAWN]
    if changed or gone:
        put(DUTY, [*changed, *gone], key=_KEY)
    if own:
        append(DUTY, own)
    if lent:
        put(DUTY, lent, key=_KEY)


def read_duties(condition: str, params: Sequence[Any]) -> dict[Row, Row]:
    """The rows that meet a condition, by subject, clause and opening."""
    return {row[:_KEY]: row for row in _read(condition, params)}


def _read(condition: str, params: Sequence[Any]) -> list[Row]:
    columns = ", ".join(DUTY.columns)
    return rows(f"SELECT {columns} FROM duty_duty WHERE {condition}", params)


def _rows(duties: Iterable[Settled], owner: int, tree: Tree) -> Iterable[Row]:
    return (duty_row(one, owner, tree) for one in duties)


def _withdrawn(row: Row) -> Row:
    return (*row[:_STATE], WITHDRAWN, *row[_STATE + 1 :])
