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
    path("i18n/", include("django.conf.urls.i18n")),
]
