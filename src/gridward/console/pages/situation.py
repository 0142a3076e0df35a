"""The situation of an area: what leads, where it happens, what came in last. Asked again every ten seconds."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_GET

from gridward.console.duties.handing import handing
from gridward.console.duties.owed import lack, owed, owing
from gridward.console.duties.reminded import reminders
from gridward.console.duties.sight import DutySight
from gridward.console.frame import crumbs, shown
from gridward.console.numbers.board import board, telling
from gridward.console.numbers.headline import pairs
from gridward.console.numbers.mosaic import mosaic, pair_of
from gridward.console.reader import address
from gridward.console.reader.desk import desk, favourites
from gridward.console.reader.live import asked_again, etag_of, marked, poll_headers, same
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.console.reader.watermark import Watermark, watermark
from gridward.console.records.approving import waiting, waiting_href
from gridward.console.records.stream import stream
from gridward.console.rules.unruled import unruled_context
from gridward.grid.tree import Node


@login_required
@require_GET
def situation(request: HttpRequest) -> HttpResponse:
    """The page, or only its live part for htmx; 304 while nothing moved."""
    seen, stands = sight(request), standing(request, "area", "figure", "sort")
    mark = watermark()
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    duties = DutySight(seen, node, stands.as_of)
    short = lack(duties, stands)
    mine = owing(duties)
    told = reminders(seen.account.pk, stands.as_of)
    handed = handing(seen, stands)
    second = waiting(seen) if seen.may("oversee") else 0
    etag = etag_of(request, seen, stands, mark.position, short, mine and (mine.left, mine.total), told, second,
                   handed.mine)  # fmt: skip
    if same(request, etag):
        return HttpResponseNotModified(headers={"ETag": etag})
    template = "console/_situation.html" if asked_again(request) else "console/situation.html"
    more = {"poll_headers": poll_headers(etag), "lack": short, "owed": mine and owed(mine, duties, stands)}
    more |= unruled_context(node, seen, stands.as_of)
    more |= {"handed": handed, "reminders": told, "waiting": second, "waiting_href": waiting_href()}
    return marked(shown(request, template, _context(request, node, seen, stands, mark) | more, seen=seen), etag)


def _context(request: HttpRequest, node: Node, seen: Sight, stands: Standing, mark: Watermark) -> dict[str, Any]:
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
