"""Who had to report today, and who did."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.duties.reported import reports as board
from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader.live import asked_again, etag_of, marked, poll_headers, same
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing
from gridward.kit.clock import MINUTE
from gridward.ledger.head import stand


@login_required
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The board of a day, or only its live part for htmx; 304 while nothing moved."""
    seen, stands = sight(request), standing(request, "area")
    etag = etag_of(request, seen, stands, stand().position, seen.now // MINUTE)
    if same(request, etag):
        return HttpResponseNotModified(headers={"ETag": etag})
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    context = {
        "board": board(node, seen, stands),
        "standing": stands,
        "poll_headers": poll_headers(etag),
        "crumbs": crumbs(seen, node, [Crumb(_("Reports due"))], lambda one: _reports(one.code)),
    }
    template = "console/_reports.html" if asked_again(request) else "console/reports.html"
    return marked(shown(request, template, context, seen=seen), etag)


def _reports(code: str) -> str:
    return f"{reverse('console:reports')}?area={code}"
