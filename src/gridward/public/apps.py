"""Public pages as a Django app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The table of who knocked lately."""

    name = "gridward.public"
    default_auto_field = "django.db.models.BigAutoField"
