"""A filled form as a page shows it: grouped headings, the first rows, the totals, and what may be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gridward.console.numbers.number import written
from gridward.document import moments
from gridward.document.colophon import short
from gridward.document.form.cells import Cell
from gridward.document.form.draft import TOTAL, Filled
from gridward.document.form.sheet import PROOF
from gridward.kit.digits import grouped
from gridward.kit.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading over one or several columns; `deep` spans both rows of headings."""

    text: Text
    wide: int
    deep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One cell; numbers stand at the right."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The form on a page. `lower` is empty where no columns share a heading."""

    title: Text
    upper: tuple[Heading, ...]
    lower: tuple[Text, ...]
    rows: tuple[tuple[Drawn, ...], ...]
    totals: tuple[Drawn, ...]
    total: int
    more: int
    columns: int
    as_of: Text
    proof: Text
    signed: tuple[Text, ...]
    personal: bool
    opened: bool


def table(filled: Filled) -> Table:
    """The form as a page shows it."""
    form, proof = filled.form, filled.proof
    grouped = any(column.group is not None for column in form.columns)
    return Table(
        title=form.title,
        upper=tuple(_upper(filled)),
        lower=tuple(column.label for column in form.columns if column.group is not None) if grouped else (),
        rows=tuple(_cells(row) for row in filled.cells),
        totals=_totals(filled.totals),
        total=filled.total,
        more=filled.total - min(filled.total, len(filled.cells)),
        columns=len(form.columns),
        as_of=moments.long(filled.as_of),
        proof=PROOF.format(position=proof.position, seal=short(proof.seal), name=form.name, version=form.version),
        signed=form.signed,
        personal=form.personal(),
        opened=filled.opened,
    )


def _upper(filled: Filled) -> list[Heading]:
    """The upper row: a heading for each column of its own, one for those that share one."""
    found: list[Heading] = []
    for group, columns in groupby(filled.form.columns, key=lambda column: column.group):
        listed = list(columns)
        if group is None:
            found += [Heading(text=column.label, wide=1, deep=True) for column in listed]
        else:
            found.append(Heading(text=group, wide=len(listed), deep=False))
    return found


def _totals(cells: Sequence[Cell]) -> tuple[Drawn, ...]:
    drawn = _cells(cells)
    return (Drawn(text=str(TOTAL), right=False), *drawn[1:]) if drawn else ()


def _cells(row: Sequence[Cell]) -> tuple[Drawn, ...]:
    return tuple(Drawn(text=_said(cell), right=not isinstance(cell, str)) for cell in row)


def _said(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return grouped(cell)
    return written(cell) if isinstance(cell, int) else cell
