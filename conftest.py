"""What every test stands on: a throw-away GRIDWARD_HOME, Django started, a database of its own, a browser.

The database is the one GRIDWARD_TEST_DATABASE_URL names, SQLite in the throw-away home when that is absent. `./test`
runs everything on SQLite and then, on a private server, everything again on PostgreSQL but tests marked `sqlite_only`,
`browser` or `no_database`. By hand: `.venv/bin/python setup/postgres.py .venv/bin/python -m pytest …`.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

if "GRIDWARD_TEST_HOME" not in os.environ:  # worker processes inherit the home of the first
    _memory = Path("/dev/shm")  # noqa: S108  (memory, where the machine has it)
    _home = tempfile.mkdtemp(prefix="gridward-test-", dir=_memory if os.access(_memory, os.W_OK) else None)
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
    os.environ["GRIDWARD_TEST_HOME"] = _home
os.environ["GRIDWARD_HOME"] = os.environ["GRIDWARD_TEST_HOME"]
os.environ["GRIDWARD_DATABASE_URL"] = os.environ.get("GRIDWARD_TEST_DATABASE_URL", "")

import gridward.config.boot  # noqa: F401

os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # a worker that inherits it starts Django before boot, on another SQLite

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from gridward.figure import series
from gridward.ledger import names

ON_POSTGRES = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_configure(config: pytest.Config) -> None:
    """Give SQLite's test database its file before the workers add their suffix."""
    if not ON_POSTGRES:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(settings.GRIDWARD_HOME / "test.sqlite3")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not apply to this database; skip, with the reason, what this machine cannot run."""
    other = {"sqlite_only", "browser", "no_database"} if ON_POSTGRES else {"postgres_only"}
    left_out = [item for item in items if other & {mark.name for mark in item.iter_markers()}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: apt-get install chromium"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A database as nodes have it: what is declared has its numbers, and a test that is rolled back leaves them."""
    with django_db_blocker.unblock():
        names.number_all()
        series.number_all()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for the whole run; mark the test `browser`."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the test
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    """A fresh page in a fresh Chinese browser context."""
    context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="allow")
    yield context.new_page()
    context.close()
