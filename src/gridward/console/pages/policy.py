"""Packs: what is in force here today, a pack, and what differs between two. Rules are no secret to who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing
from gridward.console.rules.policy import differences, in_force
from gridward.console.rules.policy import shown as told
from gridward.policy.packs import Pack, packs


@login_required
@require_GET
def here(request: HttpRequest) -> HttpResponse:
    """What is in force in an area."""
    seen, stands = sight(request), standing(request, "area")
    node = seen.node(request.GET["area"]) if request.GET.get("area") else seen.home
    context = {
        "area": node,
        "standing": stands,
        "strands": in_force(node, seen, stands.as_of),
        "packs": list(packs().values()),
        "crumbs": crumbs(seen, node, [Crumb(_("Rules in force"))], lambda one: _here(one.code)),
    }
    return shown(request, "console/policy.html", context, seen=seen)


@login_required
@require_GET
def pack_page(request: HttpRequest, pack: str) -> HttpResponse:
    """One pack."""
    seen = sight(request)
    context = {"shown": told(_pack(pack)), "crumbs": [_crumb(), Crumb(_pack(pack).label)]}
    return shown(request, "console/pack.html", context, seen=seen)


@login_required
@require_GET
def against(request: HttpRequest, pack: str, other: str) -> HttpResponse:
    """Two packs side by side."""
    seen, one, two = sight(request), _pack(pack), _pack(other)
    crumb = Crumb(one.label, reverse("console:pack", args=(one.id,)))
    context = {
        "one": one,
        "other": two,
        "tables": differences(one, two),
        "crumbs": [_crumb(), crumb, Crumb(_("Difference"))],
    }
    return shown(request, "console/pack_against.html", context, seen=seen)


def _pack(name: str) -> Pack:
    if name not in packs():
        raise Http404
    return packs()[name]


def _crumb() -> Crumb:
    return Crumb(_("Rules in force"), reverse("console:policy"))


def _here(code: str) -> str:
    return f"{reverse('console:policy')}?area={code}"
