"""The law of this node: its responses as entries tell them, held in memory while nothing about them changes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gridward.duty.law import EVER, Law, Response
from gridward.duty.risk_book import risk_list
from gridward.grid.tree import Tree
from gridward.kit.clock import asked, day_of, first_moment, parse
from gridward.kit.errors import Refusal
from gridward.ledger.bodies import read_body
from gridward.ledger.content import inner
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.stored import Stored, counting, of_kinds
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.packs import packs
from gridward.policy.risk_measure import LISTED

RESPONSE = "policy.response"
_latest: tuple[Any, Law] | None = None


def law(tree: Tree) -> Law:
    """The rules of every place and moment, by the responses that count now."""
    global _latest
    told = of_kinds(kind_numbers(tuple({RESPONSE, LISTED} & CATALOGUE.kinds.keys())))
    state = tree.version, tuple((one.position, one.counts_from, one.content) for one in told)
    if _latest is None or _latest[0] != state:
        switched = [one for one in told if kind_name(one.kind) == RESPONSE]
        risky = [one for one in told if kind_name(one.kind) == LISTED]
        _latest = state, Law(responses(switched), tree.path, risk_list(risky, tree, EVER), _below(tree))
    return _latest[1]


def _below(tree: Tree) -> Callable[[int, int], Iterator[tuple[int, str]]]:
    """What lies in an area of the map at a moment."""
    return lambda area, at: ((one.id, one.level) for one in tree.children(area, at))


def responses(told: list[Stored]) -> list[Response]:
    """What these entries switch on: those that count, of packs that are here."""
    found = [_response(one) for one in counting(told, EVER)]
    return [one for one in found if one is not None and one.begin < one.end]


def _response(stored: Stored) -> Response | None:
    body, spell = _body(stored), spell_of(stored)
    if stored.area is None or body.pack not in packs() or spell is None:
        return None
    return Response(stored.chain, stored.area, body.pack, *spell)


def _body(stored: Stored) -> Any:
    content = inner(stored.content)
    return read_body(CATALOGUE.kinds[RESPONSE], content.version, content.body)


def spell_of(stored: Stored) -> tuple[int, int] | None:
    """From when until just before when a response holds, even one whose pack is not here; None for no times."""
    body = _body(stored)
    try:
        return moment_of(body.from_, body.pack), EVER if body.to is None else parse(body.to, field="to") + 1
    except Refusal:
        return None


def on_at(told: Iterable[Stored], at: int) -> list[str]:
    """The packs that these active entries hold switched on at a moment, earliest first, also such as are not here."""
    spells = [(spell, _body(one).pack) for one in told if (spell := spell_of(one)) is not None]
    return list(dict.fromkeys(pack for (begin, end), pack in sorted(spells) if begin <= at < end))


def last_end(told: Iterable[Stored]) -> int | None:
    """The last moment of the last of these active responses; None while there is none, or one without an end."""
    ends = [spell[1] for one in told if (spell := spell_of(one)) is not None]
    return max(ends) - 1 if ends and EVER not in ends else None


def moment_of(text: str, pack: str) -> int:
    """From when a pack holds that is switched on so; raises `Refusal` for what is no time.

    A date means its first moment. At midday the pack says what that means for the day (transition.work): kept as it was
    until midnight, open for what has not begun, or the whole day again.
    """
    at = asked(text, field="from")
    day = day_of(at)
    if len(text) == len("2020-02-10"):
        return first_moment(day)
    known = packs().get(pack)
    clauses = known.clauses.get("transition", {}) if known is not None else {}
    work = next((getattr(one, "work", "keep") for one in clauses.values()), "keep")
    return {"keep": first_moment(day + 1), "redo": first_moment(day)}.get(work, at)


def forget() -> None:
    """For tests that use packs of their own."""
    global _latest
    _latest = None
