"""The Django application of the domain."""

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """Enforcement runs, closure notices and reopenings."""

    name = "gridward.domains.enforcement"
    label = "enforcement"
