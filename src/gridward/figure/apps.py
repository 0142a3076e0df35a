"""Figures as a Django app."""

from django.apps import AppConfig


class FigureConfig(AppConfig):
    """Tables of the figures: all of them can be derived again from the ledger."""

    name = "gridward.figure"
    default_auto_field = "django.db.models.BigAutoField"
