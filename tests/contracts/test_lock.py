"""What was ever sent can still be read: the lock of kinds, and that it finds every break of it."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Annotated, Any

import pytest

from gridward.cli.docs import read_lock
from gridward.exchange.lock import Lock, breaks, locked, renewed
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.no_database


def label(text: str) -> Text:
    return Text(text, text)


class Colour(Choice):
    RED = "red", label("red")
    GREEN = "green", label("green")


class Reading(Body):
    """A kind to change."""

    colour: Annotated[Colour, Field(label=label("colour"))]
    count: Annotated[int | None, Field(label=label("count"), unit="人", low=0)] = None
    who: Annotated[tuple[Link, ...], Field(label=label("who"), names="person household")] = ()


class Changed(Body):
    """The same with another label, another answer, another plausible range and one more field."""

    colour: Annotated[Colour, Field(label=label("colour of the code"))]
    count: Annotated[int | None, Field(label=label("count"), unit="人", low=1, high=9)] = None
    who: Annotated[tuple[Link, ...], Field(label=label("who"), names="person household vehicle")] = ()
    place: Annotated[str, Field(label=label("place"), longest=20)] = ""


KIND = EntryKind(name="a.reading", label=label("reading"), body=Reading, about=("person",))


def test_everything_locked_can_still_be_read() -> None:
    assert breaks(read_lock(ROOT), CATALOGUE.kinds.values()) == []


def test_the_lock_holds_every_kind_as_it_is() -> None:
    lock = read_lock(ROOT)
    assert renewed(lock, CATALOGUE.kinds.values()) == lock, "run ./run docs"


def test_a_harmless_change_is_none() -> None:
    lock = locked([KIND])
    changed = replace(KIND, body=Changed, label=label("reading of a code"), about=("person", "household"))
    assert breaks(lock, [changed]) == []
    assert renewed(lock, [changed])["a.reading"]["1"]["properties"].keys() == {
        "colour",
        "count",
        "who",
        "place",
        "note",
    }


def _field(lock: Lock, name: str) -> dict[str, Any]:
    found: dict[str, Any] = lock["a.reading"]["1"]["properties"][name]
    return found


BREAKS: dict[str, Callable[[Lock], Any]] = {
    "is gone": lambda lock: lock["a.reading"]["1"]["properties"].update(former={"type": "string"}),
    "colour became required": lambda lock: lock["a.reading"]["1"].update(required=[]),
    "colour: enum lost 'blue'": lambda lock: _field(lock, "colour")["enum"].append("blue"),
    "x-unit was '户'": lambda lock: _field(lock, "count").update({"x-unit": "户"}),
    "count: type was 'string'": lambda lock: _field(lock, "count")["anyOf"][0].update(type="string"),
    "who: its type changed": lambda lock: _field(lock, "who").update(items=[]),
    "x-names lost 'herd'": lambda lock: _field(lock, "who").update({"x-names": "person household herd"}),
    "x-about lost 'herd'": lambda lock: lock["a.reading"]["1"].update({"x-about": ["person", "herd"]}),
    "note: maxLength": lambda lock: _field(lock, "note").update(maxLength=100_000),
    "version 2 is locked": lambda lock: lock["a.reading"].update({"2": {}}),
    "the kind is gone": lambda lock: lock.update({"a.former": {"1": {}}}),
}


@pytest.mark.parametrize("said", BREAKS)
def test_a_break_is_found(said: str) -> None:
    lock = deepcopy(locked([KIND]))
    BREAKS[said](lock)
    (fault,) = breaks(lock, [KIND])
    assert said in fault


def test_an_older_version_needs_a_way_on() -> None:
    lock = locked([KIND])
    assert breaks(lock, [replace(KIND, version=2)]) == ["a.reading: no upcast leads on from version 1"]
    assert breaks(lock, [replace(KIND, version=2, upcast={1: lambda old: old})]) == []


def test_a_renewed_lock_keeps_older_versions() -> None:
    later = replace(KIND, version=2, upcast={1: lambda old: old})
    lock = renewed(locked([KIND]), [later])
    assert set(lock["a.reading"]) == {"1", "2"}
    assert breaks(lock, [later]) == []
