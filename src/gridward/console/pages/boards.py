"""Boards of clauses that act on lists: zones around what happened, risk areas, checklists, how stores last."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.console.reader.watermark import watermark
from gridward.console.rules.checklists import checklists
from gridward.console.rules.risk_hits import risky
from gridward.console.rules.stores import stores
from gridward.console.rules.zones import zones
from gridward.grid.tree import Node
from gridward.kit.text import Text

BOARDS = {
    "zones": (Text("防控分区", "Zones"), zones),
    "risk-areas": (Text("风险地区", "Risk areas"), risky),
    "checklists": (Text("清单核查", "Checklists"), checklists),
    "stores": (Text("储备保障", "Stores"), stores),
}


@login_required
@require_GET
def board(request: HttpRequest, name: str) -> HttpResponse:
    """One of the boards for an area."""
    if name not in BOARDS:
        raise Http404
    seen, stands = sight(request), standing(request, "area", "list")
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    way = crumbs(seen, node, [Crumb(BOARDS[name][0])], lambda one: _href(name, one.code, stands))
    return shown(request, "console/boards.html", _about(name, node, seen, stands) | {"crumbs": way}, seen=seen)


def _about(name: str, node: Node, seen: Sight, stands: Standing) -> dict[str, Any]:
    label, made = BOARDS[name]
    return {
        "name": name,
        "label": label,
        "area": node,
        "board": made(node, seen, stands),
        "standing": stands,
        "watermark": watermark(),
        "part": f"console/_board_{name.replace('-', '_')}.html",
        "tabs": [(_href(other, node.code, stands), one[0], other == name) for other, one in BOARDS.items()],
        "title": _("Boards of clauses"),
    }


def _href(name: str, area: str, stands: Standing) -> str:
    return reverse("console:board", args=(name,)) + stands.query(area=area)
