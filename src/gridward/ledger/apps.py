"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tables of the ledger."""

    name = "gridward.ledger"
    default_auto_field = "django.db.models.BigAutoField"
