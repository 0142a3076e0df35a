"""Fourteen days of a person, household or place: its duties day by day and slot by slot, and what it is under."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gridward.console.duties.missing_rows import MissingRow, missing_rows
from gridward.console.duties.sight import DutySight
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import Row, rows
from gridward.console.words.clauses import needed_words, standing_label
from gridward.console.words.duties import duty_label, pack_label, slot_label
from gridward.duty.law import EVER
from gridward.duty.listed import Listed
from gridward.duty.state import State
from gridward.duty.under import Condition, Under, conditions, day_number_of, of_owners
from gridward.kit.clock import date_of, day_of
from gridward.kit.text import Text
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.stored import Stored, about, counting, of_chains
from gridward.plug.catalogue import CATALOGUE

NOTHING = Text("", "")
DAYS = 14
AHEAD = 3
"""Days after the one of the page that are shown while something runs longer."""
ORDER = list(State)
MARKS = {
    State.DONE: "✓", State.HEARD_LATE: "✓", State.DONE_LATE: "迟", State.TRIED: "试", State.BLOCKED: "阻",
    State.MISSED: "✕", State.SILENT: "?", State.OPEN: "·", State.PLANNED: "", State.WAIVED: "免",
    State.RELIEVED: "移",
}  # fmt: skip
MARKS_EN = {"迟": "L", "试": "T", "阻": "B", "免": "W", "移": "H"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one day says of one duty: its state ("" where nothing is asked), a mark that is no mere colour."""

    state: str = ""
    mark: Text = NOTHING
    label: Text = NOTHING
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One duty, in one slot, day by day."""

    label: Text
    slot: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One standing as a page shows it. `lacking` conditions of release do not hold yet."""

    label: Text
    measure: Text
    pack: Text
    pack_href: str
    since: int
    because: Text
    because_href: str
    day: int
    days: int | None
    last: str
    was_last: str
    runs: bool
    over: Text
    conditions: tuple[tuple[Text, bool], ...]

    @property
    def lacking(self) -> int:
        """How many conditions of release do not hold."""
        return sum(not met for _, met in self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The strip of something: its days, its lines, what it is under, and what of its duties is to be done now."""

    days: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]
    standings: tuple[Held, ...]
    todo: tuple[MissingRow, ...]
    latest: tuple[Row, ...]


HOWS = {
    "clock": Text("期满", "days over"),
    "entry": Text("已解除或转出", "ended or passed on"),
    "restart": Text("重新起算", "counted anew"),
    "switch": Text("按新方案转换", "converted to a later plan"),
}


def strip(keys: Collection[int], seen: Sight, standing: Standing) -> Strip | None:
    """The strip of something known by these keys; None where nothing is asked of it."""
    sight = DutySight(seen, seen.home, standing.as_of)
    if not sight.reader.asks:
        return None
    found = [one for one in sight.reader.of_subject(*keys) if one.state is not State.WITHDRAWN and _sees(one, sight)]
    under = [one for one in of_owners(keys) if _sees_under(one, seen)]
    if not found and not under:
        return None
    first = _first_day(under, day_of(sight.at))
    days = list(range(first, first + DAYS))
    shown = [one for one in found if first <= day_of(one.due - 1) < first + DAYS]
    undone = [one for one in found if one.state in _TODO]
    because = {one.because for one in under}
    entries = {one.chain: one for one in of_chains(because)} if because else {}
    met = conditions(under, sight.at)
    return Strip(
        days=tuple((f"{date_of(day):%m-%d}", day == day_of(sight.at)) for day in days),
        lines=tuple(_lines(shown, days, sight, standing)),
        standings=tuple(_held(one, met[number], entries, sight) for number, one in enumerate(under)),
        todo=tuple(missing_rows(undone[-12:], sight, standing)),
        latest=tuple(_latest(keys, _kinds(found, under), sight, standing)),
    )


_TODO = frozenset({State.OPEN, State.TRIED, State.BLOCKED})


def _sees(one: Listed, sight: DutySight) -> bool:
    tree = sight.seen.tree
    return one.area in tree and sight.sees(one.duty, tree.path(one.area, sight.seen.now))


def _kinds(found: Sequence[Listed], under: Sequence[Under]) -> set[str]:
    """What matters about somebody: what put them under something, and what their duties ask for."""
    asked = {kind for one in found if one.duty is not None for kind in one.duty.by}
    return (asked | {one.measure.on for one in under if one.measure is not None}) & CATALOGUE.kinds.keys()


def _latest(keys: Collection[int], kinds: Collection[str], sight: DutySight, standing: Standing) -> list[Row]:
    """The latest entry of each kind: the order, the team, the test, the reading."""
    if not kinds:
        return []
    told = counting(about(keys, kind_numbers(tuple(sorted(kinds)))), EVER)
    found = {one.kind: one for one in sorted(told, key=lambda each: each.at) if one.at <= sight.at}
    return rows(sorted(found.values(), key=lambda one: -one.at), seen=sight.seen, standing=standing)


def _sees_under(one: Under, seen: Sight) -> bool:
    """Whether the reader may look at what puts somebody under a standing."""
    return seen.whole if one.measure is None else seen.covered_at(one.area, one.begins, one.measure.on)


def _first_day(under: Sequence[Under], today: int) -> int:
    """From the first day of what runs, while today is among the fourteen; else up to some days ahead."""
    running = [one for one in under if one.first_day <= today and (one.last_day is None or one.last_day >= today)]
    first = min((one.first_day for one in running), default=today - DAYS + 1)
    if running and today - first < DAYS:
        return first
    return today - DAYS + 1 + (AHEAD if running else 0)


def _lines(shown: Sequence[Listed], days: Sequence[int], sight: DutySight, standing: Standing) -> list[Line]:
    by_line: dict[tuple[str, str], dict[int, list[Listed]]] = {}
    for one in shown:
        slot = "" if one.slot.isdecimal() or one.slot in ("last", "day") else one.slot
        by_line.setdefault((one.name, slot), {}).setdefault(day_of(one.due - 1), []).append(one)
    hrefs = _hrefs(shown, sight)
    listed = sorted(by_line.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        Line(
            label=duty_label(next(iter(found.values()))[0].duty, name),
            slot=slot_label(slot) if slot else Text("", ""),
            cells=tuple(_cell(found.get(day, ()), hrefs) for day in days),
        )
        for (name, slot), found in listed
    ]


def _cell(found: Sequence[Listed], hrefs: dict[int, str]) -> Cell:
    if not found:
        return Cell()
    worst = min(found, key=lambda one: ORDER.index(one.state))
    mark = MARKS.get(worst.state, "")
    return Cell(
        state=worst.state.value,
        mark=Text(mark, MARKS_EN.get(mark, mark)),
        label=worst.state.label,
        href=hrefs.get(worst.done_by or worst.tried_by or worst.waived_by or 0, ""),
    )


def _hrefs(shown: Sequence[Listed], sight: DutySight) -> dict[int, str]:
    chains = {chain for one in shown for chain in (one.done_by, one.tried_by, one.waived_by) if chain}
    found = of_chains(chains) if chains else []
    return {one.chain: address.entry(one.uuid) for one in found if _covered(one, sight)}


def _covered(one: Stored, sight: DutySight) -> bool:
    return sight.seen.covered_at(one.area, one.at, kind_name(one.kind))


def _held(one: Under, met: Sequence[Condition], entries: dict[int, Stored], sight: DutySight) -> Held:
    entry = entries.get(one.because)
    name = kind_name(entry.kind) if entry is not None else ""
    day, days = day_number_of(one, sight.at)
    runs = one.runs(sight.at)
    return Held(
        label=standing_label(one.name),
        measure=Text(one.measure_name, one.measure_name)
        if one.measure is None
        else Text(one.measure.label.zh, one.measure.label.en),
        pack=pack_label(one.pack),
        pack_href=address.policy(one.pack, clause=f"measure-{one.measure_name}"),
        since=one.begins,
        because=CATALOGUE.kinds[name].label if name in CATALOGUE.kinds else Text(name, name),
        because_href=address.entry(entry.uuid) if entry is not None and _covered(entry, sight) else "",
        day=day,
        days=days,
        last="" if one.last_day is None else date_of(one.last_day).isoformat(),
        was_last="" if one.was_last is None else date_of(one.was_last).isoformat(),
        runs=runs,
        over=Text("未开始", "not begun") if sight.at < one.begins else HOWS.get(one.how, Text(one.how, one.how)),
        conditions=tuple((needed_words(each.needed), each.met) for each in met),
    )
