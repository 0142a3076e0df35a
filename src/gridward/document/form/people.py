"""Who the rows of a form are about: masked, or opened for a purpose that is written down."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from gridward.kit.text import Text
from gridward.plug.kind import thing_of
from gridward.roll.identity import masked, open_all
from gridward.roll.person import told
from gridward.roll.sealing import NODE_MARK, unseal_many, unseal_node
from gridward.roll.things import KINDS

SEALED = Text("(已加密)", "(sealed)")
GONE = Text("(已删除)", "(erased)")


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
        self._opened = opening is not None
        self._known: Mapping[int, dict[str, Any]] = {}
        if opening is not None and numbers:
            opened = open_all(numbers, who=opening.who, purpose=opening.purpose)
            self._known = {key: told(identity, at) for key, identity in _by_key(things, opened)}

    def text(self, key: int | None, sealed: str, context: bytes) -> str:
        """A personal text of an entry about `key`, where the people are opened; else that there is one."""
        if not self._opened:
            return str(SEALED)
        if sealed.startswith(NODE_MARK):
            return unseal_node(sealed, context)
        thing = None if key is None else thing_of(key)
        found = unseal_many([(thing.id if thing is not None and thing.kind in KINDS else 0, sealed, context)])[0]
        return str(GONE) if found is None else found

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
