"""Which entries belong together: what figures look at side by side is read once and walked once for all of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.plug.kind import SUBJECT_KINDS, key_of


class Thread(NamedTuple):
    """Kinds that state figures look at together; `matter` as in `Figure`."""

    name: str
    matter: bool
    kinds: tuple[str, ...]


class Fed(NamedTuple):
    """What a kind of entry feeds: its flows; and the threads of its state figures, by the number (`key_of(kind, 0)`)
    of the kind of subject that they are about.
    """

    flows: tuple[Figure, ...]
    states: tuple[tuple[Thread, Mapping[int, tuple[Figure, ...]]], ...]


class Threads:
    """Follows the declarations from kind to kind; answers for one piece of work, each found once."""

    def __init__(self) -> None:
        self._fed: dict[str, Fed] = {}

    def of(self, kind: str) -> Fed:
        """What entries of a kind feed."""
        found = self._fed.get(kind)
        if found is None:
            figures = CATALOGUE.figures_of.get(kind, ())
            states = []
            for matter in (False, True):
                here = [one for one in figures if _looks(one, matter=matter)]
                if here:
                    states.append((self.along(kind, matter=matter), _by_subject(here)))
            flows = tuple(one for one in figures if one.kind == "flow")
            found = self._fed[kind] = Fed(flows, tuple(states))
        return found

    def along(self, kind: str, *, matter: bool) -> Thread:
        """The thread of a kind: every kind that a state figure looks at beside it, or beside one of these."""
        kinds = {kind}
        coming = [kind]
        while coming:
            for figure in CATALOGUE.figures_of.get(coming.pop(), ()):
                if _looks(figure, matter=matter):
                    coming += [name for name in figure.of if name not in kinds]
                    kinds.update(figure.of)
        together = tuple(sorted(kinds))
        return Thread(f"{together[0]}:matter" if matter else together[0], matter, together)


def _looks(figure: Figure, *, matter: bool) -> bool:
    return figure.kind == "stock" and figure.matter == matter


def _by_subject(figures: Sequence[Figure]) -> Mapping[int, tuple[Figure, ...]]:
    return {
        key_of(kind, 0): tuple(one for one in figures if not one.about or kind in one.about) for kind in SUBJECT_KINDS
    }
