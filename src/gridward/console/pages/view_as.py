"""Looking at the console as somebody else: the choice, the beginning, the end, and who did so."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gridward.account import viewings
from gridward.account.models import Account, Viewing
from gridward.console.frame import Crumb, shown
from gridward.console.people.disguise import VIEWING, disguise
from gridward.console.people.invite import area_label
from gridward.console.people.viewings import rows
from gridward.console.reader.search import area_named
from gridward.console.reader.sight import Sight, sight
from gridward.exchange.shape import Option
from gridward.grid.roles import roles
from gridward.kit.errors import Reason, Refusal, refuse


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """An account, or a role over an area, and why; then the console as they would see it."""
    seen = sight(request)
    if not seen.may("configure"):
        raise Http404
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            request.session[VIEWING] = _begin(seen, request.POST.dict()).pk
            return HttpResponseRedirect(reverse("console:situation"))
        except Refusal as refusal:
            reasons = refusal.reasons
    posted = request.POST or request.GET
    context = {
        "posted": posted.dict(),
        "reasons": reasons,
        "roles": [Option(one.code, one.label) for one in roles().values()],
        "area_name": area_label(posted.get("area", ""), seen),
        "rows": rows(seen)[:10],
        "crumbs": [Crumb(_("View as"))],
    }
    return shown(request, "console/view_as.html", context, seen=seen, status=400 if reasons else 200)


@login_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    number, account = request.session.pop(VIEWING, None), request.user
    if number is not None and isinstance(account, Account):
        viewings.end(number, account)
    return HttpResponseRedirect(reverse("console:situation"))


@login_required
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Who looked as whom: for oversight, and for whoever may do so."""
    seen = sight(request)
    if not (seen.may("oversee") or seen.may("configure")):
        raise Http404
    context = {"rows": rows(seen), "crumbs": [Crumb(_("Who looked as whom"))]}
    return shown(request, "console/viewings.html", context, seen=seen)


def _begin(seen: Sight, posted: Mapping[str, str]) -> Viewing:
    """Note it and begin; raises Refusal where the account may not look as them."""
    reason, name = " ".join(posted.get("reason", "").split()), posted.get("account", "").strip()
    if not reason:
        raise refuse(
            "required", field="reason", zh="“理由”未填，请写明为什么查看。", en="“Reason” is empty; say why you look."
        )
    wanted = Viewing(by=seen.account)
    if name:
        wanted.account = Account.objects.filter(username=name).exclude(pk=seen.account.pk).first()
        if wanted.account is None:
            wanted.role = "-"  # nobody is called so: answered like one who is out of reach
    else:
        wanted.role = posted.get("role", "")
        wanted.area = area_named(posted.get("area", "").strip(), seen, field="area").code
    disguise(seen.account, wanted)
    return viewings.begin(seen.account, account=wanted.account, role=wanted.role, area=wanted.area, reason=reason)
