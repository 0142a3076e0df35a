"""How the rows of a state are shown: its columns, which rows are still open and which of those are late.

A listing is declared beside the state whose rows it shows; the console draws every one of them with the same page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from gridward.kit.text import Text
from gridward.plug.kind import Choice

Drawn = Literal["text", "choice", "moment", "day", "whole", "yes_no", "choices", "until"]
Relation = Literal["is", "not", "above", "below", "not_since", "known", "unknown", "yes", "no"]
"""`not_since` holds for a time before the value and for one that is not known."""

NOW: Final = "now"
"""Stands for the moment of the page, in microseconds."""
TODAY: Final = "today"
"""Stands for the day of the page, as a date."""
MIDNIGHT: Final = "midnight"
"""Stands for the moment at which the day of the page began, in microseconds."""

OPEN: Final = Text("未办结", "Open")
"""What open rows are called where a listing does not say."""


class Holds(NamedTuple):
    """What a column must say: `Holds("until", "above", NOW)`."""

    column: str
    relation: Relation
    value: str | int = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field of the state's model as a column.

    `options` are the labels of its values, or `listed` the pack's list that has them; `filtered` offers a choice.
    """

    name: str
    label: Text
    drawn: Drawn = "text"
    options: dict[str, Text] = field(default_factory=dict, hash=False)
    listed: str = ""
    filtered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A state's rows as a table.

    `name` is its word in addresses, `label` what its rows are called. A row is open when all of `open` hold (without
    any, every row is), and late when it is open and all of `late` hold. `order` is the column to sort by at first, with
    a minus for the largest first.
    """

    name: str
    label: Text
    columns: tuple[Column, ...]
    order: str
    open: tuple[Holds, ...] = ()
    late: tuple[Holds, ...] = ()
    open_label: Text = OPEN


def text(name: str, zh: str, en: str) -> Column:
    """A column of words."""
    return Column(name=name, label=Text(zh, en))


def whole(name: str, zh: str, en: str) -> Column:
    """A column of whole numbers."""
    return Column(name=name, label=Text(zh, en), drawn="whole")


def moment(name: str, zh: str, en: str) -> Column:
    """A column of times in microseconds."""
    return Column(name=name, label=Text(zh, en), drawn="moment")


def until(name: str, zh: str, en: str) -> Column:
    """A column of times until just before which something holds: what ends with a day is told by that day."""
    return Column(name=name, label=Text(zh, en), drawn="until")


def day(name: str, zh: str, en: str) -> Column:
    """A column of dates."""
    return Column(name=name, label=Text(zh, en), drawn="day")


def yes_no(name: str, zh: str, en: str) -> Column:
    """A column of true and false."""
    return Column(name=name, label=Text(zh, en), drawn="yes_no", filtered=True)


def choice(
    name: str, zh: str, en: str, options: Iterable[Choice] | str, *, before: Mapping[str, Text] | None = None
) -> Column:
    """A column of answers from a closed list, or from the pack's list of this name; `before` are the values that the
    state holds while nobody has answered.
    """
    column = Column(name=name, label=Text(zh, en), drawn="choice", filtered=True, options=dict(before or {}))
    return _answers(column, options)


def choices(name: str, zh: str, en: str, options: Iterable[Choice] | str) -> Column:
    """A column that holds several answers of a list."""
    return _answers(Column(name=name, label=Text(zh, en), drawn="choices"), options)


def _answers(column: Column, options: Iterable[Choice] | str) -> Column:
    if isinstance(options, str):
        return replace(column, listed=options)
    return replace(column, options=column.options | {one.value: one.label for one in options})
