"""Everything that is decided about a run of entries before it is written, on arrival and again on release."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from gridward.grid.tree import Tree, tree
from gridward.intake.links import Links, key
from gridward.intake.look import Coming
from gridward.intake.map import draw
from gridward.intake.offices import Desk, appoint
from gridward.intake.verdict import Verdict, verdict
from gridward.ledger.known import Seen
from gridward.ledger.names import kind_name
from gridward.ledger.outcome import Outcome
from gridward.ledger.reading import NOWHERE
from gridward.plug.kind import Entry, Ref, thing_of


class Judged(NamedTuple):
    """An entry with what was found out about it."""

    coming: Coming
    verdict: Verdict
    area: int | None
    subject: Ref | None
    key: int | None
    response: int | None
    body: Any

    @property
    def held(self) -> bool:
        """Whether it does not count."""
        return self.verdict.outcome is Outcome.HELD

    def entry(self, position: int) -> Entry | None:
        """The entry as rules see it; None when it does not count or is a void."""
        coming = self.coming
        if self.held or self.body is None or coming.kind is None:
            return None
        return Entry(
            position,
            coming.uuid,
            coming.kind.name,
            coming.kind.version,
            None if self.key is None else thing_of(self.key),
            self.area or 0,
            NOWHERE,
            coming.at,
            self.body,
        )


CHANGES = ("grid.area", "grid.appointment")
"""Kinds that change the map or the offices as soon as they count."""


class Judgement:
    """Judges a run. Later entries of a run may replace earlier ones, so `verdicts` must be drawn in order."""

    def __init__(
        self,
        run: Sequence[Coming],
        known: Mapping[UUID, Seen],
        received: int,
        *,
        beside: Mapping[UUID, int] | None = None,
        forced: bool = False,
    ) -> None:
        self._known = known
        readable = [coming for coming in run if coming.wire is not None and coming.kind is not None]
        map_then = tree()
        strangers = () if forced else [one for one in readable if one.wire is not None and one.wire.kind in CHANGES]
        self._turned_away = Desk(map_then, received).turn_away(strangers) if strangers else set()
        self._drawn, redrawn, map_now = draw(readable, known, map_then)
        self._links = Links([one for one in readable if one.uuid not in self._drawn], known, received, beside or {})
        self.map: Tree = self._links.find(map_now)
        self.redrawn = redrawn | self._links.redrawn
        """Areas that turn out to lie elsewhere, or to be something else, than was known before."""
        self._desk = None if forced else Desk(self.map, received)
        appoint(readable, self._links.areas, known, forced=forced)

    def of(self, coming: Coming) -> Judged:
        """The judgement of one entry."""
        drawn = self._drawn.get(coming.uuid) if self._drawn else None
        area, subject, response, body = self._links.of(coming)
        if drawn is not None:
            area, subject = int(drawn.id), drawn
        if area is not None and self._desk is not None and coming.uuid not in self._turned_away:
            self._desk.judge(coming, area)
        found = verdict(coming, self._known, _NAMES)
        return Judged(coming, found, area, subject, key(subject), response, body)


class _KindNames(dict[int, str]):
    """Names of kinds by number, asked for as they are needed."""

    def __missing__(self, number: int) -> str:
        return kind_name(number)


_NAMES = _KindNames()
