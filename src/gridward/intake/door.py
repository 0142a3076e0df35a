"""The door itself: takes a batch that has been looked at, in one write transaction (DESIGN §9.4)."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

import msgspec

from gridward.grid.tree import tree
from gridward.intake import keeping, offices, states
from gridward.intake.flags import remarks
from gridward.intake.links import Links, key
from gridward.intake.look import Coming
from gridward.intake.map import draw
from gridward.intake.stored import content_of
from gridward.intake.verdict import UNREADABLE, Verdict, parent_of, same, verdict
from gridward.intake.wire import Receipt
from gridward.kit.clock import day_of
from gridward.kit.errors import Reason
from gridward.ledger.known import Seen, counted, seen
from gridward.ledger.models import Waiting
from gridward.ledger.names import kind_name, kind_number, source_number
from gridward.ledger.outcome import Outcome
from gridward.ledger.pen import Pen, Row
from gridward.plug.kind import Entry, Place, Ref, thing_of

MAKES_WAY = ("grid.area", "grid.appointment", "policy.response", "ledger.released")
"""Kinds that later entries of the same batch may depend on: they are taken one by one."""

_encoder = msgspec.json.Encoder()


class Door:
    """One batch on its way into the ledger."""

    def __init__(self, pen: Pen, *, device: str, received: int) -> None:
        self._pen = pen
        self._device = source_number(device)
        self._received = received
        self.came: set[str] = set()
        """What arrived that held entries may be waiting for."""
        self.redrawn: set[int] = set()

    def take(self, coming: Sequence[Coming]) -> list[Receipt]:
        """Take all of them, in order."""
        receipts: list[Receipt] = []
        for _, run in groupby(coming, key=_turn()):
            receipts += self._run(list(run))
        return receipts

    def _run(self, run: list[Coming]) -> list[Receipt]:
        known = seen({uuid for coming in run for uuid in _asked(coming)})
        counters = self._counters(run)
        receipts: list[Receipt | None] = [None] * len(run)
        fresh: list[tuple[int, Coming]] = []
        mine: dict[UUID, tuple[int, Coming]] = {}
        taken: dict[tuple[int, int], Coming] = {}
        clashes: list[tuple[int, Coming, str, str]] = []
        for number, coming in enumerate(run):
            prior = known.get(coming.uuid)
            place = self._place(coming)
            by_counter = counters.get(place) if place is not None else None
            if prior is not None:
                if same(coming, prior) is Outcome.DUPLICATE:
                    receipts[number] = Receipt(str(coming.uuid), "duplicate", prior.position)
                else:
                    clashes.append((number, coming, str(prior.uuid), "id"))
            elif coming.uuid in mine:
                first = mine[coming.uuid][1]
                if first.print == coming.print:
                    receipts[number] = Receipt(str(coming.uuid), "duplicate", None)
                else:
                    clashes.append((number, coming, str(coming.uuid), "id"))
            elif by_counter is not None or (place is not None and place in taken):
                other = by_counter.uuid if by_counter is not None else taken[place].uuid  # type: ignore[index]
                clashes.append((number, coming, str(other), "counter"))
            else:
                mine[coming.uuid] = (number, coming)
                if place is not None:
                    taken[place] = coming
                fresh.append((number, coming))
        for (number, _), receipt in zip(fresh, self._append([one for _, one in fresh], known), strict=True):
            receipts[number] = receipt
        for number, coming, other, clash in clashes:
            receipts[number] = keeping.conflict(self._pen, coming, other, clash, self._device, self._received)
        positions = {receipt.id: receipt.position for receipt in receipts if receipt is not None and receipt.position}
        return [
            receipt._replace(position=positions.get(receipt.id)) if receipt.position is None else receipt
            for receipt in receipts
            if receipt is not None
        ]

    def _append(self, fresh: list[Coming], known: dict[UUID, Seen]) -> list[Receipt]:
        """Judge what is new, write it, and let follow what follows."""
        map_now = tree(check=False)
        readable = [coming for coming in fresh if coming.wire is not None and coming.kind is not None]
        drawn = draw(readable, known, map_now)
        links = Links([one for one in readable if one.uuid not in drawn], known, self._received)
        map_now = links.find(tree(check=False))
        self.redrawn |= links.redrawn
        rows, receipts, entries = [], [], []
        for coming in fresh:
            subject = drawn[coming.uuid] if coming.uuid in drawn else links.subject(coming)
            area = int(subject.id) if coming.uuid in drawn and subject is not None else links.area(coming, subject)
            if area is not None:
                offices.judge(coming, area, map_now)
            found = verdict(coming, known, _KindNames())
            body = links.body(coming)
            position = self._pen.position + len(rows) + 1
            if found.outcome is not Outcome.HELD and body is not None and coming.kind is not None:
                entry = Entry(
                    position, coming.uuid, coming.kind.name, coming.kind.version,
                    None if subject is None else thing_of(key(subject) or 0), area or 0, Place("", ""), coming.at, body,
                )  # fmt: skip
                entries.append((coming, entry))
            row = self._row(coming, found, position, area, subject, body)
            rows.append(row)
            self._know(known, row)
            receipts.append(
                Receipt(str(coming.uuid), found.outcome.wire, position, tuple(coming.held or coming.flagged))
            )
        flagged = remarks(entries, map_now, self._pen.position)
        for position, reasons in flagged.items():
            number = position - self._pen.position - 1
            rows[number] = _flag(rows[number], reasons)
            receipts[number] = receipts[number]._replace(
                outcome="flagged", reasons=(*receipts[number].reasons, *reasons)
            )
        self._pen.write(rows)
        self._wait(fresh, rows)
        offices.apply(rows, fresh)
        states.derive(rows, map_now, self._pen.position)
        return receipts

    def _row(
        self, coming: Coming, found: Verdict, position: int, area: int | None, subject: Ref | None, body: object
    ) -> Row:
        held = found.outcome is Outcome.HELD
        wire = coming.wire
        device, counter = self._place(coming) or (source_number("node"), position)
        reasons = coming.held if held else coming.flagged
        at = coming.at or self._received
        return Row(
            position, coming.uuid, kind_number(_kind(coming)), int(found.outcome), None if held else position, area,
            None if held else key(subject), at, day_of(at), device, counter, found.replaces,
            found.root, _text(reasons), coming.print,
            keeping.sealed(coming) if held or wire is None else content_of(coming, subject, body, area),
        )  # fmt: skip

    def _know(self, known: dict[UUID, Seen], row: Row) -> None:
        known[row.uuid] = Seen(
            row.uuid, row.position, row.kind, row.outcome, row.counts_from, row.root, row.print, row.device, row.counter
        )
        self.came.add(f"entry:{row.uuid}")

    def _wait(self, fresh: Sequence[Coming], rows: Sequence[Row]) -> None:
        waiting = [
            Waiting(position=row.position, needs=need[:160])
            for coming, row in zip(fresh, rows, strict=True)
            if row.outcome == Outcome.HELD
            for need in dict.fromkeys(coming.needs)
        ]
        if waiting:
            Waiting.objects.bulk_create(waiting)
        for coming, row in zip(fresh, rows, strict=True):
            if row.outcome == Outcome.HELD or coming.wire is None:
                continue
            if coming.wire.kind == "grid.area" and coming.body is not None:
                self.came.add(f"area:{coming.body.code[:120]}")
            elif coming.wire.kind == "grid.appointment" and coming.body is not None:
                self.came.add(f"office:{coming.body.holder[:120]}")

    def _place(self, coming: Coming) -> tuple[int, int] | None:
        """The device and counter of an entry; None: the node draws them."""
        if coming.wire is None or coming.wire.counter is None or not 0 <= coming.wire.counter < 2**62:
            return None
        device = self._device if coming.wire.device is None else source_number(coming.wire.device[:120])
        return device, coming.wire.counter

    def _counters(self, run: Sequence[Coming]) -> dict[tuple[int, int], Seen]:
        asked: dict[int, set[int]] = {}
        for coming in run:
            place = self._place(coming)
            if place is not None:
                asked.setdefault(place[0], set()).add(place[1])
        return {
            (device, one): found for device, wanted in asked.items() for one, found in counted(device, wanted).items()
        }


class _KindNames(dict[int, str]):
    """Names of kinds by number, asked for as they are needed."""

    def __missing__(self, number: int) -> str:
        self[number] = kind_name(number)
        return self[number]


def _turn() -> object:
    """A key for groupby: entries that make way each get a turn of their own, the others go together."""
    turn = [0, False]

    def of(coming: Coming) -> int:
        alone = coming.wire is not None and coming.wire.kind in MAKES_WAY
        if alone or turn[1]:
            turn[0] += 1
        turn[1] = alone
        return int(turn[0])

    return of


def _asked(coming: Coming) -> Iterator[UUID]:
    yield coming.uuid
    if coming.wire is None:
        return
    if coming.wire.replaces:
        yield parent_of(coming)
    yield from coming.entry_refs()


def _kind(coming: Coming) -> str:
    if coming.wire is None:
        return UNREADABLE
    named = coming.wire.kind
    return (
        named
        if coming.kind is not None or (len(named) <= 80 and named.replace(".", "").replace("_", "").isalnum())
        else UNREADABLE
    )


def _text(reasons: Sequence[Reason]) -> str | None:
    return _encoder.encode([reason.wire() for reason in reasons]).decode() if reasons else None


def _flag(row: Row, reasons: Sequence[Reason]) -> Row:
    already = msgspec.json.decode(row.reasons) if row.reasons else []
    text = _encoder.encode([*already, *(reason.wire() for reason in reasons)]).decode()
    return row._replace(outcome=int(Outcome.FLAGGED), reasons=text)
