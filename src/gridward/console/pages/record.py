"""Recording: the choice of a kind, its generated form, the receipt, and the next form with it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gridward.console.duties.onward import onward
from gridward.console.duties.prefilled import kept_entry, kept_label, prefilled, put_back
from gridward.console.frame import Crumb, shown
from gridward.console.papers.reporting import filled_in
from gridward.console.reader import address
from gridward.console.reader.desk import desk, favourites
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, default_moment
from gridward.console.records.approving import order_of
from gridward.console.records.draft import Draft, blank, draft
from gridward.console.records.following import following
from gridward.console.records.history import record as shown_of
from gridward.console.records.receipt import receipt_of
from gridward.console.records.sheet import sheet
from gridward.console.records.usual import offered
from gridward.intake.receive import submit
from gridward.kit.text import Text
from gridward.ledger.stored import by_uuid
from gridward.plug.catalogue import CATALOGUE


@login_required
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Which kinds of entries the account may record: those recorded most, then by domain, the nearest to its work
    first.
    """
    seen = sight(request)
    area, own = request.GET.get("area", ""), desk(seen)
    near = sorted(CATALOGUE.domains.values(), key=lambda domain: own.ranked.get(domain.name, len(own.ranked)))
    most = favourites(seen, own)
    lead = [(_("Most used"), most)] if len(most) < len(own.kinds) else []
    sorts = [*lead, *((domain.label, domain.kinds) for domain in near)]
    groups = [
        (label, [(kind, address.record(kind.name, area=area)) for kind in kinds if seen.may_record(kind)])
        for label, kinds in sorts
    ]
    context = {"groups": [group for group in groups if group[1]], "crumbs": [Crumb(_("Record"))]}
    return shown(request, "console/choose.html", context, seen=seen)


@login_required
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a kind, and what is posted with it."""
    seen = sight(request)
    if kind not in CATALOGUE.kinds or not seen.may_record(CATALOGUE.kinds[kind]):
        raise Http404
    declared = CATALOGUE.kinds[kind]
    if request.method == "GET":
        at = default_moment()[0]
        posted = blank(declared, seen, area=request.GET.get("area", ""), at=at)
        posted |= prefilled(declared, request.GET, seen)
        return _form(request, Draft(declared), filled_in(declared, posted, seen, at) | posted, seen)
    posted = dict(request.POST.lists())
    found = draft(declared, posted, seen)
    put_back(found, posted, seen)
    if found.errors or "more" in posted:
        return _form(request, found, posted, seen)
    about = next(iter(posted.get("subject", ())), "") or kept_label(posted, seen)
    receipt = receipt_of(submit([found.wire])[0], found, seen, about=about)
    then = onward(declared, posted, request.GET, seen) if receipt.counts else None
    more: dict[str, Any] = {
        "receipt": receipt,
        "onward": then,
        "asked": "duty" in request.GET,
        "crumbs": _crumbs(found),
    }
    if receipt.counts:
        more["following"] = [pair for one in by_uuid([receipt.uuid]) for pair in following(one, seen)]
    if then is not None:
        return _form(request, Draft(declared), then.posted, seen, more)
    return shown(request, "console/receipt.html", more, seen=seen)


def _form(
    request: HttpRequest,
    found: Draft,
    posted: dict[str, list[str]],
    seen: Sight,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    errors = () if "more" in posted else found.errors
    about = kept_entry(posted, seen)
    context = {
        "about": about and shown_of(about, seen=seen, standing=Standing(as_of=seen.now, live=True)),
        "order": about and order_of(about, seen),
        "sheet": sheet(
            found.kind,
            posted,
            seen,
            errors=errors,
            subject_label=kept_label(posted, seen),
            by_role=request.GET.get("fields") != "all",
        ),
        "every_field": request.GET.urlencode() + "&fields=all",
        "crumbs": _crumbs(found),
        "feeds": _feeds(found, seen),
        "offered": () if about else offered(found.kind, seen, Standing(as_of=default_moment()[0], live=True)),
    }
    return shown(request, "console/record.html", {**context, **more}, seen=seen)


def _feeds(found: Draft, seen: Sight) -> list[tuple[Text, str]]:
    """The figures that entries of this kind add to, with their pages where the account begins."""
    stands = Standing(as_of=seen.now, live=True)
    fed = CATALOGUE.figures_of.get(found.kind.name, ())
    return [(one.label, address.figure(one.name, "", seen.home.code, stands)) for one in fed]


def _crumbs(found: Draft) -> list[Crumb]:
    return [Crumb(_("Record"), address.record("")), Crumb(found.kind.label)]
