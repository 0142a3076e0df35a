"""Who is in my area: the list, one account, inviting somebody."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gridward.account import closing, invitations
from gridward.account.models import Account
from gridward.console.frame import Crumb, shown
from gridward.console.people import tenure
from gridward.console.people.invite import appoint, area_label, blank, choices, invite, link, office_of
from gridward.console.people.officers import STATES, Officer, asked, listed, officer, prefixes, vacancies
from gridward.console.people.slip import slip
from gridward.console.reader import address
from gridward.console.reader.sight import Sight, sight
from gridward.exchange.shape import Option
from gridward.grid.book import Held, book
from gridward.grid.roles import roles
from gridward.kit.errors import Reason, Refusal


@login_required
@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """Accounts with offices within reach, or the vacancies."""
    seen, wanted = officers_sight(request), asked(request.GET)
    vacant = vacancies(seen, wanted)
    found = listed(seen, wanted)
    context = {
        "asked": wanted,
        "total": found.total,
        "officers": found.officers,
        "vacancies": vacant,
        "show_vacant": request.GET.get("show") == "vacant",
        "page": found.page,
        "before": _page(request, found.page - 1) if found.page > 1 else "",
        "after": _page(request, found.page + 1) if found.page < found.pages else "",
        "roles": [Option(one.code, one.label) for one in roles().values()],
        "states": [Option(code, label) for code, label in STATES.items()],
        "may_invite": bool(choices(seen)),
        "crumbs": [Crumb(_("Officers"))],
    }
    return shown(request, "console/officers.html", context, seen=seen)


@login_required
@require_GET
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One account."""
    seen = officers_sight(request)
    return _person(request, seen, officer(seen, username))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """The form that invites somebody; then, once, the slip with the link."""
    seen = officers_sight(request)
    if not choices(seen):
        raise Http404
    if request.method == "GET":
        return _form(request, seen, blank(request.GET.dict(), seen))
    try:
        account = invite(request.POST.dict(), seen)
    except Refusal as refusal:
        return _form(request, seen, request.POST.dict(), refusal.reasons)
    return hand_over(request, Sight(seen.account), account, reset=False)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def appointment(request: HttpRequest, username: str) -> HttpResponse:
    """The form that gives somebody who has an account one more office."""
    seen = officers_sight(request)
    found = officer(seen, username)
    if not choices(seen) or found.account.pk == seen.account.pk:
        raise Http404
    if request.method == "GET":
        return _form(request, seen, blank(request.GET.dict(), seen), found=found)
    try:
        appoint(found.account, office_of(request.POST.dict(), seen), seen)
    except Refusal as refusal:
        return _form(request, seen, request.POST.dict(), refusal.reasons, found=found)
    return done(request, found.account, _("The office was given."))


def _person(request: HttpRequest, seen: Sight, found: Officer) -> HttpResponse:
    ends = {post.source_held.office for post in found.posts if tenure.may_end(seen, post.source_held)}
    context = {
        "officer": found,
        "why_href": address.why(officer=found.account.username),
        "manages": tenure.manages(seen, found, held_of(found)),
        "ends": ends,
        "may_appoint": bool(choices(seen)) and found.account.pk != seen.account.pk,
        "devices": closing.devices_of(found.account),
        "open_link": found.invitation is not None and invitations.state(found.invitation) == "open",
        "link_state": invitations.state(found.invitation) if found.invitation else "",
        "crumbs": [Crumb(_("Officers"), reverse("console:officers")), Crumb(found.account.name)],
    }
    return shown(request, "console/officer.html", context, seen=seen)


def _form(
    request: HttpRequest,
    seen: Sight,
    posted: Mapping[str, str],
    reasons: tuple[Reason, ...] = (),
    found: Officer | None = None,
) -> HttpResponse:
    by_field: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_field.setdefault(reason.field, []).append(reason)
    fields = ("area", "role", "from", "to", "name_zh", "name_en", "username")
    title = _("Give an office") if found else _("Invite somebody")
    context = {
        "posted": posted,
        "faults": by_field,
        "loose": [reason for reason in reasons if reason.field not in fields],
        "roles": choices(seen),
        "area_name": area_label(posted.get("area", ""), seen),
        "officer": found,
        "title": title,
        "crumbs": [Crumb(_("Officers"), reverse("console:officers")), Crumb(title)],
    }
    return shown(request, "console/invite.html", context, seen=seen, status=400 if reasons else 200)


def hand_over(request: HttpRequest, seen: Sight, account: Account, *, reset: bool) -> HttpResponse:
    """The slip with a new link: the one time that it is shown."""
    made, address = link(request, account, seen, reset=reset)
    found = officer(seen, account.username)
    context = {
        "slip": slip(account, made, address, found.posts),
        "crumbs": [Crumb(_("Officers"), reverse("console:officers")), Crumb(account.name)],
    }
    return shown(request, "console/slip.html", context, seen=seen)


def done(request: HttpRequest, account: Account, word: str) -> HttpResponse:
    """Back to the page of the account, saying what was done."""
    messages.add_message(request, messages.INFO, word, extra_tags="good")
    return HttpResponseRedirect(reverse("console:officer", args=(account.username,)))


def held_of(found: Officer) -> tuple[Held, ...]:
    """Every office the account ever held, also outside one's reach."""
    return book().of_account(found.account.pk)


def officers_sight(request: HttpRequest) -> Sight:
    """The sight of whoever answers for officers somewhere; 404 for everybody else."""
    seen = sight(request)
    if not prefixes(seen):
        raise Http404
    return seen


def _page(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
