"""The Django application of the domain."""

from django.apps import AppConfig


class MobilisationConfig(AppConfig):
    """Mobilisation."""

    name = "gridward.domains.mobilisation"
    label = "mobilisation"
