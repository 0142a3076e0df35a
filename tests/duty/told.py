"""Entries as pure functions see them, and the law under made-up packs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from gridward.duty.law import EVER, Law, Response
from gridward.kit.clock import parse
from gridward.kit.ids import shaped7
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Place, Ref, Subject, key_of

PERSON = Subject("person", 7)
KEY = key_of("person", 7)
VILLAGE, PATH = 5, "1.2.5."


def at(text: str) -> int:
    """A moment of 2020: "02-03 07:30"."""
    day, _, hour = text.partition(" ")
    return parse(f"2020-{day}T{hour or '00:00'}:00+08:00")


def day(number: int) -> str:
    """A day number as "02-03"."""
    return date.fromordinal(number + date(1970, 1, 1).toordinal()).strftime("%m-%d")


def told(position: int, kind: str, when: str, subject: Subject | None = PERSON, **body: Any) -> Entry:
    """An active entry of the village."""
    body_type = CATALOGUE.kinds[kind].body
    read = msgspec.convert(body, body_type, strict=False)
    return Entry(position, uuid(position), kind, 1, subject, VILLAGE, Place("village", "village"), at(when), read)


def uuid(number: int) -> UUID:
    """The id of the entry of that number."""
    return shaped7(at("02-01") + number, number.to_bytes(10, "big"))


def contact(position: int, when: str, last: str) -> Entry:
    """Somebody turns out to be a close contact."""
    source = Ref(kind="person", id="99")
    return told(position, "tracing.contact", when, source=source, type="close", last_contact=f"2020-{last}")


def reading(position: int, when: str, slot: str = "extra", status: str = "cooperative") -> Entry:
    """A follow-up visit."""
    return told(position, "followup.reading", when, slot=slot, status=status, method="in_person")


def sample(position: int, when: str, tube: str = "1") -> Entry:
    """A swab."""
    return told(
        position, "testing.sample", when, tube=Ref(kind="lot", id=tube), scheme="single", specimen="throat",
        reason="follow_up", site=Ref(kind="place", id="8"),
    )  # fmt: skip


def release(position: int, when: str, outcome: str, new_end: str | None = None) -> Entry:
    """An order ended or changed."""
    moment = datetime.fromisoformat(f"2020-{when[:5]}T{when[6:] or '00:00'}:00+08:00")
    return told(
        position, "followup.release", when, order=Ref(kind="entry", id="1"), outcome=outcome, effective_at=moment,
        new_end=None if new_end is None else f"2020-{new_end}",
    )  # fmt: skip


def law(*packs: tuple[str, str, str]) -> Law:
    """Packs switched on for the county: each from a day until just before another ("" = for ever)."""
    found = [
        Response(number, 1, pack, at(begin), at(end) if end else EVER)
        for number, (pack, begin, end) in enumerate(packs, 1)
    ]
    return Law(found, lambda area, moment: PATH)
