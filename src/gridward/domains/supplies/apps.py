"""The Django application of the domain."""

from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    """Stores."""

    name = "gridward.domains.supplies"
    label = "supplies"
