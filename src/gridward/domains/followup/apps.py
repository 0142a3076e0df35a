"""The Django application of the domain."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Follow-up."""

    name = "gridward.domains.followup"
    label = "followup"
