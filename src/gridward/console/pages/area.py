"""One area: what lies in it, its figures, who answers for it, what came in last."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.duties.strip import strip
from gridward.console.frame import crumbs, shown
from gridward.console.numbers.board import board
from gridward.console.numbers.children import children
from gridward.console.numbers.domains import by_domain
from gridward.console.numbers.headline import numbers
from gridward.console.people.holders import holders
from gridward.console.reader import address
from gridward.console.reader.desk import desk
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.console.reader.watermark import watermark
from gridward.console.records.stream import stream
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
    context = _figures(node, seen, stands) | {"title": _("Figures"), "crumbs": way}
    return shown(request, "console/figures.html", context, seen=seen)


def _figures(node: Node, seen: Sight, stands: Standing) -> dict[str, Any]:
    found = values(None, area=node.id, as_of=stands.as_of, known_at=stands.known_at)
    return {
        "area": node,
        "standing": stands,
        "watermark": watermark(),
        "domains": by_domain(numbers(found, node, stands), nearest=desk(seen).ranked),
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
