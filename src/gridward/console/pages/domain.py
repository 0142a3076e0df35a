"""The page of a domain: its figures, its ledgers and what is open, for those who work with it every day."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gridward.console.frame import Crumb, crumbs, part, shown
from gridward.console.lists.ledgers import ledgers
from gridward.console.lists.matters import matters
from gridward.console.numbers.headline import cards
from gridward.console.reader import address
from gridward.console.reader.around import around
from gridward.console.reader.desk import has_page, sees_domain
from gridward.console.reader.leaf import goes_on
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.console.reader.watermark import watermark
from gridward.figure.value import Pair
from gridward.grid.tree import Node
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain


@login_required
@require_GET
def domain(request: HttpRequest, name: str) -> HttpResponse:
    """The page, or only its list for htmx."""
    seen, stands = sight(request), standing(request, "area", "list", "show", "sort")
    found = CATALOGUE.domains.get(name)
    if found is None or not has_page(found) or not sees_domain(seen, found):
        raise Http404
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    table = matters(request.GET.dict(), found, node, seen, stands)
    if goes_on(request, "matters"):
        return part(request, "console/_matters.html", {"matters": table})
    context = _context(found, node, seen, stands) | {"matters": table}
    return shown(request, "console/domain.html", context, seen=seen)


def _context(found: Domain, node: Node, seen: Sight, stands: Standing) -> dict[str, Any]:
    return {
        "domain": found,
        "area": node,
        "standing": stands,
        "around": around(node, seen),
        "watermark": watermark(),
        "crumbs": crumbs(
            seen, node, [Crumb(found.label)], lambda one: address.domain(found.name, stands, area=one.code)
        ),
        "cards": cards(_pairs(found), node, stands, seen.tree),
        "ledgers": ledgers(found, node, seen, stands),
    }


def _pairs(found: Domain) -> list[Pair]:
    """What a domain counts, those that lead first; a figure whose parts do not add up is on its own page."""
    ordered = sorted(found.figures, key=lambda figure: figure.headline or 1000)
    return [(figure.name, "") for figure in ordered if figure.total or not figure.members]
