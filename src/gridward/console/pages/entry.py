"""One entry: what it says, what became of it, which figures it feeds; its correction and its voiding."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gridward.console.frame import Crumb, shown
from gridward.console.people.thing import PURPOSES
from gridward.console.reader import address
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import standing
from gridward.console.records.amend import correction, form_of, may_amend, present, voiding
from gridward.console.records.approving import approval_href, order_of
from gridward.console.records.draft import Draft
from gridward.console.records.following import following
from gridward.console.records.handed_in import tell
from gridward.console.records.history import fetch, record
from gridward.console.records.opening import openable, opened
from gridward.console.records.publishing import publish as make_public
from gridward.console.records.publishing import publishing
from gridward.console.records.sheet import sheet
from gridward.console.records.thread import followers, opener
from gridward.intake.receive import submit
from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from gridward.ledger.stored import Stored


@login_required
@never_cache
@require_GET
def entry(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page of an entry, its sealed texts closed."""
    seen = sight(request)
    return _page(request, fetch(uuid, seen), seen, {})


@login_required
@never_cache
@require_POST
def open_texts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same page with its sealed texts in clear: for whoever may see persons there, with a purpose, written down."""
    seen = sight(request)
    stored = fetch(uuid, seen)
    if not openable(stored, seen):
        raise Http404
    purpose = request.POST.get("other", "").strip() or request.POST.get("purpose", "")
    try:
        texts = opened(stored, seen, purpose=purpose, device=request.headers.get("User-Agent", "")[:120])
    except Refusal as refusal:
        return _page(request, stored, seen, {"errors": refusal.reasons}, status=400)
    return _page(request, stored, seen, {"texts": texts, "purpose": purpose})


@login_required
@require_POST
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the entry says becomes an item of the public page, which names it."""
    seen = sight(request)
    stored = present(fetch(uuid, seen))
    declared = publishing(stored, seen)
    if declared is None:
        raise Http404
    try:
        receipt = make_public(stored, declared, seen, device=request.headers.get("User-Agent", "")[:120])
    except Refusal as refusal:
        return _page(request, stored, seen, {"errors": refusal.reasons}, status=409)
    tell(request, _("It stands on the public page now."), receipt)
    return HttpResponseRedirect(address.entry(receipt.id))


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form that corrects the entry that counts, and what is posted with it."""
    seen = sight(request)
    stored, stands = _amendable(uuid, seen), standing(request)
    posted, called = form_of(stored, seen, stands)
    found = None
    if request.method == "POST":
        found = correction(stored, dict(request.POST.lists()), seen)
        if not found.errors:
            return _handed_in(request, found, stored, _("The correction was saved."))
        posted |= dict(request.POST.lists())
    shape = record(stored, seen=seen, standing=stands)
    context = {
        "sheet": sheet(
            found.kind if found else seen.kind(shape.kind_name),
            posted,
            seen,
            errors=found.errors if found else (),
            subject_label=called,
        ),
        "record": shape,
        "crumbs": _crumbs(
            shape.kind,
            shape.kind_name,
            Crumb(f"№ {stored.position}", address.entry(stored.uuid)),
            Crumb(_("Correct")),
        ),
    }
    return shown(request, "console/correction.html", context, seen=seen)


@login_required
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form that voids the entry that counts, and what is posted with it."""
    seen = sight(request)
    stored = _amendable(uuid, seen)
    found = voiding(stored, dict(request.POST.lists()), seen) if request.method == "POST" else None
    if found is not None and not found.errors:
        return _handed_in(request, found, stored, _("The entry was voided. It is kept, but counts no longer."))
    shape = record(stored, seen=seen, standing=standing(request))
    context = {
        "record": shape,
        "errors": found.errors if found else (),
        "reason": request.POST.get("reason", ""),
        "crumbs": _crumbs(
            shape.kind, shape.kind_name, Crumb(f"№ {stored.position}", address.entry(stored.uuid)), Crumb(_("Void"))
        ),
    }
    return shown(request, "console/void.html", context, seen=seen)


def _page(request: HttpRequest, stored: Stored, seen: Sight, more: dict[str, Any], status: int = 200) -> HttpResponse:
    found = record(stored, seen=seen, standing=standing(request), texts=more.get("texts", {}))
    last = present(stored)
    may = may_amend(last, seen) and not last.void
    context = {
        "record": found,
        "may_open": bool(openable(stored, seen)),
        "purposes": PURPOSES,
        "publishing": publishing(last, seen),
        "why_href": address.why(entry=str(stored.uuid)),
        "crumbs": _crumbs(found.kind, found.kind_name, Crumb(f"№ {found.stored.position}")),
        "opener": opener(stored, seen, standing(request)),
        "followers": followers(stored, seen, standing(request)),
        "correct_href": address.correction(last.uuid) if may else "",
        "void_href": address.voiding(last.uuid) if may else "",
        "approve_href": approval_href(stored, seen),
        "order": order_of(stored, seen),
        "following": following(last, seen),
        "tip_href": address.entry(found.tip) if found.state == "replaced" else "",
    }
    return shown(request, "console/entry.html", context | more, seen=seen, status=status)


def _amendable(uuid: UUID, seen: Sight) -> Stored:
    """The entry that counts in the chain; 404 for whoever may not change it."""
    last = present(fetch(uuid, seen))
    if last.void or not may_amend(last, seen):
        raise Http404
    return fetch(last.uuid, seen)


def _handed_in(request: HttpRequest, found: Draft, stored: Stored, word: str) -> HttpResponse:
    tell(request, word, submit([found.wire])[0])
    return HttpResponseRedirect(address.entry(stored.uuid))


def _crumbs(label: Text, name: str, *rest: Crumb) -> list[Crumb]:
    return [Crumb(_("Ledger"), address.ledger()), Crumb(label, address.ledger(name)), *rest]
