"""The web server. What its workers share is loaded before they are forked."""

import multiprocessing

from django.conf import settings
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "gridward.config.wsgi:application"
WORKERS = 2
THREADS = 2
"""Requests that a worker answers at a time."""


def web() -> None:
    """Serve until SIGTERM. Phones must reach it, so it listens on every address of the machine."""
    _ = get_resolver().url_patterns  # every page is loaded once, not by each worker
    multiprocessing.set_start_method("fork", force=True)
    Granian(
        APPLICATION,
        address="0.0.0.0",  # noqa: S104
        port=settings.GRIDWARD_PORT,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
