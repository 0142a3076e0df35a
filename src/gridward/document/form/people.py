"""Who the rows of a form are about: masked, or opened for a purpose that is written down."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from gridward.plug.kind import thing_of
from gridward.roll.identity import masked, open_all
from gridward.roll.person import told
from gridward.roll.things import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who opens identities, and what for."""

    who: int
    purpose: str


class People:
    """The identities behind some subjects."""

    def __init__(self, keys: Collection[int], opening: Opening | None, *, at: int) -> None:
        things = {key: thing_of(key).id for key in keys if thing_of(key).kind in KINDS}
        numbers = set(things.values())
        self._label: Mapping[int, str] = dict(_by_key(things, masked(numbers) if numbers else {}))
        self._known: Mapping[int, dict[str, Any]] = {}
        if opening is not None and numbers:
            opened = open_all(numbers, who=opening.who, purpose=opening.purpose)
            self._known = {key: told(identity, at) for key, identity in _by_key(things, opened)}

    def part(self, key: int | None, name: str) -> str:
        """One part of an identity; of one that stays closed only the masked name is told."""
        if key is None:
            return ""
        known = self._known.get(key)
        if name == "label" or known is None:
            return self._label.get(key, "") if name in ("label", "name", "plate") else ""
        return str(known.get(name) or "")


def _by_key(things: Mapping[int, int], found: Mapping[int, Any]) -> list[tuple[int, Any]]:
    return [(key, found[number]) for key, number in things.items() if number in found]
