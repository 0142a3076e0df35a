"""Why may I see this? The panel beside the title of a page, and the same as a page of its own."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.frame import Crumb, shown
from gridward.console.people.officers import VERBS, Officer, officer
from gridward.console.people.thing import Thing, href
from gridward.console.people.why import Subject, why
from gridward.console.reader import address
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing
from gridward.console.records.history import fetch
from gridward.ledger.names import kind_name

DIGITS = 19
"""A number of more digits is that of nothing."""


@login_required
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Of an area or a figure there (`area`), an entry (`entry`), an account (`officer`), a person or thing (`thing`);
    404 for what is not seen, as everywhere.
    """
    seen = sight(request)
    subject, label, href = _subject(request, seen)
    context = {
        "why": why(seen, subject),
        "label": label,
        "href": href,
        "crumbs": [Crumb(label, href), Crumb(_("Why may I see this?"))],
    }
    part = request.headers.get("HX-Request") == "true"
    return shown(request, "console/_why.html" if part else "console/why.html", context, seen=seen)


def _subject(request: HttpRequest, seen: Sight) -> tuple[Subject, str, str]:
    if "entry" in request.GET:
        try:
            stored = fetch(UUID(request.GET["entry"]), seen)
        except ValueError:
            raise Http404 from None
        area = stored.area if stored.area is not None and stored.area in seen.tree else None
        label = f"№ {stored.position}"
        return Subject(area, stored.at, kind_name(stored.kind)), label, address.entry(stored.uuid)
    if "officer" in request.GET:
        return _of_officer(officer(seen, request.GET["officer"]), seen)
    if "thing" in request.GET:
        number = request.GET["thing"]
        return _of_thing(Thing(int(number) if number.isdecimal() and len(number) < DIGITS else 0, seen))
    node = seen.node(request.GET.get("area", ""))
    return Subject(node.id, seen.now), str(node.name), address.area(node.code, Standing(as_of=seen.now, live=True))


def _of_thing(found: Thing) -> tuple[Subject, str, str]:
    """A person or thing is seen where it is kept, else through the latest entry about it that is seen."""
    seen = found.seen
    kept = next((area for area in found.areas if seen.covers(area)), None)
    if kept is not None:
        subject = Subject(kept, seen.now)
    else:
        last = found.entries[0]
        area = last.area if last.area is not None and last.area in seen.tree else None
        subject = Subject(area, last.at, kind_name(last.kind))
    return subject, f"{found.label} #{found.number}", href(found.number)


def _of_officer(found: Officer, seen: Sight) -> tuple[Subject, str, str]:
    """Accounts are seen through the verbs of those who answer for them, where their offices are."""
    account = found.account
    opened = next(
        (
            Subject(post.source_held.area, seen.now, verb=verb)
            for post in (*found.posts, *found.before)
            for verb in VERBS
            if seen.may(verb, post.source_held.area)
        ),
        None,
    )
    if opened is None:
        raise Http404
    return opened, str(account.name), reverse("console:officer", args=(account.username,))
