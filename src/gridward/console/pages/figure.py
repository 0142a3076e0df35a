"""One figure at one area: the value, why it is so, how it came about, what it is made of, the entries behind it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.numbers.booked import booked
from gridward.console.numbers.chart import chart
from gridward.console.numbers.number import number
from gridward.console.numbers.parts import member_parts, members_of, whole_and_areas
from gridward.console.numbers.story import story
from gridward.console.reader import address
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.console.reader.watermark import watermark
from gridward.figure.value import values
from gridward.grid.tree import Node
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure, label_of


@login_required
@require_GET
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """The page of a figure."""
    if name not in CATALOGUE.figures:
        raise Http404
    seen, stands = sight(request), standing(request, "area", "member", "areas")
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    page = request.GET.get("page", "1")
    shown_page = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1
    context = _context(CATALOGUE.figures[name], request.GET.get("member", ""), node, seen, stands, shown_page)
    return shown(request, "console/figure.html", context, seen=seen)


def _context(declared: Figure, code: str, node: Node, seen: Sight, stands: Standing, page: int) -> dict[str, Any]:
    name, member = declared.name, CATALOGUE.member(declared, code)
    every = dict(stands.kept).get("areas") == "all"
    value, areas = whole_and_areas(node, (name, code), tree=seen.tree, standing=stands, every=every)
    asked = [(name, one.code) for one in members_of(declared, code)]
    parts = values(asked, area=node.id, as_of=stands.as_of, known_at=stands.known_at) if asked else []
    label = label_of(declared, member)
    speaks = value.value is not None
    return {
        "label": label,
        "why_href": address.why(area=node.code),
        "area": node,
        "number": number(declared, member, value, href=address.figure(name, code, node.code, stands)),
        "standing": stands,
        "watermark": watermark(),
        "crumbs": crumbs(seen, node, [Crumb(label)], lambda one: address.figure(name, code, one.code, stands)),
        "story": story(declared),
        "chart": chart(declared, value, node=node, standing=stands, tree=seen.tree) if speaks else None,
        "areas": areas,
        "areas_href": address.page("figure", name) + stands.query(member=code, area=node.code, areas="all"),
        "members": member_parts(node, declared, code, parts, stands),
        "booked": booked(node, (name, code), seen=seen, standing=stands, page=page, value=value),
        "whole_href": address.figure(name, "", node.code, stands) if code and declared.total else "",
    }
