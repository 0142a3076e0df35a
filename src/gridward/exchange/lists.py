"""Lists of answers that packs keep as data: the items of the store, and whatever a field names with `options`."""

from functools import cache

from gridward.exchange.shape import Option
from gridward.kit.text import Text
from gridward.policy import lists


@cache
def options(name: str) -> tuple[Option, ...]:
    """The answers of a list by its name; empty for a name that no pack fills (the field is then free text)."""
    return tuple(Option(one.code, _plural(one.label)) for one in lists.options(name)) if name else ()


def _plural(label: Text) -> Text:
    """A unit is written “piece|pieces” for one and for many: beside a number that nobody knows yet, for many."""
    return Text(label.zh, label.en.rpartition("|")[2])
