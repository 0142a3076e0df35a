"""What is missing in an area, live: asked again by itself, answered anew when an entry came or a minute passed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.duties.missing import missing
from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader import address
from gridward.console.reader.live import asked_again, etag_of, marked, poll_headers, same
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing
from gridward.console.rules.unruled import unruled_context
from gridward.kit.clock import MINUTE
from gridward.ledger.head import stand


@login_required
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The board, or only its live part for htmx; 304 while nothing moved."""
    seen, stands = sight(request), standing(request, "area", "show", "below", "clause", "who", "kind", "tried")
    etag = etag_of(request, seen, stands, stand().position, seen.now // MINUTE)
    if same(request, etag):
        return HttpResponseNotModified(headers={"ETag": etag})
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    context = {
        "board": missing(request.GET.dict(), node, seen, stands),
        "standing": stands,
        "crumbs": crumbs(seen, node, [Crumb(_("Missing now"))], lambda one: address.missing(stands, area=one.code)),
        "poll_headers": poll_headers(etag),
        **unruled_context(node, seen, stands.as_of),
    }
    template = "console/_missing.html" if asked_again(request) else "console/missing.html"
    return marked(shown(request, template, context, seen=seen), etag)
