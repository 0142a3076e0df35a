"""The Django application of the domain."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Resumption of work."""

    name = "gridward.domains.work"
    label = "work"
