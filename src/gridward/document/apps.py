"""The Django app of the documents."""

from django.apps import AppConfig


class DocumentConfig(AppConfig):
    """Issued documents; templates and renderers need no tables."""

    name = "gridward.document"
    label = "document"
