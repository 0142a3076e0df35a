"""Does the ledger still say what was sealed? Reads every row and recomputes every digest and seal."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from gridward.kit.clock import day_of
from gridward.kit.rows import among, rows
from gridward.kit.text import Text
from gridward.ledger import seal as chain
from gridward.ledger.content import decode, decode_unread, understood
from gridward.ledger.freeing import RELEASED
from gridward.ledger.head import seal_at
from gridward.ledger.models import Head, Seal
from gridward.ledger.outcome import Outcome

_COLUMNS = (
    "position, uuid, kind, outcome, counts_from, area, subject, at, day, device, counter, replaces, root, reasons,"
    " print, content, salt, digest"
)
_STEP = 5000


class Fault(NamedTuple):
    """The first thing that is wrong, and where."""

    position: int
    text: Text


class Link(NamedTuple):
    """A row with everything that the digest covers."""

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
    salt: bytes
    digest: bytes


class Freed(NamedTuple):
    """What a `ledger.released` entry says of the entry it frees."""

    at: int
    content: str
    was: str
    area: int | None
    replaces: int | None
    root: int | None


def verify(progress: Callable[[int, int], None] | None = None) -> list[Fault]:
    """Every fault found, first position first; an empty list: the ledger is whole."""
    head = Head.objects.filter(id=1).first() or Head(hash=chain.GENESIS, epoch=0)
    kinds: dict[int, str] = dict(rows("SELECT id, name FROM ledger_kind"))
    freed, sources = _freed(), dict(rows("SELECT id, name FROM ledger_source"))
    faults: list[Fault] = []
    seals = iter(Seal.objects.order_by("number").iterator(chunk_size=1000))
    current = next(seals, None)
    previous, number, last = chain.GENESIS, 0, 0
    digests, devices = list[bytes](), set[int]()
    for link in _walk(head.position):
        if link.position != last + 1:
            faults.append(_fault(last + 1, "缺少记录", "an entry is missing"))
        last = link.position
        faults += _faults(link, freed.get(link.position), kinds)
        if current is None or link.position < current.first:
            faults.append(_fault(link.position, "没有封印覆盖此记录", "no seal covers this entry"))
            continue
        digests.append(bytes(link.digest))
        devices.add(link.device)
        faults += _beside(link, current.received_at, sources)
        if link.position == current.last:
            named = {device: sources.get(device, "") for device in devices}
            previous, number = _close(current, previous, number, (digests, named), faults)
            digests, devices, current = [], set(), next(seals, None)
        if progress is not None and last % _STEP == 0:
            progress(last, head.position)
    if last != head.position or digests or current is not None or rows(_BEYOND, (head.position,))[0][0]:
        faults.append(_fault(last + 1, "账本末尾与链头不符", "the end of the ledger does not agree with the head"))
    if bytes(head.hash) != previous or head.seal != number:
        faults.append(_fault(last, "链头的封印不符", "the seal of the head is not that of the chain"))
    return faults


def not_as_printed(witnesses: Iterable[tuple[int, str]]) -> list[Fault]:
    """Where the chain has another seal than somebody remembers, by position and seal: whole in hexadecimal digits, or
    as documents print it, beginning and end with … or ... between.

    Whoever cuts off the end of a ledger with its head, or writes it anew, leaves a chain that is whole in itself; only
    what was told to others before shows it.
    """
    faults = []
    for position, told in dict.fromkeys(witnesses):
        begin, _, end = told.strip().lower().replace("...", "…").partition("…")
        seal = seal_at(position)
        if not (seal and seal.startswith(begin) and seal.endswith(end)):
            zh, en = (
                "与当时印出的封印不符，此后账本被改写或截短",
                "not the seal that was printed then: the ledger was cut",
            )
            faults.append(_fault(position, zh, f"{en} or rewritten since"))
    return faults


def verify_some(subjects: Sequence[int]) -> tuple[int, list[Fault]]:
    """How many entries are about these subjects, and those of them that do not fit their digest."""
    condition, params = among("subject", subjects, "int8")
    found = rows(
        f"SELECT {_COLUMNS} FROM ledger_entry WHERE subject IS NOT NULL AND {condition} ORDER BY position", params
    )
    kinds: dict[int, str] = dict(rows("SELECT id, name FROM ledger_kind"))
    freed = _freed()
    links = [Link(*row) for row in found]
    return len(links), [fault for link in links for fault in _faults(link, freed.get(link.position), kinds)]


_BEYOND = "SELECT COUNT(*) FROM ledger_entry WHERE position > %s"


def _walk(last: int) -> Iterator[Link]:
    for first in range(1, last + 1, _STEP):
        span = (first, min(first + _STEP - 1, last))
        found = rows(f"SELECT {_COLUMNS} FROM ledger_entry WHERE position BETWEEN %s AND %s ORDER BY position", span)
        yield from (Link(*row) for row in found)


def _freed() -> dict[int, Freed]:
    """The held entries that were released, by position."""
    found = {}
    number = [row[0] for row in rows("SELECT id FROM ledger_kind WHERE name = %s", (RELEASED,))]
    for position, content in (
        rows("SELECT position, content FROM ledger_entry WHERE kind = %s", number) if number else []
    ):
        try:
            body = msgspec.json.decode(decode(content).body)
            found[body["position"]] = Freed(
                position, body["content"], body["was"], body["area"], body["replaces"], body["root"]
            )
        except (msgspec.MsgspecError, KeyError, TypeError):
            continue  # its own digest will not fit either
    return found


def _faults(link: Link, freed: Freed | None, kinds: Mapping[int, str]) -> list[Fault]:
    content = freed.was if freed is not None else link.content
    if chain.digest(bytes(link.salt), chain.header(link, link.uuid.bytes), content.encode()) != bytes(link.digest):
        return [_fault(link.position, "内容与摘要不符，已被改动", "the entry does not fit its digest: it was changed")]
    held = link.outcome == Outcome.HELD
    expected = (None if freed is None else freed.at) if held else link.position
    stands = (link.content, link.area, link.replaces, link.root)
    if link.counts_from != expected or (freed is not None and stands != freed[1:2] + freed[3:]):
        return [_fault(link.position, "计入状态与放行记录不符", "what counts does not agree with its release")]
    return _disagreements(link, kinds)


def _disagreements(link: Link, kinds: Mapping[int, str]) -> list[Fault]:
    """The columns by which an entry is found must say what its content says."""
    name = kinds.get(link.kind)
    said: tuple[object, ...]
    stands: tuple[object, ...]
    try:
        if understood(link.content):
            content = decode(link.content)
            said, stands = (content.id, content.kind, content.subject), (str(link.uuid), name, link.subject)
        else:
            unread = decode_unread(link.content)
            said, stands = (unread.kind, unread.area, None), (name, link.area, link.subject)
    except msgspec.MsgspecError:  # a word that moved from one column to its neighbour leaves the digest as it was
        said, stands = (link.content,), ()
    if said == stands and day_of(link.at) == link.day and link.reasons != "":
        return []
    return [_fault(link.position, "索引列与内容不符", "its columns do not agree with its content")]


def _beside(link: Link, received: int, sources: Container[int]) -> list[Fault]:
    """What a bare seal does not cover, as far as what is sealed tells: when a batch came, and that its devices have a
    name.
    """
    found = []
    if link.outcome != Outcome.HELD and link.at > received:
        found.append(_fault(link.position, "早于记录发生时间收到", "it was received before it happened"))
    if link.device not in sources:
        found.append(_fault(link.position, "来源设备没有名称", "the device that it came from has no name"))
    return found


def _close(
    current: Seal, previous: bytes, number: int, told: tuple[list[bytes], Mapping[int, str]], faults: list[Fault]
) -> tuple[bytes, int]:
    digests, named = told
    beside = b"" if current.form == chain.BARE else chain.beside(current.received_at, named.items())
    link = chain.seal(previous, current.epoch, current.first, current.last, digests, beside=beside)
    if link != bytes(current.hash) or current.number != number + 1 or current.last - current.first + 1 != len(digests):
        faults.append(_fault(current.first, f"第 {current.number} 号封印不符", f"seal {current.number} does not fit"))
    return bytes(current.hash), current.number


def _fault(position: int, zh: str, en: str) -> Fault:
    return Fault(position, Text(f"位置 {position}:{zh}。", f"Position {position}: {en}."))
