"""The Django application of the domain."""

from django.apps import AppConfig


class VenueConfig(AppConfig):
    """Venues."""

    name = "gridward.domains.venue"
    label = "venue"
