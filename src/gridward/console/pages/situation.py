"""The situation of an area: what leads, where it happens, what came in last. Asked again every ten seconds."""

from hashlib import blake2b
from json import dumps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_GET

from gridward.console import address
from gridward.console.board import board, telling
from gridward.console.desk import desk, favourites
from gridward.console.frame import crumbs, shown
from gridward.console.headline import pairs
from gridward.console.mosaic import mosaic, pair_of
from gridward.console.sight import Sight, sight
from gridward.console.standing import Standing, standing
from gridward.console.stream import stream
from gridward.console.watermark import Watermark, watermark


@login_required
@require_GET
def situation(request: HttpRequest) -> HttpResponse:
    """The page, or only its live part for htmx; 304 while nothing moved."""
    seen, stands = sight(request), standing(request, "area", "figure", "sort")
    mark = watermark()
    etag = _etag(request, seen, stands, mark)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    live = request.headers.get("HX-Request") == "true"
    template = "console/_situation.html" if live else "console/situation.html"
    response = shown(
        request, template, _context(request, seen, stands, mark) | {"poll_headers": _poll(etag)}, seen=seen
    )
    for name, value in (("ETag", etag), ("Cache-Control", "private, no-cache"), ("Vary", "Cookie, HX-Request")):
        response.headers[name] = value
    return response


def _context(request: HttpRequest, seen: Sight, stands: Standing, mark: Watermark) -> dict[str, Any]:
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    found = desk(seen)
    told = board(node, found, stands, seen.tree)
    return {
        "area": node,
        "area_href": address.area(node.code, stands),
        "standing": stands,
        "watermark": mark,
        "crumbs": crumbs(seen, node, (), lambda one: address.situation(stands, area=one.code)),
        "board": told,
        "figures_href": address.figures(stands, area=node.code),
        "favourites": [(kind.label, address.record(kind.name)) for kind in favourites(seen, found)],
        "mosaic": mosaic(
            node,
            pair_of(request.GET.get("figure", ""), telling(told) or pairs()),
            sort="value" if request.GET.get("sort") == "value" else "code",
            tree=seen.tree,
            standing=stands,
        ),
        "stream": stream(node, seen, stands),
    }


def _poll(etag: str) -> str:
    """The headers with which the page asks again."""
    return dumps({"If-None-Match": etag})


def _etag(request: HttpRequest, seen: Sight, stands: Standing, mark: Watermark) -> str:
    """What the page is made from: position, map, reader, address; a page that stands at now changes with the day, and
    one kept from another sitting has forms that are out of date.
    """
    parts = (mark.position, seen.tree.version, seen.account.pk, seen.account.language, request.get_full_path())
    more = (request.COOKIES.get("theme", ""), stands.day, seen.seen.prefixes, request.session.session_key)
    return f'"{blake2b(repr(parts + more).encode(), digest_size=12).hexdigest()}"'
