"""The door itself: takes a batch that has been looked at, in one write transaction (DESIGN §9.4)."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

import msgspec

from gridward.intake import keeping, states
from gridward.intake.flags import remarks
from gridward.intake.judgement import Judged, Judgement
from gridward.intake.kernel import NODES_OWN
from gridward.intake.look import Coming, Place
from gridward.intake.needs import brings
from gridward.intake.sift import Fate, sift
from gridward.intake.stored import contents
from gridward.intake.verdict import UNREADABLE, parent_of
from gridward.intake.wire import Receipt
from gridward.kit.clock import day_of
from gridward.kit.errors import Reason
from gridward.ledger.known import Seen, counted, seen
from gridward.ledger.names import NODE, kind_number, source_number
from gridward.ledger.outcome import WIRE, Outcome
from gridward.ledger.pen import Pen, Row
from gridward.ledger.waiting import wait
from gridward.plug.shape import LARGEST_NUMBER

MAKES_WAY = frozenset({"grid.area", "grid.appointment", "policy.response", "ledger.released"})
"""Kinds that later entries of the same batch may depend on: they are taken one by one."""

_encoder = msgspec.json.Encoder()


class Door:
    """One batch on its way into the ledger."""

    def __init__(self, pen: Pen, *, device: str, received: int, trusted: bool = True) -> None:
        self._pen = pen
        self._name = device
        self._device = source_number(device)
        self._trusted = trusted
        self._received = received
        self._came: list[tuple[Coming, bool]] = []
        self.redrawn: set[int] = set()

    def take(self, coming: Sequence[Coming]) -> list[Receipt]:
        """Take all of them, in order."""
        receipts: list[Receipt] = []
        for _, run in groupby(coming, key=_turn()):
            receipts += self._run(list(run))
        return receipts

    def _run(self, run: list[Coming]) -> list[Receipt]:
        for coming in run:
            coming.place = self._place(coming)
        known = seen(_asked(run))
        fates = sift(run, known, _counters(run))
        fresh = self._append([fate.coming for fate in fates if fate.what == "fresh"], known)
        return [self._receipt(fate, fresh, known) for fate in fates]

    def _receipt(self, fate: Fate, fresh: Mapping[UUID, Receipt], known: Mapping[UUID, Seen]) -> Receipt:
        if fate.what == "fresh":
            return fresh[fate.coming.uuid]
        if fate.what == "twin":
            first = fresh[fate.other].position if fate.other in fresh else known[fate.other].position
            return Receipt(fate.coming.id, Outcome.DUPLICATE.wire, first)
        return keeping.conflict(self._pen, fate.coming, str(fate.other), fate.what, self._received)

    def _append(self, fresh: list[Coming], known: dict[UUID, Seen]) -> dict[UUID, Receipt]:
        """Judge what is new, write it, and let follow what follows."""
        if not fresh:
            return {}
        first = self._pen.position + 1
        judgement = Judgement(fresh, known, self._received, beside=_beside(fresh, first))
        self.redrawn |= judgement.redrawn
        replaced = {parent_of(coming) for coming in fresh if coming.wire is not None and coming.wire.replaces}
        judged = []
        for position, coming in enumerate(fresh, start=first):
            judged.append(judgement.of(coming))
            if coming.uuid in replaced:
                known[coming.uuid] = self._seen(judged[-1], position)
        entries = [(one, position) for position, one in enumerate(judged, start=first)]
        rows = [self._row(*entry, content) for entry, content in zip(entries, contents(judged), strict=True)]
        for position, reasons in remarks(entries, judgement.map, self._pen.position).items():
            judged[position - first].coming.flagged.extend(reasons)
            rows[position - first] = _flag(rows[position - first], reasons)
        self._pen.write(rows)
        self._wait(fresh, rows)
        states.derive(rows, judgement.map, self._pen.position)
        return {
            coming.uuid: Receipt(coming.id, WIRE[row.outcome], row.position, tuple(coming.held or coming.flagged))
            for row, coming in zip(rows, fresh, strict=True)
        }

    def _row(self, judged: Judged, position: int, content: str) -> Row:
        coming, (outcome, replaces, root) = judged.coming, judged.verdict
        device, counter = coming.place or self._drawn(position)
        at = coming.at or self._received
        held, kind = outcome is Outcome.HELD, _kind(coming)
        return Row(
            position,
            coming.uuid,
            kind_number(kind),
            outcome.value,
            None if held else position,
            judged.area,
            None if held else judged.key,
            at,
            day_of(at),
            device,
            counter,
            replaces,
            root,
            _text(coming.held if held else coming.flagged),
            coming.print,
            keeping.sealed(coming, kind=kind, area=judged.area) if held else content,
        )

    def _seen(self, judged: Judged, position: int) -> Seen:
        """An entry of this run as later ones of it find it."""
        coming, found = judged.coming, judged.verdict
        device, counter = coming.place or self._drawn(position)
        return Seen(
            coming.uuid,
            position,
            kind_number(_kind(coming)),
            found.outcome.value,
            None if judged.held else position,
            found.root,
            coming.print,
            device,
            counter,
            judged.area,
        )

    def _wait(self, fresh: Sequence[Coming], rows: Sequence[Row]) -> None:
        held = {
            row.position: coming.needs
            for coming, row in zip(fresh, rows, strict=True)
            if row.outcome == Outcome.HELD and coming.needs
        }
        if held:
            wait(held)
        self._came += [(coming, row.outcome != Outcome.HELD) for coming, row in zip(fresh, rows, strict=True)]

    def _place(self, coming: Coming) -> Place | None:
        """The device and counter of an entry; None: the node draws the counter itself."""
        if coming.wire is None or coming.wire.counter is None or not 0 <= coming.wire.counter < LARGEST_NUMBER:
            return None
        said = coming.wire.device
        if not self._trusted and said not in (None, self._name):
            return None
        device = self._device if said is None else source_number(said[:120])
        return None if device == source_number(NODE) else (device, coming.wire.counter)

    def _drawn(self, position: int) -> Place:
        """A counter that the node draws: for another device below zero, where it has none of its own."""
        return (self._device, position) if self._device == source_number(NODE) else (self._device, -position)

    def came(self) -> set[str]:
        """What arrived that held entries may be waiting for."""
        return {one for coming, counts in self._came for one in brings(coming, counts=counts)}


def _counters(run: Sequence[Coming]) -> dict[Place, Seen]:
    """The entries that are here under the counters of these."""
    asked: dict[int, set[int]] = {}
    for coming in run:
        if coming.place is not None:
            asked.setdefault(coming.place[0], set()).add(coming.place[1])
    return {(device, one): found for device, wanted in asked.items() for one, found in counted(device, wanted).items()}


def _beside(fresh: Sequence[Coming], first: int) -> dict[UUID, int]:
    """Where the entries of this run will stand that others of it refer to: a car and the people in it come together."""
    wanted = {uuid for coming in fresh for uuid in coming.entry_refs()}
    return {
        coming.uuid: position
        for position, coming in enumerate(fresh, start=first)
        if coming.uuid in wanted and coming.wire is not None and not coming.wire.replaces
    }


def _turn() -> Callable[[Coming], int]:
    """A key for groupby: entries that others may depend on get a turn of their own; openings of areas share one."""
    turn, last = 0, ""

    def of(coming: Coming) -> int:
        nonlocal turn, last
        named = "" if coming.wire is None or coming.wire.kind not in MAKES_WAY else coming.wire.kind
        opens = named == "grid.area" and coming.wire is not None and not coming.wire.replaces
        if named != last or (named and not opens):
            turn += 1
        last = named
        return turn

    return of


def _asked(run: Sequence[Coming]) -> set[UUID]:
    """The ids of these entries and of all that they correct or refer to."""
    wanted = {coming.uuid for coming in run}
    for coming in run:
        if coming.wire is not None and coming.wire.replaces:
            wanted.add(parent_of(coming))
        wanted.update(coming.entry_refs())
    return wanted


def _kind(coming: Coming) -> str:
    """The kind under which an entry is kept; one that is not known here has no number until it is freed."""
    return UNREADABLE if coming.kind is None or coming.kind.name in NODES_OWN else coming.kind.name


def _text(reasons: Sequence[Reason]) -> str | None:
    return _encoder.encode([reason.wire() for reason in reasons]).decode() if reasons else None


def _flag(row: Row, reasons: Sequence[Reason]) -> Row:
    already = msgspec.json.decode(row.reasons) if row.reasons else []
    text = _encoder.encode([*already, *(reason.wire() for reason in reasons)]).decode()
    return row._replace(outcome=int(Outcome.FLAGGED), reasons=text)
