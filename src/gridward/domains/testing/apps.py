"""The Django application of the domain."""

from django.apps import AppConfig


class TestingConfig(AppConfig):
    """Testing."""

    name = "gridward.domains.testing"
    label = "testing"
