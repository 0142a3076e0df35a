"""Everything that is decided about a run of entries before it is written, on arrival and again on release."""

from collections.abc import Mapping, Sequence

from gridward.grid.tree import Tree, tree
from gridward.intake.coming import Coming
from gridward.intake.links import Links
from gridward.intake.map import draw
from gridward.intake.offices import Desk, appoint
from gridward.intake.verdict import verdict
from gridward.ledger.known import Seen
from gridward.ledger.names import kind_name
from gridward.plug.kind import key_of

CHANGES = frozenset({"grid.area", "grid.appointment"})
"""Kinds that change the map or the offices as soon as they count."""


class Judgement:
    """Judges a run. Later entries of a run may replace earlier ones, so the verdicts must be drawn in order."""

    def __init__(
        self,
        run: Sequence[Coming],
        known: Mapping[str, Seen],
        received: int,
        *,
        beside: Mapping[str, int] | None = None,
        forced: bool = False,
    ) -> None:
        self._known = known
        map_then = tree()
        changing = [one for one in run if one.kind is not None and one.kind.name in CHANGES]
        turned_away = Desk(map_then, received).turn_away(changing) if changing and not forced else set[str]()
        drawn, redrawn, map_now = draw(changing, known, map_then)
        links = Links([one for one in run if one.hex not in drawn and not one.closed], known, received, beside or {})
        self.map: Tree = links.find(map_now)
        self.redrawn = redrawn | links.redrawn
        """Areas that turn out to lie elsewhere, or to be something else, than was known before."""
        for one in changing:
            if one.hex in drawn:
                about = drawn[one.hex]
                one.area, one.key, one.stored = int(about.id), key_of(about.kind, int(about.id)), one.body
        appoint(changing, known, forced=forced)
        if not forced:
            Desk(self.map, received).judge([one for one in run if one.hex not in turned_away] if turned_away else run)

    def of(self, coming: Coming) -> None:
        """Draw the verdict on one entry."""
        verdict(coming, self._known, _NAMES)


class _KindNames(dict[int, str]):
    """Names of kinds by number, asked for as they are needed."""

    def __missing__(self, number: int) -> str:
        return kind_name(number)


_NAMES = _KindNames()
