"""Responses as a page lists them: which pack is on where, from when to when, since which entry, and what a reader may
do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.http import Http404

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.words.duties import pack_label
from gridward.duty.law import EVER, Response
from gridward.duty.responses import RESPONSE, law
from gridward.kit.text import Text
from gridward.ledger.content import body_of
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, counting, select

State = Literal["running", "coming", "over"]
ORDER: tuple[State, ...] = ("running", "coming", "over")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One response. `last` is its last moment, None while it has no end; addresses are "" where they are not open."""

    area: Text
    area_href: str
    pack: Text
    pack_href: str
    begin: int
    last: int | None
    state: State
    level: str
    basis: str
    position: int
    entry_href: str
    change_href: str
    end_href: str


class Told(NamedTuple):
    """A response, the entry that counts of it, and what that says."""

    response: Response
    stored: Stored
    body: Mapping[str, Any]


def listed(seen: Sight) -> list[Row]:
    """The responses of what the reader sees, and those that hold there from above: running ones first."""
    found = [_row(one, seen) for one in told(seen) if _holds_for(one.response, seen)]
    return sorted(found, key=lambda one: (ORDER.index(one.state), -one.begin, one.position))


def told(seen: Sight) -> list[Told]:
    """Every response with the entry that tells it."""
    chains = {one.chain: one for one in counting(select("kind = %s", (kind_number(RESPONSE),)), EVER)}
    return [
        Told(one, chains[one.position], body_of(chains[one.position].content))
        for one in law(seen.tree).responses
        if one.position in chains and one.area in seen.tree
    ]


def changeable(position: int, seen: Sight) -> Told:
    """The response of that position; raises Http404 where there is none or the reader may not switch there."""
    found = next((one for one in told(seen) if one.response.position == position), None)
    if found is None or not may_switch(seen, found.response.area):
        raise Http404
    return found


def may_switch(seen: Sight, area: int | None = None) -> bool:
    """Whether the reader may switch packs on, change and end them, at an area or anywhere."""
    return seen.may("record", area, RESPONSE)


def _holds_for(one: Response, seen: Sight) -> bool:
    """Seen itself, or lying above something that is."""
    stem = seen.tree.path(one.area, seen.now)
    return seen.covers(one.area) or any(seen.tree.path(home.id, seen.now).startswith(stem) for home in seen.homes)


def _row(one: Told, seen: Sight) -> Row:
    response, node = one.response, seen.tree.by_id(one.response.area)
    may = may_switch(seen, node.id)
    state = _state(response, seen.now)
    reads = seen.covered_at(one.stored.area, one.stored.at, RESPONSE)
    return Row(
        area=node.name,
        area_href=address.policy_here(node.code) if seen.covers(node.id) else "",
        pack=pack_label(response.pack),
        pack_href=address.policy(response.pack),
        begin=response.begin,
        last=None if response.end == EVER else response.end - 1,
        state=state,
        level=str(one.body.get("level") or ""),
        basis=str(one.body.get("basis") or "") if reads else "",
        position=one.stored.position,
        entry_href=address.entry(one.stored.uuid) if reads else "",
        change_href=address.response(response.position) if may else "",
        end_href=address.response(response.position, end="1") if may and state == "running" else "",
    )


def _state(one: Response, now: int) -> State:
    return "coming" if one.begin > now else "running" if one.end > now else "over"
