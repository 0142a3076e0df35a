"""Lists of entries: all of them, those of one kind, those that are held."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.frame import Crumb, part, shown
from gridward.console.reader import address
from gridward.console.reader.leaf import goes_on
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import standing
from gridward.console.records.approving import waiting, waiting_href
from gridward.console.records.asked import asked
from gridward.console.records.entries import Listing, listing


@login_required
@require_GET
def ledger(request: HttpRequest, kind: str = "") -> HttpResponse:
    """The entries of one kind, or of all that the account may look at."""
    seen = sight(request)
    declared = seen.kind(kind) if kind else None
    found = listing(asked(request.GET.dict(), kind=declared, seen=seen), seen, standing(request))
    return _page(request, found, seen, str(declared.label) if declared else _("Ledger"))


@login_required
@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """The entries that do not count yet, with what is missing."""
    seen = sight(request)
    found = listing(asked(request.GET.dict(), kind=None, seen=seen, held=True), seen, standing(request))
    return _page(request, found, seen, _("Held"))


def _page(request: HttpRequest, found: Listing, seen: Sight, title: str) -> HttpResponse:
    if goes_on(request, "entries"):
        return part(request, "console/_entries.html", {"listing": found})
    above = [Crumb(_("Ledger"), address.ledger())] if found.asked.kind or found.asked.wanted.held else []
    context = {"listing": found, "title": title, "crumbs": [*above, Crumb(title)]}
    if found.asked.wanted.held and (seen.may("oversee") or seen.may("approve")):
        context |= {"waiting": waiting(seen), "waiting_href": waiting_href()}
    return shown(request, "console/ledger.html", context, seen=seen)
