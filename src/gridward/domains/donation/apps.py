"""The Django application of the domain."""

from django.apps import AppConfig


class DonationConfig(AppConfig):
    """Donations."""

    name = "gridward.domains.donation"
    label = "donation"
