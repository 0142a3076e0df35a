"""The roll as a Django app."""

from django.apps import AppConfig


class RollConfig(AppConfig):
    """Tables of the roll."""

    name = "gridward.roll"
    default_auto_field = "django.db.models.BigAutoField"
