"""Conditions of packs: what a field must say. All of a row must hold; what is absent never matches."""

from collections.abc import Callable, Mapping
from typing import Any

Want = bool | int | str | list[Any] | Mapping[str, int]
"""A value, any of several, or a range `{min, max}` of whole numbers."""

_PLAIN = (str, int, bool)


def holds(want: Any, value: Any) -> bool:
    """Whether one field says what is wanted; of a field with several values one is enough."""
    if value is None:
        return False
    if type(value) is type(want) and type(value) in _PLAIN:
        return bool(value == want)
    if isinstance(value, (tuple, list, frozenset)):
        return any(holds(want, one) for one in value)
    if isinstance(want, Mapping):
        return type(value) is int and bool(want.get("min", value) <= value <= want.get("max", value))
    if isinstance(want, list):
        return any(holds(one, value) for one in want)
    return type(value) is type(want) and bool(value == want)


def all_hold(where: Mapping[str, Any], read: Callable[[str], Any]) -> bool:
    """Whether every field named says what is wanted; `read` gives a field's value, None for what is absent."""
    for name, want in where.items():  # noqa: SIM110  (asked of every entry and window of a plan)
        if not holds(want, read(name)):
            return False
    return True


def well_formed(want: Any, *, inside: bool = False) -> bool:
    """Whether it can be asked of anything at all."""
    if isinstance(want, Mapping):
        numbers = all(type(one) is int for one in want.values())
        return bool(want) and want.keys() <= {"min", "max"} and numbers
    if isinstance(want, list):
        return not inside and bool(want) and all(well_formed(one, inside=True) for one in want)
    return type(want) in (bool, int, str)
