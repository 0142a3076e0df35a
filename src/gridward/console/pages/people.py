"""People and things of the roll: search, a page each, opening an identity with a purpose, duplicates, erasure."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gridward.console.duties.strip import strip
from gridward.console.frame import Crumb, shown
from gridward.console.people.erasing import proof, sure
from gridward.console.people.thing import PURPOSES, Thing, href, told, visible
from gridward.console.people.twins import decide, proposals
from gridward.console.reader import address
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import standing
from gridward.console.records.handed_in import tell
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.ledger.sameness import MERGE
from gridward.plug.kind import key_of
from gridward.roll import finding
from gridward.roll.erase import erase
from gridward.roll.identity import note_opened, open_all
from gridward.roll.person import told as with_number


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Search by an exact name, number, phone or plate; posted, so that no address and no log keeps what was sought."""
    seen = sight(request)
    text = request.POST.get("q", "").strip()[:60] if request.method == "POST" else ""
    found = visible(finding.found(text), seen) if text else []
    if found:
        note_opened([one.number for one in found], who=seen.account.pk, purpose=_("Found by searching"))
    context = {
        "text": text,
        "found": found,
        "duplicates_href": reverse("console:duplicates") if seen.may("record", None, MERGE) else "",
        "crumbs": [Crumb(_("People"))],
    }
    return shown(request, "console/people.html", context, seen=seen)


@login_required
@never_cache
@require_GET
def thing(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a person, household or vehicle, masked."""
    seen = sight(request)
    found = Thing(number, seen)
    if found.number != number:
        return HttpResponseRedirect(href(found.number))
    return _page(request, found, seen, {})


@login_required
@never_cache
@require_POST
def opened(request: HttpRequest, number: int) -> HttpResponse:
    """The same page with the identity in clear: for whoever may see persons there, with a purpose, written down."""
    seen = sight(request)
    found = Thing(number, seen)
    if found.erased or not found.may("see_person"):
        raise Http404
    purpose = request.POST.get("other", "").strip() or request.POST.get("purpose", "")
    try:
        known = open_all(found.numbers, who=seen.account.pk, purpose=purpose, device=_device(request))
    except Refusal as refusal:
        return _page(request, found, seen, {"errors": refusal.reasons}, status=400)
    identities = [(one, told(with_number(identity, clock.now()))) for one, identity in sorted(known.items())]
    return _page(request, found, seen, {"identities": identities, "purpose": purpose})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs side by side; posted, what somebody decides of one."""
    seen = sight(request)
    if not seen.may("record", None, MERGE):
        raise Http404
    errors: Any = ()
    if request.method == "POST":
        one, other = (int(text) if (text := request.POST.get(side, "")).isdecimal() else 0 for side in ("one", "other"))
        same = request.POST.get("verdict") == "same"
        try:
            receipt = decide(one, other, same=same, reason=request.POST.get("reason", ""), seen=seen)
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            said = (
                _("They are one from now on. Voiding this entry parts them again.")
                if same
                else _("Kept apart; this pair is not proposed again.")
            )
            tell(request, said, receipt)
            return HttpResponseRedirect(reverse("console:duplicates"))
    pairs, total = proposals(seen)
    context = {
        "pairs": pairs,
        "total": total,
        "errors": errors,
        "crumbs": [Crumb(_("People"), reverse("console:people")), Crumb(_("Duplicates"))],
    }
    return shown(request, "console/duplicates.html", context, seen=seen, status=400 if errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def erasing(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason, then for a second look; then destroy the keys. An erased one shows the proof."""
    seen = sight(request)
    found = Thing(number, seen)
    if not found.may("oversee"):
        raise Http404
    context: dict[str, Any] = {"thing": found, "crumbs": _crumbs(found, Crumb(_("Erase")))}
    if found.erased:
        return shown(request, "console/erased.html", context | {"proof": proof(found)}, seen=seen)
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()
        try:
            if sure(found, reason, request.POST):
                for one in found.numbers:
                    erase(one, reason, seen.account.pk)
                return HttpResponseRedirect(reverse("console:erasing", args=(number,)))
            context |= {"second": True, "reason": reason}
        except Refusal as refusal:
            context |= {"errors": refusal.reasons, "reason": reason, "second": "confirm" in request.POST}
    return shown(request, "console/erase.html", context, seen=seen, status=400 if context.get("errors") else 200)


def _page(request: HttpRequest, found: Thing, seen: Sight, more: dict[str, Any], status: int = 200) -> HttpResponse:
    stands = standing(request)
    context = {
        "thing": found,
        "lines": found.lines(stands),
        "strip": strip([key_of(found.kind, one) for one in found.numbers], seen, stands) if seen.homes else None,
        "places": [seen.tree.by_id(area) for area in found.areas if seen.covers(area)],
        "may_open": not found.erased and found.may("see_person"),
        "may_erase": found.may("oversee"),
        "purposes": PURPOSES,
        "why_href": address.why(thing=str(found.number)),
        "crumbs": _crumbs(found),
    }
    return shown(request, "console/thing.html", context | more, seen=seen, status=status)


def _crumbs(found: Thing, *rest: Crumb) -> list[Crumb]:
    name = f"{found.label} #{found.number}"
    return [Crumb(_("People"), reverse("console:people")), Crumb(name, href(found.number) if rest else ""), *rest]


def _device(request: HttpRequest) -> str:
    """What kind of device the page was opened on, as far as it says so."""
    return request.headers.get("User-Agent", "")[:120]
