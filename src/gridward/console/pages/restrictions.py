"""Who restricted whom: for oversight."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gridward.console.duties.restricting import restricting, unruled
from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing


@login_required
@never_cache
@require_GET
def restrictions(request: HttpRequest) -> HttpResponse:
    """What is outside the ordinary, or everything (`show=all`)."""
    seen, stands = sight(request), standing(request, "area")
    if not seen.may("oversee"):
        raise Http404
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    if not seen.may("oversee", node.id):
        raise Http404
    every = request.GET.get("show") == "all"
    rows, total = restricting(node, seen, stands, every=every)
    context = {
        "rows": rows,
        "total": total,
        "every": every,
        "unruled": 0 if rows else unruled(node, seen),
        "node": node,
        "crumbs": crumbs(seen, node, [Crumb(_("Who restricted whom"))], lambda one: _href(one.code)),
    }
    return shown(request, "console/restrictions.html", context, seen=seen)


def _href(code: str) -> str:
    return f"{reverse('console:restrictions')}?area={code}"
