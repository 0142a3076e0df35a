"""The Django application of the domain."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Screening."""

    name = "gridward.domains.screening"
    label = "screening"
