"""The only place that imports domains: fills the Catalogue when Django is ready."""

from importlib import import_module

from django.apps import AppConfig

from gridward.config.domains import DOMAINS
from gridward.figure.kernel import GRID
from gridward.intake.kernel import KERNEL
from gridward.ledger.bodies import learn
from gridward.plug.catalogue import CATALOGUE


class ConfigConfig(AppConfig):
    """Last in INSTALLED_APPS, so every model is loaded by the time the domains are installed."""

    name = "gridward.config"

    def ready(self) -> None:
        """Install `DOMAIN` of every listed domain; raises ValueError naming what contradicts."""
        roll = import_module("gridward.intake.homes").ROLL
        CATALOGUE.install([KERNEL, GRID, roll, *(import_module(f"{path}.domain").DOMAIN for path in DOMAINS)])
        learn(CATALOGUE.kinds.values())
