"""A form filled in: from a template, an area and a day to cells, with its place in the ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gridward.document.bulletin import Proof
from gridward.document.form import template
from gridward.document.form.cells import Cell, Cells
from gridward.document.form.people import Opening, People
from gridward.document.form.rows import Row, cut_of, related, rows, span
from gridward.document.form.template import Form
from gridward.figure.fold import catch_up, watermark
from gridward.grid.tree import Node, tree
from gridward.kit.text import Text
from gridward.ledger.head import received_at, seal_at
from gridward.ledger.stored import Stored

Progress = Callable[[int, int], None]
TOTAL = Text("合计", "Total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with its cells. `sources` are the ids of the entries behind each row; `totals` is empty for registers;
    `total` is how many rows there are, of which `cells` may hold only the first.
    """

    form: Form
    area: Node
    day: int
    as_of: int
    proof: Proof
    cells: list[list[Cell]]
    sources: list[str]
    totals: list[Cell]
    opened: bool
    total: int


def folder() -> Path:
    """Where form templates lie."""
    return Path(settings.GRIDWARD_BASE_DIR) / "packs" / "forms"


def fill(
    name: str,
    *,
    area: int,
    day: int,
    opening: Opening | None = None,
    progress: Progress = lambda done, whole: None,
) -> Filled:
    """The form of an area for a local day; people masked unless `opening` says who opens them and what for.

    The figures catch up first. Raises `Refusal` for an unknown form and for a template with a fault.
    """
    return compose(template.read(name, folder=folder()), area=area, day=day, opening=opening, progress=progress)


def compose(
    form: Form,
    *,
    area: int,
    day: int,
    opening: Opening | None = None,
    most: int | None = None,
    progress: Progress = lambda done, whole: None,
) -> Filled:
    """As `fill`, for a template already read; with `most` only the first rows are filled in."""
    catch_up()
    position, map_now = watermark(), tree()
    within = span(form, day, position)
    node = map_now.by_id(area, within.end)
    found, total = rows(form, node, map_now, within, most)
    told = related(found, form, within)
    subjects = {row.subject for row in found} | {one.subject for one in told.linked.values()}
    keys = {key for key in subjects if key is not None}
    people = People(keys, opening if form.personal() else None, at=within.end)
    cells = Cells(form, map_now, within, day, people, told, node=node, rows=found)
    filled = []
    for number, row in enumerate(found, start=1):
        if number % 200 == 1:
            progress(number, len(found))
        filled.append(cells.row(number, row))
    return Filled(
        form=form,
        area=node,
        day=day,
        as_of=cut_of(form, day),
        proof=Proof(position, seal_at(position), received_at(position)),
        cells=filled,
        sources=[_source(row, told.about) for row in found],
        totals=cells.totals(node) if form.rows == "areas" and found else [],
        opened=opening is not None and form.personal(),
        total=total,
    )


def _source(row: Row, told: dict[int, list[Stored]]) -> str:
    """By which entry a row is known again: its own, or the latest about its subject."""
    if row.entry is not None:
        return str(row.entry.uuid)
    about = told.get(row.subject, []) if row.subject is not None else []
    return str(about[-1].uuid) if about else ""
