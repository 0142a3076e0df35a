"""The one pen: whoever holds it appends entries without gaps and closes with one seal (DESIGN §9.4)."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from gridward.kit.clock import now
from gridward.kit.pen import writing
from gridward.kit.rows import Table, append
from gridward.ledger import seal as chain
from gridward.ledger.models import Head, Seal


class Row(NamedTuple):
    """An entry about to be appended; the columns of models.Entry without what the pen adds."""

    position: int
    uuid: UUID
    kind: int
    outcome: int
    counts_from: int | None
    area: int | None
    subject: int | None
    at: int
    day: int
    device: int
    counter: int
    replaces: int | None
    root: int | None
    reasons: str | None
    print: bytes
    content: str


ENTRY = Table(
    "ledger_entry",
    (
        *("position", "uuid", "kind", "outcome", "counts_from", "area", "subject", "at", "day", "device", "counter"),
        *("replaces", "root", "reasons", "print", "content", "salt", "digest"),
    ),
    (
        *("int8", "uuid", "int2", "int2", "int8", "int4", "int8", "int8", "int4", "int4", "int8"),
        *("int8", "int8", "text", "bytea", "text", "bytea", "bytea"),
    ),
)


class Pen:
    """The right to append, from `with pen()` to its end."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._first = head.position + 1
        self._digests: list[bytes] = []
        self.position = head.position
        """The last position given."""

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows whose positions follow on `position` without a gap."""
        salts = os.urandom(16 * len(rows))
        finished = []
        for number, row in enumerate(rows):
            salt = salts[16 * number : 16 * number + 16]
            digest = chain.digest(salt, header_of(row), row.content)
            self._digests.append(digest)
            finished.append((*row, salt, digest))
        if rows and (rows[0].position != self.position + 1 or rows[-1].position != self.position + len(rows)):
            raise ValueError(f"positions {rows[0].position}…{rows[-1].position} do not follow {self.position}")
        append(ENTRY, finished)
        self.position += len(rows)

    def close(self) -> None:
        """Seal what was appended; nothing appended leaves no seal."""
        if not self._digests:
            return
        head = self._head
        head.hash = chain.seal(bytes(head.hash), head.epoch, self._first, self.position, self._digests)
        head.seal += 1
        head.position = self.position
        Seal.objects.create(
            number=head.seal,
            first=self._first,
            last=self.position,
            received_at=now(),
            epoch=head.epoch,
            hash=head.hash,
        )
        head.save(force_update=True)


def header_of(row: Row) -> bytes:
    """The sealed columns of a row."""
    return chain.header(
        position=row.position,
        uuid=row.uuid,
        outcome=row.outcome,
        at=row.at,
        device=row.device,
        counter=row.counter,
        area=row.area,
        subject=row.subject,
        replaces=row.replaces,
        root=row.root,
        day=row.day,
        reasons=row.reasons,
        print=bytes(row.print),
    )


@contextmanager
def pen() -> Iterator[Pen]:
    """One write transaction with the head row locked; raises kit.pen.Busy when the pen was not to be had in time."""
    with writing():
        taken = Pen(Head.objects.select_for_update().get(id=1))
        yield taken
        taken.close()
