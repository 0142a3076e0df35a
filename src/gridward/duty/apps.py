"""The Django application of the module."""

from django.apps import AppConfig


class DutyConfig(AppConfig):
    """Duties."""

    name = "gridward.duty"
    label = "duty"
