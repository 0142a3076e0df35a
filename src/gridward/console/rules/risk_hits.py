"""The list of risk areas, and who was found to have been in one: masked, with the entry that says so and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.rules.acting import rules_at
from gridward.console.words.clauses import WORDS, standing_label
from gridward.console.words.naming import Names, ref_of
from gridward.duty.law import EVER
from gridward.duty.responses import law
from gridward.duty.risks import Hit, Listed
from gridward.duty.under import Under, running
from gridward.duty.where import below, both
from gridward.grid.tree import Node
from gridward.kit.clock import date_of
from gridward.kit.rows import among
from gridward.kit.text import Text
from gridward.ledger.lately import for_reading
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import counting, of_chains
from gridward.plug.kind import Entry
from gridward.policy.risk_measure import LISTED, RiskMeasure

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A statement of the list as it stands on the day of the page; `number` people here are under something by it."""

    area: str
    level: Text
    first: str
    last: str
    look_back: int | None
    on: bool
    counts: bool
    number: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """Somebody who has been in a risk area. `day` is the last one there while it was on the list."""

    name: Text
    href: str
    area: Text
    risk: str
    day: str
    standing: Text
    since: int
    last: str
    why: Text
    why_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Risky:
    """The board. `acts`: whether a clause in force puts people under something."""

    acts: bool
    listed: tuple[ListedRow, ...]
    hits: tuple[HitRow, ...]
    number: int
    levels: tuple[Text, ...]
    list_href: str


def risky(node: Node, seen: Sight, stands: Standing) -> Risky:
    """The risk areas as they concern an area: the whole list, and the people within."""
    measures = {one.risk.level: one for rules in rules_at(node, seen, stands.as_of) for one in rules.risks.values()}
    hits = _hits(node, seen, stands, list(measures.values()))
    told = [one for one in law(seen.tree).risks.listed if one.at <= stands.as_of]
    counted: dict[int, int] = {}
    for _, hit in hits:
        counted[hit.listed.chain] = counted.get(hit.listed.chain, 0) + 1
    shown = hits[:MOST]
    names = Names(seen, stands, [ref for one, _ in shown if (ref := ref_of(one.subject)) is not None])
    because = _entries({one.because for one, _ in shown}, seen)
    may = seen.may("record", node.id, LISTED)
    return Risky(
        acts=bool(measures),
        listed=tuple(
            _row(one, seen, stands, acts=one.level in measures, number=counted.get(one.chain, 0))
            for one in sorted(told, key=lambda one: (one.first, one.at), reverse=True)
        ),
        hits=tuple(_hit(one, hit, because[one.because], names, seen, stands) for one, hit in shown),
        number=len(hits),
        levels=tuple(WORDS.want(LISTED, "level", level) for level in measures),
        list_href=address.record(LISTED, area=node.code) if may else "",
    )


def _hits(node: Node, seen: Sight, stands: Standing, measures: Sequence[RiskMeasure]) -> list[tuple[Under, Hit]]:
    """Who is under something because of the list, as far as the reader may read the journeys."""
    names = {one.risk.standing for one in measures}
    if not names:
        return []
    condition, params = among("name", sorted(names), "text")
    under = running(both(below(seen.tree.ground(node.id, seen.now)), (condition, list(params))), stands.as_of)
    mine = [one for one in under if isinstance(one.measure, RiskMeasure)]
    because, risks = _entries({one.because for one in mine}, seen), law(seen.tree).risks
    found = []
    for one in mine:
        entry = because.get(one.because)
        if entry is None or not seen.covered_at(entry.area, entry.at, entry.kind):
            continue
        level = one.measure.risk.level if isinstance(one.measure, RiskMeasure) else ""
        hits = [hit for hit in risks.hits(entry) if hit.listed.level == level]
        if hits:
            found.append((one, max(hits, key=lambda hit: (hit.day, len(hit.listed.area)))))
    return sorted(found, key=lambda pair: pair[0].begins, reverse=True)


def _entries(chains: set[int], seen: Sight) -> dict[int, Entry]:
    active = counting(of_chains(chains), EVER) if chains else []
    return {one.chain: one for one in to_entries(active, for_reading(seen.tree), EVER)}


def _row(one: Listed, seen: Sight, stands: Standing, *, acts: bool, number: int) -> ListedRow:
    told = next(iter(_entries({one.chain}, seen).values()), None)
    opens = told is not None and seen.covered_at(told.area, told.at, told.kind)
    return ListedRow(
        area=one.area,
        level=WORDS.want(LISTED, "level", one.level),
        first=date_of(one.first).isoformat(),
        last="" if one.last is None else date_of(one.last).isoformat(),
        look_back=one.look_back,
        on=one.first <= stands.day and (one.last is None or stands.day <= one.last),
        counts=acts,
        number=number,
        href=address.entry(told.id) if opens and told is not None else "",
    )


def _hit(one: Under, hit: Hit, why: Entry, names: Names, seen: Sight, stands: Standing) -> HitRow:
    ref = ref_of(one.subject)
    since, last = date_of(hit.listed.first).isoformat(), date_of(hit.day).isoformat()
    risk = hit.listed.area
    return HitRow(
        name=Text("?", "?") if ref is None else names(ref),
        href="" if ref is None else names.href(ref),
        area=names.area(one.area),
        risk=risk,
        day=last,
        standing=standing_label(one.name),
        since=one.begins,
        last="" if one.last_day is None else date_of(one.last_day).isoformat(),
        why=Text(f"{risk}自{since}起列入；{last}在其中", f"{risk} is on the list from {since}; was there on {last}"),
        why_href=address.entry(why.id),
    )
