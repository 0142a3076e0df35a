"""The public pages: which areas have one, and switching one on or off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gridward.console.frame import Crumb, shown
from gridward.console.people.invite import area_label
from gridward.console.reader.search import area_named
from gridward.console.reader.sight import Sight, sight
from gridward.console.rules.public_pages import changes, may_look, may_publish, open_pages
from gridward.grid.published import switch
from gridward.grid.tree import Node
from gridward.kit.errors import Reason, Refusal, refuse


@login_required
@never_cache
@require_GET
def public_pages(request: HttpRequest) -> HttpResponse:
    """The list, for whoever may switch a page and for oversight."""
    seen = sight(request)
    if not may_look(seen):
        raise Http404
    return _page(request, seen, request.GET.get("area", ""))


@login_required
@never_cache
@require_POST
def switched(request: HttpRequest, to: str) -> HttpResponse:
    """A page switched on or off, noted with who did it."""
    seen, said = sight(request), request.POST.get("area", "").strip()
    if to not in ("on", "off") or not may_publish(seen):
        raise Http404
    try:
        node = _chosen(said, seen)
        changed = switch(node, on=to == "on", by=seen.account)
    except Refusal as refusal:
        return _page(request, seen, said, refusal.reasons, status=400)
    messages.success(request, _told(node, on=to == "on", changed=changed))
    return HttpResponseRedirect(reverse("console:public-pages"))


def _chosen(said: str, seen: Sight) -> Node:
    node = area_named(said, seen, field="area")
    if not may_publish(seen, node.id):
        raise refuse(
            "not_yours",
            field="area",
            zh=f"您的职务不能开设或关闭“{node.name.zh}”的公示页。请由管理员或指挥长办理。",
            en=f"Your office may not switch the page of “{node.name.en}”. Ask whoever runs the node, or the head of"
            " command.",
        )
    return node


def _told(node: Node, *, on: bool, changed: bool) -> str:
    if on:
        words = _("The public page of %(area)s is on.") if changed else _("The public page of %(area)s was on already.")
    else:
        words = (
            _("The public page of %(area)s is off.") if changed else _("The public page of %(area)s was off already.")
        )
    return words % {"area": node.name}


def _page(
    request: HttpRequest, seen: Sight, said: str, reasons: tuple[Reason, ...] = (), status: int = 200
) -> HttpResponse:
    context = {
        "rows": open_pages(seen),
        "changes": changes(seen),
        "may_switch": may_publish(seen),
        "root": request.build_absolute_uri("/").rstrip("/"),
        "said": said,
        "area_name": area_label(said, seen),
        "reasons": reasons,
        "crumbs": [Crumb(_("Public pages"))],
    }
    return shown(request, "console/public_pages.html", context, seen=seen, status=status)
