"""The Django application of the domain."""

from django.apps import AppConfig


class TracingConfig(AppConfig):
    """Tracing."""

    name = "gridward.domains.tracing"
    label = "tracing"
