"""The Django application of the domain."""

from django.apps import AppConfig


class ClueConfig(AppConfig):
    """Clues."""

    name = "gridward.domains.clue"
    label = "clue"
