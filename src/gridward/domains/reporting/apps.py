"""The Django application of the domain."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reporting."""

    name = "gridward.domains.reporting"
    label = "reporting"
