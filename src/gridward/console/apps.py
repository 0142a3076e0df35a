"""The console as a Django application."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Pages, templates and the parts they are made of; no tables of its own."""

    name = "gridward.console"
