"""The node's database brought up to date before a command uses it."""

import fcntl
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def ready() -> None:
    """Create or change the tables where that is due; two commands at once wait for each other."""
    if not _plan():
        return
    with (Path(settings.GRIDWARD_HOME) / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _plan():
            call_command("migrate", verbosity=0, interactive=False)


def _plan() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
