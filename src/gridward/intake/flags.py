"""What is remarkable about entries that count: a kind's own rule sees the subject's timeline up to each of them."""

from collections.abc import Sequence

from gridward.grid.tree import Tree
from gridward.intake.judgement import Judged
from gridward.kit.errors import Reason
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entry
from gridward.ledger.stored import about, counting
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry


def remarks(judged: Sequence[tuple[Judged, int]], tree: Tree, until: int) -> dict[int, tuple[Reason, ...]]:
    """Reasons by position. Entries of one batch see those before them, so simultaneous ones are told apart."""
    kinds = CATALOGUE.kinds.values()
    asked = {name for kind in kinds if kind.flags is not None for name in (kind.name, *kind.flags.of)}
    concerned = [(one, position) for one, position in judged if one.coming.kind and one.coming.kind.name in asked]
    taken = [(one.coming, entry) for one, position in concerned if (entry := one.entry(position)) is not None]
    ruled = [entry for _, entry in taken if CATALOGUE.kinds[entry.kind].flags is not None]
    if not ruled:
        return {}
    timelines = _timelines(ruled, tree, until)
    found: dict[int, tuple[Reason, ...]] = {}
    own = {coming.uuid for coming, _ in taken}
    for coming, entry in taken:
        key = None if entry.subject is None else entry.subject.key
        timeline = timelines.get(key) if key is not None else None
        if timeline is not None:
            if coming.wire is not None and coming.wire.replaces and coming.wire.replaces not in own:
                timeline[:] = [one for one in timeline if str(one.id) != coming.wire.replaces]
            timeline.append(entry)
        flags = CATALOGUE.kinds[entry.kind].flags
        if flags is not None:
            seen = sorted(timeline or [entry], key=lambda one: (one.at, one.id))
            reasons = flags.rule(entry, [one for one in seen if one.kind in flags.of])
            if reasons:
                found[entry.position] = tuple(reasons)
    return found


def _timelines(entries: Sequence[Entry], tree: Tree, until: int) -> dict[int, list[Entry]]:
    """The active entries about each subject, of every kind that some rule asks for."""
    keys = {entry.subject.key for entry in entries if entry.subject is not None}
    names = {name for entry in entries for name in _of(entry)}
    found: dict[int, list[Entry]] = {key: [] for key in keys}
    if not keys or not names:
        return found
    places = Places(tree)
    active = counting(about(keys, kind_numbers(tuple(sorted(names)))), until)
    places.expect(one.area for one in active)
    for stored in active:
        if stored.subject in found and kind_name(stored.kind) in names:
            found[stored.subject].append(to_entry(stored, places, until))
    return found


def _of(entry: Entry) -> tuple[str, ...]:
    flags = CATALOGUE.kinds[entry.kind].flags
    return () if flags is None else flags.of
