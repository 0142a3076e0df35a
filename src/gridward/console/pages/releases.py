"""Who is due for release, releasing several at once, and the notices of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gridward.console.duties.notices import entries_of, may_open
from gridward.console.duties.notices import notices as made
from gridward.console.duties.releasing import release, release_kind, releases
from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing
from gridward.kit.errors import Reason, Refusal


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def due(request: HttpRequest) -> HttpResponse:
    """The list; posted, those that were chosen are released."""
    seen, stands = sight(request), standing(request, "area")
    release_kind(seen)
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    errors: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            receipts = release(dict(request.POST.lists()), node, seen, stands)
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            fine = [str(one.id) for one in receipts if one.outcome in ("accepted", "flagged")]
            messages.add_message(
                request, messages.INFO, _("Released: %(number)s") % {"number": len(fine)}, extra_tags="good"
            )
            return HttpResponseRedirect(
                f"{reverse('console:release-notices')}?{urlencode([('entry', one) for one in fine])}"
            )
    context = {
        "list": releases(node, seen, stands),
        "chosen": request.POST.getlist("who"),
        "errors": errors,
        "standing": stands,
        "crumbs": crumbs(seen, node, [Crumb(_("Due for release"))], lambda one: _due(one.code)),
    }
    return shown(request, "console/releases.html", context, seen=seen, status=400 if errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of some releases, to be printed; posted, with the names in clear, which is written down."""
    seen, stands = sight(request), standing(request)
    release_kind(seen)
    asked = set(request.GET.getlist("entry"))
    found = entries_of(asked, seen)
    if len(found) < len(asked):
        raise Http404
    opens = request.method == "POST"
    if opens and not may_open(found, seen):
        raise Http404
    purpose = _("Notice of release, printed") if opens else ""
    device = request.headers.get("User-Agent", "")[:120]
    context = {
        "notices": made(found, seen, stands, purpose=purpose, device=device),
        "may_open": not opens and may_open(found, seen),
        "today": stands.as_of,
        "crumbs": [Crumb(_("Due for release"), reverse("console:releases")), Crumb(_("Notices"))],
    }
    return shown(request, "console/notices.html", context, seen=seen)


def _due(code: str) -> str:
    return f"{reverse('console:releases')}?area={code}"
