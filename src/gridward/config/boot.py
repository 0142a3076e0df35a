"""Starts Django. Whatever runs Gridward (the commands, the web server, the tests) imports this module first.

The Python of the machine may be linked to an old SQLite, so the one of the pysqlite3 wheel takes the name `sqlite3`
before anything can import the other.
"""

import gc
import os
import sys
from importlib import import_module

import django


def take_bundled_sqlite() -> bool:
    """Make `import sqlite3` mean the SQLite of the pysqlite3 wheel; False where that wheel is not installed."""
    try:
        bundled = import_module("pysqlite3")
        sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")
    except ImportError:
        return False
    sys.modules["sqlite3"] = bundled
    return True


gc.disable()  # nothing of what is loaded is given up again, so looking for it would only take time
take_bundled_sqlite()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gridward.config.settings")
django.setup()
gc.enable()
gc.freeze()  # all that was made so far stays as long as the process: the collector need not go through it every time
