"""The law of this node: its responses as entries tell them, held in memory while nothing about them changes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gridward.duty.law import EVER, Law, Path, Response
from gridward.duty.models import Head
from gridward.duty.risk_book import risk_list
from gridward.duty.switched import Switched, begun, holds_from
from gridward.grid.tree import Tree
from gridward.kit.clock import asked, day_of, first_moment, parse
from gridward.kit.errors import Refusal
from gridward.kit.rows import rows
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
        _latest = state, Law(responses(switched, tree.path), tree.path, risk_list(risky, tree, EVER), _below(tree))
    return _latest[1]


def _below(tree: Tree) -> Callable[[int, int], Iterator[tuple[int, str]]]:
    """What lies in an area of the map at a moment."""
    return lambda area, at: ((one.id, one.level) for one in tree.children(area, at))


def responses(told: list[Stored], path: Path) -> list[Response]:
    """What these entries switch on: those that count, of packs that are here."""
    return [one for one in _begun(counting(told, EVER), path) if one.begin < one.end]


def _begun(told: Iterable[Stored], path: Path) -> list[Response]:
    return begun((one for one in map(_switched, told) if one is not None), path)


def _switched(stored: Stored) -> Switched | None:
    body, times = _body(stored), _times(stored)
    if stored.area is None or body.pack not in packs() or times is None:
        return None
    return Switched(stored.chain, stored.area, body.pack, *times, whole=_is_date(body.from_))


def _body(stored: Stored) -> Any:
    content = inner(stored.content)
    return read_body(CATALOGUE.kinds[RESPONSE], content.version, content.body)


def _times(stored: Stored) -> tuple[int, int] | None:
    """From when until just before when a response is said to hold; None for no times."""
    body = _body(stored)
    try:
        return _first(body.from_), EVER if body.to is None else parse(body.to, field="to") + 1
    except Refusal:
        return None


def on_at(told: Iterable[Stored], at: int, path: Path) -> list[str]:
    """The packs that these active entries hold switched on at a moment, earliest first, also such as are not here."""
    told = list(told)
    here = {one.position: one for one in _begun(told, path)}
    found = []
    for one in told:
        times = _times(one)
        if times is not None:
            begin = here[one.chain].begin if one.chain in here else times[0]
            found.append((begin, times[1], _body(one).pack))
    return list(dict.fromkeys(pack for begin, end, pack in sorted(found) if begin <= at < end))


def last_end(told: Iterable[Stored]) -> int | None:
    """The last moment of the last of these active responses; None while there is none, or one without an end."""
    ends = [times[1] for one in told if (times := _times(one)) is not None]
    return max(ends) - 1 if ends and EVER not in ends else None


def moment_of(text: str, pack: str, area: int, rules: Law, *, own: int = 0) -> int:
    """From when a pack holds that is switched on so in an area, beside what these rules have but its `own` one;
    raises `Refusal` for what is no time.
    """
    at = _first(text)
    others = [one for one in rules.responses if one.position != own]
    return at if _is_date(text) else holds_from(at, pack, area, others, rules.path)


def _first(text: str) -> int:
    at = asked(text, field="from")
    return first_moment(day_of(at)) if _is_date(text) else at


def _is_date(text: str) -> bool:
    return len(text) == len("2020-02-10")


def plans(rules: Law) -> bool:
    """Whether there is anything to plan by, or ever was: where no response was, nothing is owed."""
    return bool(rules.responses) or Head.objects.filter(id=1).exclude(law="").exists() or _anything_planned()


def _anything_planned() -> bool:
    """Whether intake planned something by a response that was taken back before the loop came to it."""
    tables = ("duty_duty", "duty_standing", "duty_handover")
    return any(rows(f"SELECT 1 FROM {name} LIMIT 1") for name in tables)


def forget() -> None:
    """For tests that use packs of their own."""
    global _latest
    _latest = None
