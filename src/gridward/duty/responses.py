"""The law of this node: its responses as entries tell them, held in memory while nothing about them changes."""

from typing import Any

from gridward.duty.law import EVER, Law, Response
from gridward.duty.risk_book import risk_list, told_of_risks
from gridward.grid.tree import Tree
from gridward.kit.clock import day_of, first_moment, parse
from gridward.kit.errors import Refusal
from gridward.ledger.bodies import read_body
from gridward.ledger.content import inner
from gridward.ledger.names import kind_number
from gridward.ledger.stored import Stored, counting, select
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.packs import packs

RESPONSE = "policy.response"
_latest: tuple[Any, Law] | None = None


def law(tree: Tree) -> Law:
    """The rules of every place and moment, by the responses that count now."""
    global _latest
    told = select("kind = %s", (kind_number(RESPONSE),), "ORDER BY position")
    risky = told_of_risks()
    state = tree.version, tuple((one.position, one.counts_from, one.content) for one in (*told, *risky))
    if _latest is None or _latest[0] != state:
        _latest = state, Law(responses(told), tree.path, risk_list(risky, tree, EVER))
    return _latest[1]


def responses(told: list[Stored]) -> list[Response]:
    """What these entries switch on: those that count, of packs that are here."""
    found = [_response(one) for one in counting(told, EVER)]
    return [one for one in found if one is not None and one.begin < one.end]


def _response(stored: Stored) -> Response | None:
    content = inner(stored.content)
    body = read_body(CATALOGUE.kinds[RESPONSE], content.version, content.body)
    if stored.area is None or body.pack not in packs():
        return None
    try:
        begin = moment_of(body.from_, body.pack)
        end = EVER if body.to is None else parse(body.to, field="to") + 1
    except Refusal:
        return None
    return Response(stored.chain, stored.area, body.pack, begin, end)


def moment_of(text: str, pack: str) -> int:
    """From when a pack holds that is switched on so; raises `Refusal` for what is no time.

    A date means its first moment. At midday the pack says what that means for the day (transition.work): kept as it was
    until midnight, open for what has not begun, or the whole day again.
    """
    at = parse(text, field="from")
    day = day_of(at)
    if len(text) == len("2020-02-10"):
        return first_moment(day)
    work = next((getattr(one, "work", "keep") for one in packs()[pack].clauses.get("transition", {}).values()), "keep")
    return {"keep": first_moment(day + 1), "redo": first_moment(day)}.get(work, at)


def forget() -> None:
    """For tests that use packs of their own."""
    global _latest
    _latest = None
