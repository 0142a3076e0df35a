"""The Django application of the domain."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """Publicity."""

    name = "gridward.domains.publicity"
    label = "publicity"
