"""What is remarkable about entries that count: a kind's own rule sees the subject's timeline up to each of them."""

from collections.abc import Iterable, Sequence

from gridward.intake.around import Around
from gridward.intake.coming import Coming, by_kind
from gridward.kit.errors import Reason
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.outcome import Outcome
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entry
from gridward.ledger.stored import about, counting
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry, Flags


def remark(run: Sequence[Coming], places: Places, until: int) -> None:
    """Flag what is remarkable. Entries of one batch see those before them, so simultaneous ones are told apart."""
    asked: set[str] = set()
    for kind, group in by_kind(run):
        if kind.admits is not None:
            asked.update((kind.name, *kind.admits.of))
        if kind.flags is None:
            continue
        if not kind.flags.alone:
            asked.update((kind.name, *kind.flags.of, *kind.flags.below, *kind.flags.above))
            continue
        for coming in group:
            entry = coming.entry()
            if entry is not None:
                _flag(coming, kind.flags.rule(entry, ()))
    if asked:
        _among_others([one for one in run if one.kind is not None and one.kind.name in asked], places, until)


def _among_others(concerned: Iterable[Coming], places: Places, until: int) -> None:
    """The rules that look at an entry beside the others about its subject."""
    every = [(coming, coming.entry()) for coming in concerned]
    taken = [(coming, entry) for coming, entry in every if entry is not None]
    timelines = _timelines([entry for _, entry in taken if _of(entry)], places, until)
    around = Around([entry for _, entry in taken], places, until)
    for coming, entry in every:
        around.take(entry, coming.parent)
        if entry is None:
            continue
        key = None if entry.subject is None else entry.subject.key
        timeline = timelines.get(key) if key is not None else None
        if timeline is not None:
            if coming.parent:
                timeline[:] = [one for one in timeline if one.id.hex != coming.parent]
            timeline.append(entry)
        kind = CATALOGUE.kinds[entry.kind]
        if kind.admits is not None and not _admitted(coming, kind.admits, entry, timeline):
            continue
        flags = kind.flags
        if flags is not None and not flags.alone:
            own = [one for one in timeline or [entry] if one.kind in flags.of]
            seen = sorted([*own, *around.of(entry, flags)], key=lambda one: (one.at, one.id))
            _flag(coming, flags.rule(entry, seen))


def _admitted(coming: Coming, admits: Flags, entry: Entry, timeline: list[Entry] | None) -> bool:
    """Whether a decision may stand beside what stands already; else it is held, and those after it do not see it."""
    seen = sorted(timeline or [entry], key=lambda one: (one.at, one.id))
    reasons = admits.rule(entry, [one for one in seen if one.kind in admits.of])
    if reasons:
        for reason in reasons:
            coming.hold(reason)
        coming.outcome = Outcome.HELD
        if timeline is not None:
            timeline[:] = [one for one in timeline if one.id != entry.id]
    return not reasons


def _flag(coming: Coming, reasons: Sequence[Reason]) -> None:
    if reasons:
        coming.flag(*reasons)
        coming.outcome = Outcome.FLAGGED


def _timelines(entries: Sequence[Entry], places: Places, until: int) -> dict[int, list[Entry]]:
    """The active entries about each subject, of every kind that some rule asks for."""
    keys = {entry.subject.key for entry in entries if entry.subject is not None}
    names = {name for entry in entries for name in _of(entry)}
    found: dict[int, list[Entry]] = {key: [] for key in keys}
    if not keys:
        return found
    active = counting(about(keys, kind_numbers(tuple(sorted(names)))), until)
    places.expect(one.area for one in active)
    for stored in active:
        if stored.subject in found and kind_name(stored.kind) in names:
            found[stored.subject].append(to_entry(stored, places, until))
    return found


def _of(entry: Entry) -> tuple[str, ...]:
    kind = CATALOGUE.kinds[entry.kind]
    return tuple(name for one in (kind.flags, kind.admits) if one is not None for name in one.of)
