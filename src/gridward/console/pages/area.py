"""One area: what lies in it, its figures, who answers for it, what came in last."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console import address
from gridward.console.board import board
from gridward.console.children import children
from gridward.console.desk import desk
from gridward.console.domains import by_domain
from gridward.console.frame import crumbs, shown
from gridward.console.headline import numbers
from gridward.console.holders import holders
from gridward.console.sight import Sight, sight
from gridward.console.standing import Standing, standing
from gridward.console.stream import stream
from gridward.console.strip import strip
from gridward.console.watermark import watermark
from gridward.figure.value import values
from gridward.grid.levels import LEVELS
from gridward.grid.tree import Node
from gridward.plug.kind import key_of


@login_required
@require_GET
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an area."""
    seen, stands = sight(request), standing(request)
    node = seen.node(code)
    way = crumbs(seen, node, (), lambda one: address.area(one.code, stands))
    context = _about(node, seen, stands) | {"crumbs": way}
    return shown(request, "console/area.html", context, seen=seen)


@login_required
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure of an area, by domain."""
    seen, stands = sight(request), standing(request, "area")
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    way = crumbs(seen, node, (), lambda one: address.figures(stands, area=one.code))
    context = _figures(node, stands) | {"title": _("Figures"), "crumbs": way}
    return shown(request, "console/figures.html", context, seen=seen)


def _figures(node: Node, stands: Standing) -> dict[str, Any]:
    found = values(None, area=node.id, as_of=stands.as_of, known_at=stands.known_at)
    return {
        "area": node,
        "standing": stands,
        "watermark": watermark(),
        "domains": by_domain(numbers(found, node, stands)),
    }


def _position(node: Node, seen: Sight, stands: Standing) -> str:
    """Where it lies, in degrees; "" while nobody told."""
    found = seen.tree.position(node.id, stands.as_of)
    return "" if found is None else found.written


def _about(node: Node, seen: Sight, stands: Standing) -> dict[str, Any]:
    return {
        "area": node,
        "standing": stands,
        "watermark": watermark(),
        "board": board(node, desk(seen), stands, seen.tree),
        "figures_href": address.figures(stands, area=node.code),
        "level": LEVELS[node.level],
        "position": _position(node, seen, stands),
        "children": children(node, seen, stands),
        "holders": holders(node, seen.now),
        "stream": stream(node, seen, stands, limit=8),
        "situation_href": address.situation(stands, area=node.code),
        "why_href": address.why(area=node.code),
        "strip": strip([key_of("area", node.id), key_of("place", node.id)], seen, stands),
        "record_href": address.record("", area=node.code) if seen.may("record", node.id) else "",
    }
