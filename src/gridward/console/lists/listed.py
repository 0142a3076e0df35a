"""What a reader asks of a domain's lists: which one, open or all, sorted by what, filtered by which answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from gridward.console.reader.standing import Standing
from gridward.kit import clock
from gridward.kit.rows import among
from gridward.kit.text import Text
from gridward.plug.domain import State
from gridward.plug.listing import MIDNIGHT, NOW, TODAY, Column, Holds, Listing
from gridward.policy.lists import options

ANSWER = "is."
"""Prefix of a filter on a column."""
YES_NO = {"true": Text("是", "Yes"), "false": Text("否", "No")}
KEPT = ("list", "show", "sort", "area", "as_of", "known_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One list as it was asked for, unknown words left out. `sort` is a column, with a minus for the largest first."""

    state: State
    listing: Listing
    every: bool
    sort: str
    page: int
    answers: Mapping[str, str]
    given: Mapping[str, str]

    def query(self, **changes: str) -> str:
        """The query of the same list with something changed; a change begins at the first page."""
        found = {**self.given, **{ANSWER + name: value for name, value in self.answers.items()}, **changes}
        return "?" + urlencode({name: value for name, value in found.items() if value})

    def other(self, name: str) -> str:
        """The query of another list at the same area and moment."""
        kept = {one: self.given.get(one, "") for one in ("area", "as_of", "known_at")}
        return "?" + urlencode({one: value for one, value in {"list": name, **kept}.items() if value})

    def sorted_by(self, column: str) -> str:
        """The query that sorts by a column, and the other way round when it is sorted by it already."""
        return self.query(sort=f"-{column}" if self.sort == column else column)


def listed(query: Mapping[str, str], states: Sequence[State]) -> Listed | None:
    """The list that was asked for, the first one when none or an unknown one was; None where there is none."""
    known = {state.listing.name: state for state in states if state.listing is not None}
    if not known:
        return None
    state = known.get(query.get("list", "")) or next(iter(known.values()))
    listing = state.listing
    if listing is None:
        return None
    names = {column.name for column in listing.columns if column.drawn != "choices"}
    sort, page = query.get("sort", ""), query.get("page", "")
    answers = {column.name: query.get(ANSWER + column.name, "") for column in listing.columns if column.filtered}
    return Listed(
        state=state,
        listing=listing,
        every=query.get("show") == "all" or not listing.open,
        sort=sort if sort.removeprefix("-") in names else listing.order,
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
        answers={column.name: answers[column.name] for column in listing.columns if _known(column, answers)},
        given={name: query[name] for name in KEPT if query.get(name)},
    )


def rows_of(state: State, areas: Collection[int] | None) -> QuerySet[Any]:
    """The rows of a state in some areas, or everywhere."""
    found: QuerySet[Any] = state.model.objects.all()
    if areas is None:
        return found
    condition, params = among("area", areas, "int8")
    return found.extra(where=[condition], params=params)  # noqa: S610 - one parameter, however many areas


def met(tests: Sequence[Holds], standing: Standing) -> Q:
    """The rows for which all of these hold at the moment of the page."""
    found = Q()
    for test in tests:
        found &= _met(test, _value(test.value, standing))
    return found


def answered(asked: Listed) -> Q:
    """The rows with the answers that were chosen."""
    drawn = {column.name: column.drawn for column in asked.listing.columns}
    return Q(**{name: value == "true" if drawn[name] == "yes_no" else value for name, value in asked.answers.items()})


def labels(column: Column) -> Mapping[str, Text]:
    """What the answers of a column are called."""
    if column.drawn == "yes_no":
        return YES_NO
    return {one.code: one.label for one in options(column.listed)} if column.listed else column.options


def _known(column: Column, answers: Mapping[str, str]) -> bool:
    return column.filtered and answers[column.name] in labels(column)


def _met(test: Holds, value: object) -> Q:
    name, relation = test.column, test.relation
    if relation in ("known", "unknown"):
        return Q(**{f"{name}__isnull": relation == "unknown"})
    if relation in ("yes", "no"):
        return Q(**{name: relation == "yes"})
    found = Q(**{f"{name}{_LOOKUPS.get(relation, '')}": value})
    if relation == "not_since":
        return found | Q(**{f"{name}__isnull": True})
    return ~found if relation == "not" else found


_LOOKUPS = {"above": "__gt", "below": "__lt", "not_since": "__lt"}


def _value(value: str | int, standing: Standing) -> object:
    stands = {
        NOW: standing.as_of,
        MIDNIGHT: clock.first_moment(standing.day),
        TODAY: clock.date_of(standing.day),
    }
    return stands.get(value, value) if isinstance(value, str) else value
