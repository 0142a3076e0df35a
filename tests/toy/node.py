"""A node with the toy domain and a small county; each test, and each example of a test, starts from an empty ledger."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import fields
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import transaction

from gridward.figure import series
from gridward.figure.models import FoldHead
from gridward.intake.receive import receive
from gridward.intake.wire import Receipt
from gridward.kit.clock import DAY, HOUR, iso, parse, standing_at
from gridward.kit.ids import shaped7
from gridward.ledger import lately, names, places
from gridward.ledger.models import Head
from gridward.ledger.seal import GENESIS
from gridward.plug.catalogue import CATALOGUE
from tests.toy import standing
from tests.toy.domain import TOY

START = parse("2020-02-01T00:00:00+08:00")
NOW = START + 30 * DAY
"""When everything is received."""
COUNTY, TOWN, OTHER, ZONE = "371681", "371681102", "371681103", "371681900"
EAST, WEST, FAR = "371681102203", "371681102204", "371681103201"
LATE, LATE_GRID = "371681103299", "371681103299.grid_small1"
MAP = (
    (COUNTY, "county", ""),
    (TOWN, "town", COUNTY),
    (OTHER, "town", COUNTY),
    (EAST, "village", TOWN),
    (WEST, "village", TOWN),
    (FAR, "village", OTHER),
    (ZONE, "zone", COUNTY),
)


def at(day: float, hour: float = 0) -> int:
    """A moment of February 2020; day 1.5 is noon of the first."""
    return START + int((day - 1) * DAY) + int(hour * HOUR)


def uuid(number: int, when: int = START) -> UUID:
    """The id of the entry of that number, in the order of making."""
    return shaped7(when + number * 1000, number.to_bytes(10, "big"))


def entry(number: int, kind: str, area: str, when: int, body: Mapping[str, Any] | None, **more: Any) -> dict[str, Any]:
    """An entry on the wire."""
    return {"id": str(uuid(number)), "kind": kind, "area": area, "happened_at": iso(when), "body": body, **more}


def opening(number: int, code: str, level: str, parent: str, when: int = START) -> dict[str, Any]:
    """An area that is opened."""
    body = {"code": code, "action": "open", "level": level, "parent": parent, "name_zh": f"{level} {code}"}
    return entry(number, "grid.area", parent or code, when, body)


def raw(entries: Sequence[Mapping[str, Any]], **more: Any) -> bytes:
    """A batch on the wire."""
    return msgspec.json.encode({"entries": entries, **more})


def send(*entries: Mapping[str, Any], when: int = NOW, **more: Any) -> list[Receipt]:
    """Hand in a batch."""
    with standing_at(when):
        return receive(raw(entries, **more))


def forget() -> None:
    """Drop what the process remembers of numbers that a rollback took back."""
    names.forget()
    series.forget()
    places.describing.cache_clear()
    lately.telling.cache_clear()
    lately.forget()


@contextmanager
def catalogue() -> Iterator[None]:
    """The toy domain is installed for the block."""
    before = {one.name: copy(getattr(CATALOGUE, one.name)) for one in fields(CATALOGUE)}
    before |= {name: {key: list(held) for key, held in before[name].items()} for name in ("figures_of", "states_of")}
    CATALOGUE.install([TOY])
    forget()
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(CATALOGUE, name, value)
        forget()


@contextmanager
def example() -> Iterator[None]:
    """Whatever is written in the block is taken back at its end."""
    outer = transaction.atomic()
    outer._from_testcase = True  # type: ignore[attr-defined]
    with outer:
        forget()
        yield
        transaction.set_rollback(True)
    forget()


def begin() -> None:
    """What the migrations leave behind, where a test before has emptied all tables."""
    Head.objects.get_or_create(id=1, defaults={"hash": GENESIS, "epoch": 1})
    FoldHead.objects.get_or_create(id=1)


def open_map() -> None:
    """Open the county."""
    receipts = send(*(opening(number, *area) for number, area in enumerate(MAP, start=1)))
    assert [receipt.outcome for receipt in receipts] == ["accepted"] * len(MAP)


@pytest.fixture
def toy(db: None) -> Iterator[None]:
    """The toy domain on a node whose county is open."""
    with catalogue():
        standing.create()
        open_map()
        yield


@pytest.fixture
def toy_live(transactional_db: None) -> Iterator[None]:
    """The same with real commits, for threads and processes."""
    with catalogue():
        begin()
        standing.create()
        open_map()
        yield
        standing.drop()


@pytest.fixture
def toy_bare(db: None) -> Iterator[None]:
    """The toy domain on a node without a map."""
    with catalogue():
        standing.create()
        yield
