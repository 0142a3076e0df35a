"""Addresses: the console at the root, the API under /api/v1/, domain screens under the domain's name."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from gridward.api.site import API


def healthz(request: HttpRequest) -> HttpResponse:
    """For supervisors and load balancers: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("api/v1/", API.urls),
    path("public/", include("gridward.public.urls")),
    path("", include("gridward.console.urls")),
]

handler400 = "gridward.console.pages.fault.bad_request"
handler403 = "gridward.console.pages.fault.forbidden"
handler404 = "gridward.console.pages.fault.not_found"
handler500 = "gridward.console.pages.fault.server_error"
