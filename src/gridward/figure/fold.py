"""The fold: one worker turns entries into postings, in order of position, a slice a transaction.

A slice is derived without the pen and written with it. What it is derived from does not change meanwhile: whatever
comes in counts from a later position than the slice's last, and what stands booked is changed by who folds alone, which
moves the head. So if the head is where it was, what was derived holds; if not, somebody else was quicker.
"""

from collections.abc import Callable
from typing import NamedTuple

from gridward.figure.booking import Row
from gridward.figure.models import FoldHead
from gridward.figure.series import forget
from gridward.figure.slice import Slice
from gridward.figure.totals import Totals
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import now
from gridward.kit.heap import growing
from gridward.kit.pen import preparing, writing
from gridward.kit.rows import Table, append
from gridward.ledger.head import stand
from gridward.ledger.stored import between

SLICE = 5000
"""Entries a transaction: what is derived of them is written within some hundredths of a second, and read in one go."""

POSTING = Table(
    "figure_posting",
    ("series", "area", "path", "day", "at", "position", "source", "grp", "key", "value", "response"),
    ("int4", "int4", "text", "int4", "int8", "int8", "int8", "int8", "int8", "int8", "int8"),
)


class Derived(NamedTuple):
    """What a slice of the ledger adds to the tables of figures."""

    postings: list[Row]
    totals: Totals

    def write(self) -> None:
        """Write it."""
        append(POSTING, self.postings)
        self.totals.write()


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
    """Fold what is not folded yet up to position `last`; returns the watermark. Safe to interrupt, to repeat, and to do
    by several at once: then one of them writes, and what the others derived is thrown away.
    """
    stood = FoldHead.objects.filter(id=1).first() or FoldHead(id=1)
    if stood.position >= last:
        return stood.position
    try:
        with growing():
            with preparing():
                derived = derive(stood.position, last, tree())
            with writing(lane="fold"):
                head = FoldHead.objects.select_for_update().get_or_create(id=1)[0]
                if (head.position, head.folded_at) == (stood.position, stood.folded_at):
                    derived.write()
                    move(head, last)
                return head.position
    except BaseException:
        forget()
        raise


def derive(after: int, last: int, map_now: Tree) -> Derived:
    """What the entries after one position and up to another book; writes nothing."""
    piece, totals = Slice(after, between(after + 1, last), map_now), Totals(map_now)
    piece.fold()
    totals.add(piece.rows)
    return Derived(piece.rows, totals)


def move(head: FoldHead, position: int) -> None:
    """Figures stand at this position from now on: a head that was moved is another one, wherever it was before."""
    head.position, head.folded_at = position, max(now(), head.folded_at + 1)
    head.save(force_update=True)


def watermark() -> int:
    """The position at which figures stand."""
    return FoldHead.objects.filter(id=1).values_list("position", flat=True).first() or 0
