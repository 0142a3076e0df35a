"""The list of risk areas read, and whose plans change when something new is put on it: they are found in the ledger."""

from collections.abc import Iterable

from gridward.duty.law import Law
from gridward.duty.risks import Listed, RiskList, Spot, plain, travellers
from gridward.duty.said import instant, said
from gridward.grid.official_list import full_name
from gridward.grid.tree import Tree
from gridward.kit.clock import day_of, now
from gridward.kit.rows import among, rows
from gridward.ledger.bodies import read_body
from gridward.ledger.content import inner
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import Stored, counting, of_chains, select
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry
from gridward.policy.risk_measure import JOURNEY, LISTED, STAY

EARLIER = 62
"""Days before an area was put on the list from which on journeys and stays are looked at: they may last as long."""


def risk_list(told: list[Stored], tree: Tree, until: int) -> RiskList:
    """The list as these entries tell it."""
    begun: dict[int, int] = {}
    for one in told:
        begun[one.chain] = min(one.at, begun.get(one.chain, one.at))
    return RiskList((_listed(one, begun[one.chain]) for one in counting(told, until)), full_name, _spots(tree))


def _listed(stored: Stored, known: int) -> Listed:
    content = inner(stored.content)
    body = read_body(CATALOGUE.kinds[LISTED], content.version, content.body)
    last = instant(body, "to")
    first = day_of(instant(body, "from") or stored.at)
    look_back = said(body, "look_back_days")
    level = str(said(body, "level"))
    day = None if last is None else day_of(last)
    return Listed(stored.chain, str(said(body, "area")), level, first, day, look_back, stored.at, known)


class _Spots:
    """Names areas of the map by their codes and names from the top down, each once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[int, Spot] = {}

    def __call__(self, area: int) -> Spot:
        if area not in self._known:
            nodes = [self._tree.by_id(one) for one in self._tree.above(area, now())]
            names = plain("".join(node.name.zh for node in nodes))
            top = full_name(nodes[0].code[:6]) if nodes else ""
            self._known[area] = Spot(tuple(node.code for node in nodes), top + names)
        return self._known[area]


def _spots(tree: Tree) -> _Spots:
    return _Spots(tree)


def struck(came: Iterable[Entry], law: Law, places: Places, until: int) -> set[int]:
    """The people whose standing a change of the list may change: who has been in an area on it, and who is under one
    because of it.
    """
    listed = [one for one in came if one.kind == LISTED]
    names = sorted({measure.risk.standing for rules in law.everywhere() for measure in rules.risks.values()})
    if not listed or not names:
        return set()
    condition, params = among("name", names, "text")
    found = {owner for (owner,) in rows(f"SELECT DISTINCT owner FROM duty_standing WHERE {condition}", params)}
    first = min(day_of(instant(one.body, "from") or one.at) for one in listed) - EARLIER
    return found | {key for one in _been_since(first, places, until) if law.risks.hits(one) for key in travellers(one)}


def _been_since(first: int, places: Places, until: int) -> list[Entry]:
    of_kind, params = among("kind", kind_numbers((JOURNEY, STAY)), "int2")
    some = select(f"{of_kind} AND day >= %s", [*params, first])
    told = counting(of_chains({one.chain for one in some}), until) if some else []
    places.expect(one.area for one in told)
    return to_entries(told, places, until)
