"""The Django application of the domain."""

from django.apps import AppConfig


class LivestockConfig(AppConfig):
    """Livestock."""

    name = "gridward.domains.livestock"
    label = "livestock"
