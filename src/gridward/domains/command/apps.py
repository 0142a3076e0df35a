"""The Django application of the domain."""

from django.apps import AppConfig


class CommandConfig(AppConfig):
    """Command."""

    name = "gridward.domains.command"
    label = "command"
