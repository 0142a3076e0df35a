"""One figure at one area: the value, why it is so, how it came about, what it is made of, the entries behind it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gridward.console import address
from gridward.console.booked import booked
from gridward.console.chart import chart
from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.number import label_of, number
from gridward.console.parts import area_parts, member_parts, members_of
from gridward.console.sight import sight
from gridward.console.standing import standing
from gridward.console.story import story
from gridward.console.watermark import watermark
from gridward.figure.value import values
from gridward.plug.catalogue import CATALOGUE


@login_required
@require_GET
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """The page of a figure."""
    if name not in CATALOGUE.figures:
        raise Http404
    declared, code = CATALOGUE.figures[name], request.GET.get("member", "")
    member = CATALOGUE.member(declared, code)
    seen, stands = sight(request), standing(request, "area", "member")
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    pair = (name, code)
    asked = [pair, *((name, one.code) for one in members_of(declared, code))]
    value, *parts = values(asked, area=node.id, as_of=stands.as_of, known_at=stands.known_at)
    page = request.GET.get("page", "1")
    context = {
        "label": label_of(declared, member),
        "area": node,
        "value": value,
        "number": number(declared, member, value, href=address.figure(name, code, node.code, stands)),
        "standing": stands,
        "watermark": watermark(),
        "crumbs": crumbs(
            seen, node, [Crumb(label_of(declared, member))], lambda one: address.figure(name, code, one.code, stands)
        ),
        "story": story(declared),
        "chart": None if value.value is None else chart(declared, value, area=node.id, standing=stands, tree=seen.tree),
        "areas": area_parts(node, pair, tree=seen.tree, standing=stands),
        "members": member_parts(node, declared, code, parts, stands),
        "booked": booked(
            node,
            pair,
            seen=seen,
            standing=stands,
            page=int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1,
            value=value,
        ),
        "whole_href": address.figure(name, "", node.code, stands) if code and declared.total else "",
    }
    return shown(request, "console/figure.html", context, seen=seen)
