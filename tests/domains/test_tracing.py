"""Tracing: the nearest relation counts, and what ends before it starts is listed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from gridward.domains.tracing import entries as kinds
from gridward.domains.tracing import figures
from gridward.domains.tracing.rules import contact_row, investigation_row, stay_row
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def at(day: int, hour: int = 9) -> str:
    return f"2020-02-{day:02}T{hour:02}:00:00+08:00"


def total(figure: Figure, entries: Sequence[Entry], member: str = "", moment: str = "2020-02-29") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(moment))


def contact(position: int, day: int, kind: str, person: int = 1, source: int = 50, **more: Any) -> Entry:
    body = {"source": ref("person", source), "type": kind, "last_contact": f"2020-02-{day:02}"} | more
    return written(kinds.CONTACT, at(day), body, subject=("person", person), position=position)


def stay(position: int, start: int, end: int) -> Entry:
    body = {"place": ref("place", 9), "from": at(start), "to": at(end), "source": "self"}
    return written(kinds.STAY, at(20), body, subject=("person", 1), position=position)


def investigation(position: int, started: int, finished: int, found: int = 0) -> Entry:
    body = {"team": "县流调队", "started": at(started), "finished": at(finished), "contacts_found": found}
    return written(kinds.INVESTIGATION, at(started), body, subject=("person", 50), position=position)


def test_the_nearest_relation_counts() -> None:
    entries = [contact(1, 2, "contact_of_contact"), contact(2, 4, "close"), contact(3, 6, "general")]
    assert total(figures.CONTACTS_OF_CONTACTS, entries, moment=at(3)) == 1
    assert total(figures.CONTACTS, entries, moment=at(3)) == 0
    assert total(figures.CONTACTS, entries, "close") == 1
    assert total(figures.CONTACTS, entries, "general") == 0
    assert total(figures.CONTACTS_OF_CONTACTS, entries) == 0
    entries.append(contact(4, 6, "general", person=2))
    assert total(figures.CONTACTS, entries) == 2
    row = contact_row(entries[:3])
    assert row is not None
    assert (row["type"], row["last_contact"]) == ("close", date(2020, 2, 4))


def test_what_ends_before_it_starts_is_flagged() -> None:
    assert [one.code for one in kinds.stay_flags(stay(1, 5, 3), ())] == ["ends_before_start"]
    assert kinds.stay_flags(stay(1, 3, 5), ()) == ()
    assert [one.code for one in kinds.investigation_flags(investigation(1, 5, 3), ())] == ["ends_before_start"]
    turned = contact(1, 2, "close", first_contact="2020-02-05")
    assert [one.code for one in kinds.contact_flags(turned, ())] == ["ends_before_start"]


def test_a_case_is_investigated_once_and_every_stay_counts() -> None:
    entries = [investigation(1, 2, 3), investigation(2, 4, 5, found=6), stay(3, 1, 2), stay(4, 2, 8)]
    assert total(figures.INVESTIGATIONS, entries) == 1
    assert total(figures.STAYS, entries) == 2
    row, movements = investigation_row(entries[:2]), stay_row(entries[2:])
    assert row is not None
    assert movements is not None
    assert (row["contacts"], movements["known_until"]) == (6, parse(at(8)))
