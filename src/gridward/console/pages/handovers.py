"""Hand-overs: what one must accept or return, what one gave, what must be decided; and the form that offers a duty."""

from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gridward.console.duties.handing import handing, offers_again
from gridward.console.duties.handing_in import answer, decide, may_hand_over, offer, offer_again
from gridward.console.duties.missing_rows import missing_rows
from gridward.console.duties.sight import DutySight
from gridward.console.frame import Crumb, shown
from gridward.console.reader import address
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.console.records.handed_in import tell
from gridward.console.words.duties import clause_label
from gridward.duty.models import Handover
from gridward.exchange.shape import Option
from gridward.grid.roles import roles
from gridward.intake.wire import Receipt
from gridward.kit.errors import Reason, Refusal

DEEDS: Mapping[str, Callable[[Handover, Mapping[str, str], Sight, Standing], Receipt]] = {
    "answer": answer,
    "decide": decide,
}


@login_required
@never_cache
@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    """The lists."""
    return _listed(request, ())


@login_required
@require_POST
def deed(request: HttpRequest, chain: int, what: str) -> HttpResponse:
    """Accepted, returned or decided; then the lists, or the page from which it was tapped."""
    seen, stands = sight(request), standing(request)
    if what not in DEEDS:
        raise Http404
    try:
        receipt = DEEDS[what](_open(chain, seen), request.POST.dict(), seen, stands)
    except Refusal as refusal:
        return _listed(request, refusal.reasons)
    tell(request, _word(what, request.POST.get("answer", "")), receipt)
    here = request.POST.get("from") == "situation"
    return HttpResponseRedirect(reverse("console:situation" if here else "console:handovers"))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def offering(request: HttpRequest, duty: int) -> HttpResponse:
    """The form that offers a duty to somebody else; posted, the entry is handed in and the lists shown."""
    seen, stands = sight(request), standing(request)
    duties = DutySight(seen, seen.home, stands.as_of)
    found = next(iter(duties.reader.of_ids([duty])), None)
    if found is None or not may_hand_over(found, seen) or not seen.covers(found.area):
        raise Http404
    errors: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            return _offered(request, offer(found, request.POST.dict(), seen, stands))
        except Refusal as refusal:
            errors = refusal.reasons
    row = missing_rows([found], duties, stands)[0]
    board = address.missing(stands, area=seen.tree.by_id(found.area).code)
    whole = _("Everything that is asked here") if row.subject.zh == "" else _("Everything that is asked about them")
    choices = [("this", row.label), ("all", whole)]
    crumbs = [Crumb(_("Missing now"), board), Crumb(_("Hand over"))]
    return _form(request, seen, {"row": row, "choices": choices, "back": board, "crumbs": crumbs}, errors)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, chain: int) -> HttpResponse:
    """The form that offers once more what was returned."""
    seen, stands = sight(request), standing(request)
    found = _open(chain, seen)
    if not offers_again(found, seen):
        raise Http404
    errors: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            return _offered(request, offer_again(found, request.POST.dict(), seen, stands))
        except Refusal as refusal:
            errors = refusal.reasons
    back = reverse("console:handovers")
    crumbs = [Crumb(_("Hand-overs"), back), Crumb(_("Offer again"))]
    context = {"what": clause_label(found.duty), "back": back, "crumbs": crumbs}
    return _form(request, seen, context, errors)


def _offered(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    tell(request, _("It was offered; until it is accepted it stays with you."), receipt)
    return HttpResponseRedirect(reverse("console:handovers"))


def _listed(request: HttpRequest, errors: tuple[Reason, ...]) -> HttpResponse:
    seen, stands = sight(request), standing(request)
    seen.home  # noqa: B018  (whoever holds no office has no such page)
    context = {"handing": handing(seen, stands), "errors": errors, "crumbs": [Crumb(_("Hand-overs"))]}
    return shown(request, "console/handovers.html", context, seen=seen, status=400 if errors else 200)


def _form(request: HttpRequest, seen: Sight, context: Mapping[str, object], errors: tuple[Reason, ...]) -> HttpResponse:
    offices = [Option(one.code, one.label) for one in roles().values()]
    more = {"posted": request.POST.dict(), "errors": errors, "offices": offices}
    return shown(request, "console/hand_over.html", {**context, **more}, seen=seen, status=400 if errors else 200)


def _open(chain: int, seen: Sight) -> Handover:
    found = next((one for one in seen.handovers if one.chain == chain), None)
    if found is None:
        raise Http404
    return found


def _word(what: str, answer: str) -> str:
    """What became of it, said to whoever tapped."""
    if what == "decide":
        return _("Decided; both sides see it.")
    return _("Accepted: from now on it is yours.") if answer == "accepted" else _("Returned to whoever gave it.")
