"""Where and when a figure is read, and the condition for the postings that are seen from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.figure.ground import paths_of
from gridward.grid.path import beyond
from gridward.grid.tree import Tree
from gridward.kit.rows import among


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when to read: a node, up to `as_of`, as known at position `known_at`, of one response or of all."""

    area: int
    as_of: int
    known_at: int | None = None
    response: int | None = None


def where_of(
    series: Sequence[int],
    scope: Scope,
    map_now: Tree,
    *,
    own: bool,
    since: int | None = None,
    by_series: bool = True,
) -> tuple[str, list[object]]:
    """The condition for the postings of these series that a scope sees.

    With `since` only those after that moment, of which there are few: they are found by their moment, not their series.
    Without `by_series` they are found by what else the caller asks of them.
    """
    paths = paths_of(scope.area, scope.as_of, map_now)
    condition, params = among("series" if by_series and since is None else "+series", series, "int4")
    reach = " OR ".join("path = %s" if own else "path >= %s AND path < %s" for _ in paths)
    ranges = [bound for path in paths for bound in ([path] if own else [path, beyond(path)])]
    seen, more = seen_from(scope, since)
    return f"{condition} AND ({reach}) AND {seen}", [*params, *ranges, *more]


def seen_from(scope: Scope, since: int | None = None) -> tuple[str, list[object]]:
    """The condition for the postings that the moment and the knowledge of a scope let see, wherever they lie."""
    where, filled = ["at <= %s"], list[object]([scope.as_of])
    if since is not None:
        where.append("at > %s")
        filled.append(since)
    if scope.known_at is not None:
        where.append("position <= %s")
        filled.append(scope.known_at)
    if scope.response is not None:
        where.append("response = %s")
        filled.append(scope.response)
    return " AND ".join(where), filled
