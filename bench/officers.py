"""Whose pages are measured: somebody of a village, of a town and of the whole node, one above the other on the map."""

from gridward.account.models import Account
from gridward.figure.fold import catch_up
from gridward.grid.book import book
from gridward.grid.tree import Node, tree
from gridward.intake.receive import submit
from gridward.kit import clock

WORKER, HEAD = "grid_worker", "command_head"
TOWNS, VILLAGES = ("town", "subdistrict"), ("village", "community")


def three() -> dict[str, str]:
    """The accounts by what they see, from the village up; without a town where the node is one.

    A scenario appoints a head of command for its whole area only: that of a town is appointed here, once.
    """
    found, at = tree(), clock.now()
    root = found.roots(at)[0]
    held = {one.area: one.username for one in book().ever_held() if one.role == WORKER and one.covers(at)}
    towns = [one for one in found.descendants(root.id, at, *TOWNS) if _villages(one, held, at)] or [root]
    town = max(towns, key=lambda one: (len(_villages(one, held, at)), one.code))
    village = _villages(town, held, at)[0]
    accounts = {village.level: held[village.id]}
    for node in dict.fromkeys((town.id, root.id)):
        accounts[found.by_id(node).level] = _head(found.by_id(node), at)
    return accounts


def _villages(town: Node, held: dict[int, str], at: int) -> list[Node]:
    return [one for one in tree().descendants(town.id, at, *VILLAGES) if one.id in held]


def _head(node: Node, at: int) -> str:
    """The head of command over an area, appointed when there is none."""
    known = [one.username for one in book().at_area(node.id, HEAD) if one.covers(at)]
    if known:
        return known[0]
    name = f"bench-{node.code}"
    Account.objects.create_user(name)
    body = {"office": HEAD, "holder": name, "from": clock.iso(at)}
    receipt = submit([{"kind": "grid.appointment", "happened_at": clock.iso(at), "body": body, "area": node.code}])[0]
    if receipt.outcome not in ("accepted", "flagged"):
        raise RuntimeError(f"nobody can be appointed in {node.code}: {receipt}")
    catch_up()
    return name
