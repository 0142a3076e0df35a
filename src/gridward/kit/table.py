"""What bulk writing must know of a table."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["int2", "int4", "int8", "uuid", "id", "utf8", "bytea", "text", "bool", "json", "date"]
"""A column's type by its PostgreSQL name; `json` is a JSONField, `text` any Char- or TextField, `id` a UUID and
`utf8` a text that are given as `rows.as_ids` and `rows.as_texts` make them."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that are written, in order; the others keep their defaults."""

    name: str
    columns: tuple[str, ...]
    types: tuple[Type, ...]

    def __post_init__(self) -> None:
        if len(self.columns) != len(self.types):
            raise ValueError(f"{self.name}: {len(self.columns)} columns, {len(self.types)} types")

    @property
    def quoted(self) -> str:
        """`"table" ("a", "b")` for a statement."""
        return f'"{self.name}" ({", ".join(f"{chr(34)}{column}{chr(34)}" for column in self.columns)})'

    def overwriting(self, key: int) -> str:
        """The end of an INSERT that gives a row with the same first `key` columns the other values, if any."""
        names = [f'"{column}"' for column in self.columns]
        news = ", ".join(f"{name} = excluded.{name}" for name in names[key:])
        return f"ON CONFLICT ({', '.join(names[:key])}) DO " + (f"UPDATE SET {news}" if news else "NOTHING")
