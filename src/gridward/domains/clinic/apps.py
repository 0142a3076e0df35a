"""The Django application of the domain."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    """Clinics."""

    name = "gridward.domains.clinic"
    label = "clinic"
