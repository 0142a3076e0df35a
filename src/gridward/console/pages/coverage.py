"""How far the households of an area are covered in the present round."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.duties.coverage import coverage
from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing


@login_required
@require_GET
def covered(request: HttpRequest) -> HttpResponse:
    """The areas below, coloured by share, and the households still missing."""
    seen, stands = sight(request), standing(request, "area", "duty")
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    context = {
        "area": node,
        "coverage": coverage(request.GET.dict(), node, seen, stands),
        "standing": stands,
        "crumbs": crumbs(seen, node, [Crumb(_("Household coverage"))], lambda one: _covered(one.code)),
    }
    return shown(request, "console/coverage.html", context, seen=seen)


def _covered(code: str) -> str:
    return f"{reverse('console:coverage')}?area={code}"
