"""The Django application of the domain."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision."""

    name = "gridward.domains.supervision"
    label = "supervision"
