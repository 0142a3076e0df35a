"""Accounts and devices as a Django app."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Tables of accounts and devices."""

    name = "gridward.account"
    default_auto_field = "django.db.models.BigAutoField"
