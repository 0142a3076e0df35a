"""The declaration of a domain: a folder, this one value, and one line in config/domains.py."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from gridward.kit.text import Text
from gridward.plug.agree import Whole
from gridward.plug.figure import Figure
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.kind import Entry, EntryKind
from gridward.plug.listing import Listing
from gridward.plug.public import Board, Tap, Wish
from gridward.plug.stock import Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One row a subject, for lists and screens; figures never read it.

    `row(entries)` gets the subject's active entries of the kinds `of`, by time, and returns the row's columns (None: no
    row). With `matter` it gets an entry together with the entries about it (a finding and its corrective action) and
    those that answer it, and the row's subject is that entry. The kernel writes the row in the transaction of the
    entry; `model` has a primary key `subject`. `listing` says how the rows are shown.
    """

    model: type[Any]
    of: tuple[str, ...]
    row: Callable[[Sequence[Entry]], Mapping[str, Any] | None]
    matter: bool = False
    listing: Listing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A page of a domain's own, beside the generated lists and forms."""

    name: str
    label: Text
    path: str
    view: Callable[..., Any]
    verb: str
    menu: str = ""
    on: Literal["console", "phone"] = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """Everything a domain adds to the house.

    `hears` names kinds of domains installed before this one: `imagine` finds what they imagined in `World.told`, so
    that the person who was quarantined is the one who had returned. `implies(world, facts)` tells, before anybody
    imagines, what must be true of other domains' figures so that the facts about this one can be. `wholes` tell what
    holds between its figures besides what they declare themselves, such as a number that goes by two names: stating one
    of them states the other. `boards` and `wishes` are its part of the public page of an area: what is shown to
    everybody, and what anybody may hand in; `taps` what is logged with one tap at the door of a place.
    """

    name: str
    label: Text
    kinds: tuple[EntryKind, ...]
    figures: tuple[Figure, ...]
    states: tuple[State, ...] = ()
    screens: tuple[Screen, ...] = ()
    imagine: Callable[[World, Facts, Random], Iterator[Draft]] | None = None
    hears: tuple[str, ...] = ()
    implies: Callable[[World, Facts], Iterable[Fact]] | None = None
    wholes: tuple[Whole, ...] = ()
    stock: Stock | None = None
    boards: tuple[Board, ...] = ()
    wishes: tuple[Wish, ...] = ()
    taps: tuple[Tap, ...] = ()
