"""Places that entries speak of by words that the map does not know: opened where the earliest mention lies."""

from gridward.grid.change import Drawing, Mention
from gridward.grid.tree import Tree
from gridward.intake.coming import Coming
from gridward.kit.errors import Reason, Refusal
from gridward.plug.kind import Ref


class Mentions:
    """The mentions of one run, in the order of its entries."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Mention, list[tuple[Coming, Ref, str]]]] = {}

    def add(self, coming: Coming, area: int, ref: Ref, where: str) -> None:
        """An entry of this area speaks of a place in the field `where`."""
        mention = Mention(ref.ref, area, coming.at)
        earliest, mentioning = self._found.get(ref.ref, (mention, []))
        mentioning.append((coming, ref, where))
        first = min(earliest, mention, key=lambda one: (one.at, one.parent))
        self._found[ref.ref] = first, mentioning

    def open(self, tree: Tree) -> tuple[dict[Ref, int], frozenset[int], Tree]:
        """Find or open every place spoken of; what cannot be opened holds those that speak of it.

        Returns the numbers of the places, the areas that turn out to lie elsewhere than was known, and the map.
        """
        if not self._found:
            return {}, frozenset(), tree
        drawing = Drawing(tree)
        places: dict[Ref, int] = {}
        for mention, mentioning in self._found.values():
            try:
                place = drawing.place(mention)
            except Refusal as refusal:
                for coming, _, where in mentioning:
                    for reason in refusal.reasons:
                        coming.hold(Reason(reason.code, reason.text, where))
                continue
            places.update((ref, place) for _, ref, _ in mentioning)
        written = drawing.write()
        return places, written.areas, written.tree
