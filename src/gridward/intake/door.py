"""The door itself: takes a batch that has been looked at, in one write transaction (DESIGN §9.4)."""

from collections.abc import Mapping, Sequence

from gridward.duty import derive as duties
from gridward.intake import completed, deciding, keeping, second, states
from gridward.intake.closed import close
from gridward.intake.coming import UNCOUNTED, Coming
from gridward.intake.flags import remark
from gridward.intake.judgement import Judgement
from gridward.intake.needs import brings
from gridward.intake.rows import kept_as, rows
from gridward.intake.sift import Fate, sift
from gridward.intake.turns import turns
from gridward.intake.wire import Receipt
from gridward.ledger.known import Place, Seen, seen_and_counted
from gridward.ledger.lately import lately, telling
from gridward.ledger.names import NODE, kind_number, source_number
from gridward.ledger.outcome import WIRE, Outcome
from gridward.ledger.pen import Pen
from gridward.ledger.waiting import wait
from gridward.plug.shape import LARGEST_NUMBER


class Door:
    """One batch on its way into the ledger."""

    def __init__(self, pen: Pen, *, device: str, received: int, trusted: bool = True) -> None:
        self._pen = pen
        self._name = device
        self._device = source_number(device)
        self._drawn = 1 if self._device == source_number(NODE) else -1
        """The sign of counters that the node draws: another device has none of its own below zero."""
        self._trusted = trusted
        self._received = received
        self._devices: dict[str | None, int | None] = {}
        self.taken: list[Coming] = []
        """What was written, and what was freed by it."""
        self.redrawn: set[int] = set()

    def take(self, coming: Sequence[Coming]) -> list[Receipt]:
        """Take all of them, in order."""
        return [receipt for run in turns(coming) for receipt in self._run(run)]

    def _run(self, run: Sequence[Coming]) -> list[Receipt]:
        for coming in run:
            wire = coming.wire
            if wire is not None and wire.counter is not None and 0 <= wire.counter < LARGEST_NUMBER:
                coming.place = self._place(wire.device, wire.counter)
        counters = {coming.place for coming in run if coming.place is not UNCOUNTED}
        known, counted = seen_and_counted(_asked(run), counters)
        fates = sift(run, known, counted)
        fresh = [coming for coming, fate in zip(run, fates, strict=True) if fate is None]
        if fresh:
            self._append(fresh, known)
        if len(fresh) == len(run):
            return [_receipt(coming) for coming in run]
        positions = {digits: one.position for digits, one in known.items()}
        positions |= {one.hex: one.position for one in fresh}
        return [
            _receipt(coming) if fate is None else self._again(coming, fate, positions)
            for coming, fate in zip(run, fates, strict=True)
        ]

    def _again(self, coming: Coming, fate: Fate, positions: Mapping[str, int]) -> Receipt:
        """The receipt of what is not new."""
        if fate.what == "twin":
            return Receipt(coming.id, Outcome.DUPLICATE.wire, positions[fate.other])
        return keeping.conflict(self._pen, coming, fate.other, fate.what, self._received)

    def _append(self, fresh: Sequence[Coming], known: dict[str, Seen]) -> None:
        """Judge what is new, write it, and let follow what follows."""
        for position, coming in enumerate(fresh, start=self._pen.position + 1):
            coming.position = position
            if coming.place is UNCOUNTED:
                coming.place = self._device, position * self._drawn
        close(fresh, self._received, known)
        judgement = Judgement(fresh, known, self._received, beside=_beside(fresh))
        self.redrawn |= judgement.redrawn
        second.ask(fresh, judgement.map, self._received, trusted=self._trusted)
        deciding.ask(fresh, judgement.map, self._received, trusted=self._trusted)
        second.answered(fresh, judgement.map, self._received)
        replaced = {coming.parent for coming in fresh if coming.parent}
        for coming in fresh:
            if coming.held or coming.flagged or coming.parent:
                judgement.of(coming)
            if coming.hex in replaced:
                known[coming.hex] = self._seen(coming)
        places = lately(judgement.map)
        remark(fresh, places, self._pen.position)
        completed.remark(fresh, places, self._pen.position)
        written = rows(fresh, self._received)
        self._pen.write(written)
        held = {coming.position: coming.needs for coming in fresh if coming.needs}
        if held:
            wait(held)
        self.taken += fresh
        if not telling().isdisjoint(coming.kind.name for coming in fresh if coming.kind is not None):
            places = lately(judgement.map)
        states.derive(written, places, self._pen.position)
        duties.derive(fresh, places, self._pen.position)

    def _seen(self, coming: Coming) -> Seen:
        """An entry of this run as later ones of it find it."""
        number = kind_number(kept_as(coming))
        where = *coming.place, coming.area, coming.key
        return Seen(coming.hex, coming.position, number, coming.root, coming.print, *where)

    def _place(self, said: str | None, counter: int) -> Place:
        """The device and counter of an entry, where its device may count."""
        if said not in self._devices:
            self._devices[said] = self._device_of(said)
        device = self._devices[said]
        return UNCOUNTED if device is None else (device, counter)

    def _device_of(self, said: str | None) -> int | None:
        if not self._trusted and said not in (None, self._name):
            return None
        device = self._device if said is None else source_number(said[:120])
        return None if device == source_number(NODE) else device

    def came(self) -> set[str]:
        """What arrived that held entries may be waiting for."""
        return {one for coming in self.taken for one in brings(coming, counts=not coming.waits)}


def _receipt(coming: Coming) -> Receipt:
    return Receipt(coming.id, WIRE[coming.outcome], coming.position, coming.held or coming.flagged)


def _beside(fresh: Sequence[Coming]) -> dict[str, int]:
    """Where the entries of this run will stand that others of it refer to: a car and the people in it come together."""
    wanted = {digits for coming in fresh for digits in coming.refers}
    return {coming.hex: coming.position for coming in fresh if coming.hex in wanted and _first(coming)}


def _first(coming: Coming) -> bool:
    """Whether it is the first of its chain."""
    return coming.wire is not None and not coming.parent


def _asked(run: Sequence[Coming]) -> set[str]:
    """The ids of these entries and of all that they correct or refer to."""
    wanted = {coming.hex for coming in run}
    for coming in run:
        if coming.parent:
            wanted.add(coming.parent)
        if coming.refers:
            wanted.update(coming.refers)
    return wanted
