"""When bodies stand, who heads them, which areas are risk areas and what is the same document. Plain Python."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from gridward.kit.clock import ZONE, day_number, first_moment, micros
from gridward.plug.kind import Entry, Ref, key_of
from gridward.plug.spans import Span, spans

_BRACKETS = str.maketrans("【〔［[（(】〕］]）)", "[[[[[[]]]]]]")


def instant(moment: datetime) -> int:
    """A time in microseconds; one without zone is local."""
    return micros(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def in_force(entry: Entry) -> tuple[date, int | None]:
    """From when to when something holds, by one statement: its last day is part of it."""
    body = entry.body
    return body.from_, None if body.to is None else first_moment(day_number(body.to) + 1)


def histories(entries: Sequence[Entry]) -> Iterator[list[Span]]:
    """The history of each body: entries about one follow each other, entries about none named stand alone."""
    if entries and entries[0].subject is None:
        yield from (spans([entry], in_force) for entry in entries)
    elif entries:
        yield spans(entries, in_force)


def is_group(entry: Entry) -> bool:
    """Whether a body is one of the groups under a command; one that stands beside them is not (F11)."""
    return entry.body.type.value == "working_group" and isinstance(entry.body.parent, Ref)


def heads_of(entry: Entry) -> set[int]:
    """The keys of those who head a command or leading group."""
    leads = entry.body.type.value in ("command", "leading_group")
    return {link.key for link in entry.body.heads if isinstance(link, Ref)} if leads else set()


def risk_histories(entries: Sequence[Entry]) -> Iterator[list[Span]]:
    """The history of each area that one list names, by its code or name."""
    by_area: dict[str, list[Entry]] = {}
    for entry in entries:
        by_area.setdefault("".join(entry.body.area.split()), []).append(entry)
    for told in by_area.values():
        yield spans(told, in_force)


def number_of(document: Any) -> str:
    """A document's number as it is compared: 临指发【2021】1号, 〔2021〕 and [2021] are the same (Q03)."""
    plain = "".join(document.number.split()).translate(_BRACKETS)
    return plain.replace("第", "").upper()


def document_key(entry: Entry) -> int:
    """One whole number for a document: the same number of the same issuer is the same document."""
    number = number_of(entry.body)
    if not number:
        return key_of("entry", entry.position)
    said = f"{number}|{''.join(entry.body.issuer.split())}"
    return -int.from_bytes(blake2b(said.encode(), digest_size=7).digest())


def open_span(incident: Entry) -> tuple[int, int | None]:
    """From when to when an incident is open."""
    found, closed = instant(incident.body.found_at), incident.body.closed_at
    return found, None if closed is None else max(found, instant(closed))
