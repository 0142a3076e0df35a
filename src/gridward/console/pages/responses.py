"""Responses: which packs are on, and switching one on, changing or ending it, with a preview before it is confirmed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gridward.console.frame import Crumb, shown
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import default_moment
from gridward.console.rules.effect import effect
from gridward.console.rules.responses import Told, changeable, listed, may_switch
from gridward.console.rules.switching import hand_in, switch, typed
from gridward.kit.clock import iso, now
from gridward.kit.errors import Refusal
from gridward.kit.ids import uuid7
from gridward.policy.packs import packs


@login_required
@require_GET
def responses(request: HttpRequest) -> HttpResponse:
    """The packs that are, were or will be on in what the account sees."""
    seen = sight(request)
    context = {
        "area": seen.home,
        "rows": listed(seen),
        "may_switch": may_switch(seen),
        "crumbs": [Crumb(_("Rules in force"), reverse("console:policy")), Crumb(_("Responses"))],
    }
    return shown(request, "console/responses.html", context, seen=seen)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def switching(request: HttpRequest, response: int = 0) -> HttpResponse:
    """The form of a response, with its preview where that was asked for; posted, it is handed in."""
    seen = sight(request)
    old = changeable(response, seen) if response else None
    if not may_switch(seen):
        raise Http404
    query = request.POST.dict() if request.method == "POST" else request.GET.dict()
    posted = typed(query | ({"to": iso(default_moment()[0])[:10]} if query.get("end") else {}), old, seen)
    context: dict[str, Any] = {
        "old": old,
        "ending": old is not None and bool(query.get("end") or query.get("ending")),
        "posted": posted,
        "packs": list(packs().values()),
        "area_name": getattr(seen.tree.by_code(posted.get("area", "")), "name", ""),
        "crumbs": _crumbs(old, seen),
    }
    try:
        if request.method == "POST":
            return _handed_in(request, posted, old, seen)
        if "preview" in query:
            context |= {"effect": effect(switch(posted, seen, old), seen), "number": str(uuid7(now()))}
    except Refusal as refusal:
        context["errors"] = refusal.reasons
    return shown(request, "console/switching.html", context, seen=seen, status=400 if "errors" in context else 200)


def _handed_in(request: HttpRequest, posted: dict[str, str], old: Told | None, seen: Sight) -> HttpResponse:
    receipt = hand_in(switch(posted, seen, old), request.POST.get("number", ""), seen)
    fine = receipt.outcome in ("accepted", "flagged", "duplicate")
    word = _("Recorded. Duties and the board follow within moments.") if fine else _("It does not count yet.")
    said = [word, *(str(reason.text) for reason in receipt.reasons)]
    tone = "good" if fine and not receipt.reasons else "warn"
    messages.add_message(request, messages.INFO, " ".join(said), extra_tags=tone)
    return HttpResponseRedirect(reverse("console:responses"))


def _crumbs(old: Told | None, seen: Sight) -> list[Crumb]:
    last = _("Switch a pack on") if old is None else str(seen.tree.by_id(old.response.area).name)
    return [Crumb(_("Responses"), reverse("console:responses")), Crumb(last)]
