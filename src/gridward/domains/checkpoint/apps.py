"""The Django application of the domain."""

from django.apps import AppConfig


class CheckpointConfig(AppConfig):
    """Gates."""

    name = "gridward.domains.checkpoint"
    label = "checkpoint"
