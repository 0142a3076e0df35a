"""Paths of areas in the database: ranges must follow the bytes, whatever language the database sorts by."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField


class PathField(CharField[str, str]):
    """A path made of area numbers, `1.5.77.`; below a node are the paths from it to `beyond(path)`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 160, **options})

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """On PostgreSQL the column has the collation "C"."""
        kind = super().db_type(connection)
        return f'{kind} COLLATE "C"' if connection.vendor == "postgresql" else kind


def beyond(path: str) -> str:
    """The first text after every path that begins with `path`: "." + 1 is "/"."""
    return path[:-1] + "/"


def parent(path: str) -> tuple[str, int]:
    """The path above, empty for the root's, and the number of the area itself."""
    above, dot, area = path[:-1].rpartition(".")
    return above + dot, int(area)
