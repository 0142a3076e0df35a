"""What a search field offers while somebody types."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gridward.console.finding import finding
from gridward.console.frame import Crumb, shown
from gridward.console.reader.search import hits
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing


@login_required
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """The page of the area whose code or name was typed, or what comes near."""
    seen, text = sight(request), request.GET.get("q", "").strip()
    found = hits(text, seen)
    exact = [hit for hit in found if text in (hit.code, hit.name.zh, hit.name.en)]
    if len(exact) == 1:
        return HttpResponseRedirect(reverse("console:area", args=(exact[0].code,)))
    context = {"hits": found, "text": text, "crumbs": [Crumb(_("Areas"))]}
    return shown(request, "console/found.html", context, seen=seen)


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything that fits what was typed; with `part` only the list that drops down while somebody types."""
    seen, text = sight(request), request.GET.get("q", "").strip()[:80]
    context = {"sorts": finding(text, seen, standing(request)), "text": text, "crumbs": [Crumb(_("Search"))]}
    if request.GET.get("part"):
        return render(request, "console/_found.html", context)
    return shown(request, "console/search.html", context, seen=seen)


@login_required
@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """Areas and places that fit, as buttons that fill the field; with `any` all areas of the map."""
    text = next((str(value) for name, value in request.GET.items() if name not in ("many", "go", "any")), "")
    last = text.replace("、", " ").split()[-1:] if request.GET.get("many") else [text]
    found = hits("".join(last), sight(request), anywhere="any" in request.GET)
    context = {"hits": found, "go": "go" in request.GET, "text": text.strip()}
    return render(request, "console/_picked.html", context)
