"""Bulletins and forms."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gridward.console.frame import shown
from gridward.console.sight import sight


@login_required
@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    return shown(request, "console/choose.html", {}, seen=sight(request))
