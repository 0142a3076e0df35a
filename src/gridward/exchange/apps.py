"""The Django app of the exchange with files."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Headings that were matched, and files on their way in; everything else needs no tables."""

    name = "gridward.exchange"
    label = "exchange"
