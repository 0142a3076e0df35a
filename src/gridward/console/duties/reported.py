"""Who had to report on a day, and who did: on time, late, missing; nil, something or silence; excused apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gridward.console.duties.answering import Answerable, Answers
from gridward.console.duties.settling import form_of, waiver_of
from gridward.console.duties.sight import DutySight
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import read
from gridward.console.words.duties import duty_label, role_label, slot_label
from gridward.console.words.lapse import lapse
from gridward.duty.clauses import clauses_by
from gridward.duty.grouped import lots, some
from gridward.duty.listed import Listed
from gridward.duty.state import State
from gridward.duty.where import BY_DUE, both, due_on, in_halves, of_clauses
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.ledger.names import kind_name
from gridward.ledger.stored import Stored, of_chains

KINDS = ("reporting.daily", "work.daily_report")
"""What is a report also where its clause does not say that nothing to report is an answer."""
MOST = 20_000
"""Reports of a day that are counted."""
SHOWN = 100
"""Units of a clause that a page lists, those missing first."""
ON_TIME, LATE, MISSING, EXCUSED = "on_time", "late", "missing", "excused"
WORDS = {
    ON_TIME: Text("按时", "on time"),
    LATE: Text("逾期", "late"),
    MISSING: Text("未报", "missing"),
    EXCUSED: Text("免报", "excused"),
}
ORDER = (MISSING, LATE, ON_TIME, EXCUSED)
SAID = {"nil": Text("零报告", "nil"), "some": Text("有情况", "something"), "silent": Text("未报", "silent")}


class Fate(NamedTuple):
    """What became of one report by a moment."""

    duty: Listed
    fate: str
    said: str
    at: int

    @property
    def yet(self) -> bool:
        """Whether it is missing and not due yet."""
        return self.fate == MISSING and self.duty.due > self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit's report: `fate` on_time, late, missing or excused; `said` nil, some or silent; `yet` not due yet."""

    label: Text
    slot: Text
    area: Text
    area_href: str
    due: int
    fate: str
    word: Text
    said: str
    says: Text
    yet: bool
    after: Text
    who: tuple[Answers, ...]
    role: Text
    href: str
    act_href: str
    waive_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The reports of one clause, counted: on_time + late + missing = expected; nil + some + silent too."""

    label: Text
    expected: int
    on_time: int
    late: int
    missing: int
    yet: int
    excused: int
    nil: int
    some: int
    units: tuple[Unit, ...]
    more: int

    @property
    def silent(self) -> int:
        """Who has said nothing so far."""
        return self.missing

    @property
    def lacking(self) -> list[Unit]:
        """Who has not reported, due by now or later: whom a word in the group chat may still move."""
        return [one for one in self.units if one.fate == MISSING]

    @property
    def share(self) -> int:
        """What came in, in per cent, rounded down so that 100 means all."""
        return (self.on_time + self.late) * 100 // self.expected if self.expected else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The board of a day."""

    node: Node
    clauses: tuple[Clause, ...]
    more: int


def reports(node: Node, seen: Sight, standing: Standing) -> Reports:
    """Who had to report in an area on the day of a page."""
    sight = DutySight(seen, node, standing.as_of)
    wheres = in_halves([both(sight.within, of_clauses(clauses_by(KINDS)), due_on(standing.day))])
    every = lots(sight.reader, *wheres)
    found = [one for one in sight.shown(every) if one.duty is not None]
    chosen = some(found, wheres, BY_DUE, first=0, size=MOST, every=len(found) == len(every))
    listed = sight.reader.of_ids(chosen)
    chains = {one.done_by for one in listed if one.done_by}
    stored = {one.chain: one for one in of_chains(chains)} if chains else {}
    fates = [Fate(one, fate_of(one), _said(one, stored), sight.at) for one in listed]
    by_clause: dict[str, list[Fate]] = {}
    for one in sorted(fates, key=lambda one: (ORDER.index(one.fate), one.yet, one.duty.due)):
        by_clause.setdefault(one.duty.name, []).append(one)
    total = sum(one.number for one in found)
    clauses = [_clause(every, sight, stored, standing) for every in by_clause.values()]
    return Reports(node=node, clauses=tuple(clauses), more=max(0, total - len(listed)))


def _clause(every: Sequence[Fate], sight: DutySight, stored: Mapping[int, Stored], standing: Standing) -> Clause:
    asked = [one for one in every if one.fate != EXCUSED]
    fates, saids = Counter(one.fate for one in asked), Counter(one.said for one in asked)
    shown = every[:SHOWN]
    answers = Answerable(sight.seen, {held for one in shown for held in one.duty.who})
    return Clause(
        label=duty_label(every[0].duty.duty, every[0].duty.name),
        expected=len(asked),
        on_time=fates[ON_TIME],
        late=fates[LATE],
        missing=fates[MISSING],
        yet=sum(one.yet for one in asked),
        excused=len(every) - len(asked),
        nil=saids["nil"],
        some=saids["some"],
        units=tuple(_unit(one, sight, answers, stored, standing) for one in shown),
        more=len(every) - len(shown),
    )


def fate_of(one: Listed) -> str:
    """What became of a report: what was done in time and only heard late is on time."""
    if one.state in (State.DONE, State.HEARD_LATE):
        return ON_TIME
    return LATE if one.state is State.DONE_LATE else EXCUSED if one.state is State.WAIVED else MISSING


def _unit(fate: Fate, sight: DutySight, answers: Answerable, stored: Mapping[int, Stored], standing: Standing) -> Unit:
    one, node = fate.duty, sight.seen.tree.by_id(fate.duty.area)
    open_still = fate.fate == MISSING
    return Unit(
        label=duty_label(one.duty, one.name),
        slot=slot_label(one.slot) if one.slot and one.slot not in ("report", "day") else Text("", ""),
        area=node.name,
        area_href=address.area(node.code, standing),
        due=one.due,
        fate=fate.fate,
        word=WORDS[fate.fate],
        said=fate.said,
        says=SAID[fate.said],
        yet=fate.yet,
        after=lapse((one.done_at or sight.at) - one.due) if fate.fate in (LATE, MISSING) else Text("", ""),
        who=tuple(answers(held) for held in one.who),
        role=role_label(one.role) if one.role else Text("", ""),
        href="" if fate.said == "silent" else _href(stored.get(one.done_by or 0), sight),
        act_href=form_of(one, sight.seen, sight.at)[1] if open_still else "",
        waive_href=waiver_of(one, sight.seen) if open_still else "",
    )


def _said(one: Listed, stored: Mapping[int, Stored]) -> str:
    """Whether a report says that there is nothing, or something; or is not there."""
    if fate_of(one) in (MISSING, EXCUSED):
        return "silent"
    entry = stored.get(one.done_by or 0)
    body = None if entry is None else read(entry).body
    return "nil" if getattr(body, "nil", None) is True else "some"


def _href(entry: Stored | None, sight: DutySight) -> str:
    if entry is None or not sight.seen.covered_at(entry.area, entry.at, kind_name(entry.kind)):
        return ""
    return address.entry(entry.uuid)
