"""A piece of planning from its beginning to its end: derived without the pen, written with it.

What came in while it was derived is looked at with the pen in hand: of whomever it touches the plan is derived again
before anything is written.
"""

from gridward.duty import names
from gridward.duty.pieces import Piece
from gridward.duty.responses import law
from gridward.duty.since import touched_since
from gridward.grid.models import Area
from gridward.grid.tree import Tree, tree
from gridward.kit.lasting import later
from gridward.kit.pen import preparing, writing
from gridward.ledger.head import stand
from gridward.ledger.places import Places

FEW = 500
"""Up to so many entries that came meanwhile are looked at with the pen in hand; more of them before it is taken."""
ROUNDS = 3


def write(piece: Piece) -> None:
    """Derive it and write it. Commits need not wait for the disk: until planning notes that it is done, which does,
    everything would be planned again.
    """
    try:
        begun = _Begun(piece)
        for _ in range(ROUNDS):
            if stand().position - begun.until <= FEW:
                break
            begun.go_on()
        with later(), writing():
            begun.go_on()
            piece.write(begun.places)
    except BaseException:
        names.forget()
        raise


class _Begun:
    """A piece that was derived as of a position, and is brought up to what is known now."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self._from_scratch()

    def _from_scratch(self) -> None:
        self.until = stand().position
        self.places = Places(tree())
        self.stamp = law(self.places.tree).stamp
        with preparing():
            self.piece.derive(law(self.places.tree), self.places, self.until)

    def go_on(self) -> None:
        """Derive again what was touched since; everything, where other rules are in force or what was there before lies
        elsewhere.
        """
        head, map_now = stand().position, tree()
        rules = law(map_now)
        if rules.stamp != self.stamp or _moved(self.places.tree, map_now):
            self._from_scratch()
            return
        self.places = Places(map_now)
        with preparing():
            touched = touched_since(self.until, head, rules, self.places)
            self.piece.renew(touched, rules, self.places, head)
        self.until = head


def _moved(before: Tree, map_now: Tree) -> bool:
    """Whether an area that was on the map before changed since; what was opened since is told of by entries."""
    if before.version == map_now.version:
        return False
    return Area.objects.filter(changed__gt=before.version.number, id__lte=before.last_id).exists()
