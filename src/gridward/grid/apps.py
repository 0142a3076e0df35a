"""The grid as a Django app."""

from django.apps import AppConfig


class GridConfig(AppConfig):
    """Tables of areas, offices and pledges."""

    name = "gridward.grid"
    default_auto_field = "django.db.models.BigAutoField"
