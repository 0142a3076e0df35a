"""The one pen: whoever holds it appends entries without gaps and closes with one seal (DESIGN §9.4)."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection

from gridward.kit.clock import now
from gridward.kit.pen import writing
from gridward.kit.rows import Table, append, as_ids, as_texts, execute, rows
from gridward.ledger import seal as chain
from gridward.ledger.names import source_name


class Row(NamedTuple):
    """An entry about to be appended; the columns of models.Entry without what the pen adds."""

    position: int
    hex: str
    """The 32 digits of its id."""
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
    content: bytes
    """The stored text in UTF-8."""


ENTRY = Table(
    "ledger_entry",
    (
        *("position", "uuid", "kind", "outcome", "counts_from", "area", "subject", "at", "day", "device", "counter"),
        *("replaces", "root", "reasons", "print", "content", "salt", "digest"),
    ),
    (
        *("int8", "id", "int2", "int2", "int8", "int4", "int8", "int8", "int4", "int4", "int8"),
        *("int8", "int8", "text", "bytea", "utf8", "bytea", "bytea"),
    ),
)


class Pen:
    """The right to append, from `with pen()` to its end."""

    def __init__(self, position: int, seal: int, hash: bytes, epoch: int) -> None:
        self._seal, self._hash, self._epoch = seal, hash, epoch
        self._first = position + 1
        self._digests: list[bytes] = []
        self._devices: set[int] = set()
        self.position = position
        """The last position given."""

    def write(self, entries: Sequence[Row]) -> None:
        """Append rows whose positions follow on `position` without a gap."""
        random = os.urandom(16 * len(entries))
        salts = [random[start : start + 16] for start in range(0, len(random), 16)]
        ids = [bytes.fromhex(row.hex) for row in entries]
        contents = [row.content for row in entries]
        digests = list(map(chain.digest, salts, map(chain.header, entries, ids), contents))
        first, last = (entries[0].position, entries[-1].position) if entries else (self.position + 1, self.position)
        if (first, last) != (self.position + 1, self.position + len(entries)):
            raise ValueError(f"positions {first}…{last} do not follow {self.position}")
        append(
            ENTRY,
            [
                (row[0], id, *row[2:-1], content, salt, digest)
                for row, id, content, salt, digest in zip(
                    entries, as_ids(ids), as_texts(contents), salts, digests, strict=True
                )
            ],
        )
        self._digests += digests
        self._devices.update(row.device for row in entries)
        self.position = last

    def close(self) -> None:
        """Seal what was appended; nothing appended leaves no seal."""
        if not self._digests:
            return
        received = now()
        beside = chain.beside(received, ((device, source_name(device)) for device in self._devices))
        link = chain.seal(self._hash, self._epoch, self._first, self.position, self._digests, beside=beside)
        sealed = (self._seal + 1, self._first, self.position, received, self._epoch, link, chain.WHOLE)
        execute(
            "INSERT INTO ledger_seal (number, first, last, received_at, epoch, hash, form)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            sealed,
        )
        execute(
            "UPDATE ledger_head SET position = %s, seal = %s, hash = %s WHERE id = 1",
            (self.position, self._seal + 1, link),
        )


def begin() -> tuple[int, int, bytes, int]:
    """A head where there is none. The epoch tells phones that a ledger of the same address is another one."""
    head = (0, 0, chain.GENESIS, now())
    execute("INSERT INTO ledger_head (id, position, seal, hash, epoch) VALUES (1, %s, %s, %s, %s)", head)
    return head


@contextmanager
def pen() -> Iterator[Pen]:
    """One write transaction with the head row locked; raises kit.pen.Busy when the pen was not to be had in time."""
    with writing():
        locked = " FOR UPDATE" if connection.vendor == "postgresql" else ""
        head = rows(f"SELECT position, seal, hash, epoch FROM ledger_head WHERE id = 1{locked}")
        taken = Pen(*(head[0] if head else begin()))
        yield taken
        taken.close()
