"""The codes at the doors of places: hung, printed and withdrawn by whoever may log there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gridward.console.frame import crumbs, shown
from gridward.console.reader.around import around
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import standing
from gridward.console.rules.doors import doors, hang_all, may_hang, take_down
from gridward.grid.tree import Node


@login_required
@never_cache
@require_GET
def door_codes(request: HttpRequest) -> HttpResponse:
    """The doors of an area and their codes, to be printed."""
    seen = sight(request)
    if not may_hang(seen):
        raise Http404
    node = _area(request.GET.get("area", ""), seen)
    root = request.build_absolute_uri("/").rstrip("/")
    context = {
        "area": node,
        "found": doors(node, seen, root),
        "standing": standing(request, "area"),
        "around": around(node, seen),
        "crumbs": crumbs(seen, node, (), lambda one: f"{reverse('console:door-codes')}?area={one.code}"),
    }
    return shown(request, "console/door_codes.html", context, seen=seen)


@login_required
@never_cache
@require_POST
def door_code(request: HttpRequest, to: str) -> HttpResponse:
    """Codes hung at all doors of an area, or one of them hung or withdrawn."""
    seen = sight(request)
    if to not in ("hang", "withdraw") or not may_hang(seen):
        raise Http404
    node, only = _area(request.POST.get("area", ""), seen), request.POST.get("place", "")
    if to == "hang":
        count = hang_all(node, seen, only)
        messages.success(request, ngettext("%(count)d code made.", "%(count)d codes made.", count) % {"count": count})
    else:
        place = take_down(node, seen, only)
        if place is None:
            raise Http404
        messages.success(request, _("The code of %(place)s is good for nothing any more.") % {"place": place.name})
    return HttpResponseRedirect(f"{reverse('console:door-codes')}?area={node.code}")


def _area(code: str, seen: Sight) -> Node:
    return seen.node(code) if code else seen.home
