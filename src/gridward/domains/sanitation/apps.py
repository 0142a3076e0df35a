"""The Django application of the domain."""

from django.apps import AppConfig


class SanitationConfig(AppConfig):
    """Sanitation."""

    name = "gridward.domains.sanitation"
    label = "sanitation"
