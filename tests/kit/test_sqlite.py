"""The SQLite engine: how a connection is set, what it says about a bad version, UUIDs."""

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import checks
from django.db import connection

from gridward.kit.rows import rows
from gridward.kit.sqlite import base
from gridward.kit.sqlite.version import resets_wrongly, warning

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.kernel]


@pytest.mark.parametrize(
    ("version", "bad"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_versions_with_the_fault_are_known_and_explained(version: tuple[int, ...], bad: bool) -> None:
    assert resets_wrongly(version) is bad
    found = warning(version)
    assert (found is not None) is bad
    if found:
        assert ".".join(map(str, version)) in found.zh
        assert "pysqlite3" in found.en


def test_a_connection_is_durable_and_checks_foreign_keys() -> None:
    settings = {name: rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"


def _open(file: Path) -> base.DatabaseWrapper:
    settings: dict[str, Any] = {**connection.settings_dict, "NAME": str(file), "OPTIONS": {"timeout": 0.01}}
    return base.DatabaseWrapper(settings, "another")


def _mode(wrapper: base.DatabaseWrapper) -> str:
    with wrapper.cursor() as cursor:
        return str(cursor.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_bad_version_gets_the_truncate_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "resets_wrongly", lambda: True)
    wrapper = _open(tmp_path / "fresh.sqlite3")
    assert _mode(wrapper) == "truncate"
    wrapper.close()


def test_a_wal_database_in_use_is_no_reason_not_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "used.sqlite3"
    first = _open(file)
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE fact(id integer)")
    monkeypatch.setattr(base, "resets_wrongly", lambda: True)
    second = _open(file)
    with second.cursor() as cursor:
        cursor.execute("INSERT INTO fact VALUES (1)")
    assert _mode(second) == "wal"
    first.close()
    second.close()
    third = _open(file)
    assert _mode(third) == "truncate"
    third.close()


def test_migrating_warns_of_a_bad_version(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [found for found in checks.run_checks(databases=["default"]) if found.id == "gridward.sqlite.W001"] == []
    monkeypatch.setattr(base, "warning", lambda: warning((3, 40, 1)))
    found = [one for one in checks.run_checks(databases=["default"]) if one.id == "gridward.sqlite.W001"]
    assert len(found) == 1
    assert "3.40.1" in str(found[0].msg)


def test_a_uuid_of_digits_alone_stays_a_uuid() -> None:
    digits = UUID("12345678" * 4)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE fact(id {connection.data_types['UUIDField'] % {}})")
        cursor.execute("INSERT INTO fact VALUES (%s)", [digits])
    assert rows("SELECT id, typeof(id) FROM fact") == [(digits, "text")]


def test_unhex_is_there_on_older_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "sqlite_version_info", (3, 40, 1))
    wrapper = _open(tmp_path / "old.sqlite3")
    wrapper.ensure_connection()
    raw: sqlite3.Connection = wrapper.connection
    assert raw.execute("SELECT unhex('00ff')").fetchone() == (b"\x00\xff",)
    wrapper.close()


def test_a_new_database_is_its_owners_only_with_all_that_lies_beside_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        wrapper = _open(tmp_path / "mine.sqlite3")
        wrapper.cursor().execute("CREATE TABLE told (name TEXT)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        wrapper.close()
    finally:
        os.umask(before)
    assert modes and set(modes.values()) == {0o600}, modes
