"""What a search field offers while somebody types."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gridward.console.search import hits
from gridward.console.sight import sight


@login_required
@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """Areas and places that fit, as buttons that fill the field."""
    text = next((str(value) for name, value in request.GET.items() if name != "many"), "")
    last = text.replace("、", " ").split()[-1:] if request.GET.get("many") else [text]
    return render(request, "console/_picked.html", {"hits": hits("".join(last), sight(request))})
