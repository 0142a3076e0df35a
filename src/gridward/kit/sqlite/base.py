"""The engine `gridward.kit.sqlite`. config/boot.py decides which SQLite `sqlite3` is, before this is imported."""

from operator import attrgetter
from pathlib import Path
from sqlite3 import Connection, OperationalError, register_adapter, register_converter, sqlite_version_info
from typing import Any
from uuid import UUID

from django.core.checks import CheckMessage, Warning
from django.db.backends.base.validation import BaseDatabaseValidation
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations
from msgspec.json import Decoder

from gridward.kit.sqlite.version import resets_wrongly, warning

PATIENCE = 20
"""Seconds that a statement waits for another writer."""

PRAGMAS = (
    "PRAGMA synchronous = FULL",  # an acknowledged entry outlives a power cut
    "PRAGMA cache_size = -32000",
    "PRAGMA mmap_size = 268435456",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
)

UUID_TYPE = "uuidtext"
"""Declared type of UUID columns: text by SQLite's rules of affinity, known by name to the converter below."""

_decode = Decoder(UUID).decode

register_adapter(UUID, attrgetter("hex"))
# Without an adapter Python's sqlite3 searches three times before it binds one of these as it is: 0.9 µs instead of 0.2.
register_adapter(type(None), lambda value: value)
register_adapter(bytes, bytearray)
register_adapter(bool, int)
register_converter(UUID_TYPE, lambda value: _decode(b'"%b"' % value))  # in C: a third of UUID(…)


class Operations(DatabaseOperations):
    """UUID columns arrive as UUIDs already, whoever reads them."""

    def convert_uuidfield_value(self, value: Any, expression: Any, connection: Any) -> UUID | None:
        """What an expression without declared type, such as MIN(id), still gives as text becomes a UUID here."""
        return UUID(value) if isinstance(value, str) else value


class Validation(BaseDatabaseValidation):
    """`check --database default` and `migrate` say it when the linked SQLite is a bad one."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """One warning at most."""
        found = warning()
        return [Warning(f"{found.zh} / {found.en}", id="gridward.sqlite.W001")] if found else []


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite in WAL mode (TRUNCATE where the linked version cannot be trusted), IMMEDIATE transactions."""

    data_types = {
        **base.DatabaseWrapper.data_types,
        "UUIDField": f"{UUID_TYPE}(32)",
        "BigIntegerField": "integer",  # 64 bits too, and as a primary key it is the row's own number: no second index
    }
    transaction_mode: str | None
    ops_class = Operations
    validation_class = Validation

    def get_connection_params(self) -> dict[str, Any]:
        """Django's own with our timeout and transaction mode where the settings are silent."""
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", PATIENCE)
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """A connection with foreign keys on (by Django) and our pragmas. A file that is made now is its owner's only,
        and so are the log and the index beside it, which take after it.
        """
        name = str(conn_params["database"])
        if not name.startswith((":memory:", "file:")):
            Path(name).touch(mode=0o600)
        made: Connection = super().get_new_connection(conn_params)
        _set_journal(made, "TRUNCATE" if resets_wrongly() else "WAL")
        for pragma in PRAGMAS:
            made.execute(pragma)
        if sqlite_version_info < (3, 41):
            made.create_function("unhex", 1, bytes.fromhex, deterministic=True)
        return made


def _set_journal(made: Connection, mode: str) -> None:
    """Change the journal mode if needed. While others use the file it stays as it is: never a reason not to start."""
    try:
        if made.execute("PRAGMA journal_mode").fetchone()[0] not in {mode.lower(), "memory"}:
            made.execute(f"PRAGMA journal_mode = {mode}")
    except OperationalError as error:
        if "locked" not in str(error):
            raise
