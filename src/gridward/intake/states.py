"""The rows that lists and screens read: derived again for every touched subject, never patched."""

from collections.abc import Sequence

from gridward.grid.tree import Tree
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.pen import Row
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import Stored, about, counting, of_chains
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import State


def derive(rows: Sequence[Row | Stored], tree: Tree, until: int) -> None:
    """Bring the states of every subject in line that these entries are about, or that what they correct was about."""
    touched: dict[int, tuple[State, set[int]]] = {}
    corrected = {row.root: row for row in rows if row.root and row.counts_from is not None}
    before = of_chains(corrected) if corrected else []
    for kind, subject in [*((row.kind, row.subject) for row in rows if row.counts_from is not None),
                          *((one.kind, one.subject) for one in before)]:  # fmt: skip
        for state in CATALOGUE.states_of.get(kind_name(kind), ()):
            if subject is not None:
                touched.setdefault(id(state), (state, set()))[1].add(subject)
    for state, keys in touched.values():
        refresh(state, keys, tree, until)


def refresh(state: State, keys: set[int], tree: Tree, until: int) -> None:
    """Write the rows of one state for these subjects."""
    places = Places(tree)
    of = set(state.of)
    timelines: dict[int, list[object]] = {key: [] for key in keys}
    for one in counting(about(keys, kind_numbers(state.of)), until):
        if one.subject in timelines and kind_name(one.kind) in of:
            timelines[one.subject].append(one)
    fresh = []
    for key, found in timelines.items():
        entries = to_entries(found, places, until)  # type: ignore[arg-type]
        columns = state.row(entries) if entries else None
        if columns is not None:
            fresh.append(state.model(subject=key, **columns))
    state.model.objects.filter(subject__in=list(keys)).delete()
    state.model.objects.bulk_create(fresh)
