"""The fold: one worker turns entries into postings, in order of position, a slice a transaction."""

from collections.abc import Callable

from gridward.figure.models import FoldHead
from gridward.figure.series import forget
from gridward.figure.slice import Slice
from gridward.figure.totals import Totals
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import now
from gridward.kit.heap import growing
from gridward.kit.pen import writing
from gridward.kit.rows import Table, append
from gridward.ledger.head import stand
from gridward.ledger.stored import between

SLICE = 5000
"""Entries a transaction: a quarter of a second of work at most, so that nobody waits long for the pen on SQLite."""

POSTING = Table(
    "figure_posting",
    ("series", "area", "path", "day", "at", "position", "source", "grp", "key", "value", "response"),
    ("int4", "int4", "text", "int4", "int8", "int8", "int8", "int8", "int8", "int8", "int8"),
)


def catch_up(progress: Callable[[int, int], None] | None = None, *, size: int = SLICE) -> int:
    """Fold until the head that was there on entry; returns the watermark. `progress(done, all)` is called a slice."""
    head = stand().position
    mark = watermark()
    while mark < head:
        mark = fold_slice(min(mark + size, head))
        if progress is not None:
            progress(mark, head)
    return mark


def fold_slice(last: int) -> int:
    """Fold what is not folded yet up to position `last`; returns the watermark. Safe to interrupt and to repeat."""
    try:
        with writing(lane="fold"):
            head = FoldHead.objects.select_for_update().get_or_create(id=1)[0]
            if head.position >= last:
                return head.position
            with growing():
                add(head.position, last, tree())
            head.position, head.folded_at = last, now()
            head.save(force_update=True)
    except BaseException:
        forget()
        raise
    return last


def add(after: int, last: int, map_now: Tree) -> None:
    """Write what the entries after one position and up to another book."""
    piece = Slice(after, between(after + 1, last), map_now)
    piece.fold()
    Totals(map_now).add(piece.rows)
    append(POSTING, piece.rows)


def watermark() -> int:
    """The position at which figures stand."""
    return FoldHead.objects.filter(id=1).values_list("position", flat=True).first() or 0
