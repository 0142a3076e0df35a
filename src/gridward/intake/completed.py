"""Who ends a measure as completed before its conditions of release hold: kept and counted as it was said, but flagged.

The conditions are those of the pack under which the standing runs, looked at when it ends, in the light of what is here
by then and of what comes in the same batch: a phone that was offline hands in tests and release together.
"""

from collections.abc import Iterator, Sequence

from gridward.duty.gather import Gatherer
from gridward.duty.law import Law
from gridward.duty.phases import unmet
from gridward.duty.responses import law
from gridward.duty.said import links, said
from gridward.duty.standing import standings
from gridward.intake.coming import Coming
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.ledger.outcome import Outcome
from gridward.ledger.places import Places
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Entry
from gridward.policy.vocabulary import Needed

CODE = "conditions_unmet"
COMPLETED = "completed"


def remark(run: Sequence[Coming], places: Places, until: int) -> None:
    """Flag what ends a measure as completed whose conditions do not hold then."""
    ends = [(one, entry) for one in run if _completes(one) and (entry := one.entry()) is not None]
    if not ends:
        return
    beside = [entry for one in run if (entry := one.entry()) is not None]
    keys = {one.key for one, _ in ends if one.key is not None}
    known, rules = Gatherer(places, until).timelines(keys), law(places.tree)
    for one, entry in ends:
        if one.key is not None:
            lacking = list(_lacking(one.key, entry, _told(one.key, known[one.key], beside), rules))
            if lacking:
                one.flag(_reason(lacking))
                one.outcome = Outcome.FLAGGED


def _completes(one: Coming) -> bool:
    return one.body is not None and not one.waits and not one.held and said(one.body, "outcome") == COMPLETED


def _told(key: int, known: Sequence[Entry], beside: Sequence[Entry]) -> list[Entry]:
    """What is known of somebody, with what comes now: about them, or about tubes and lots that name them."""
    own = [one for one in beside if one.subject is not None and one.subject.key == key]
    tubes = {thing for one in (*known, *own) for thing in links(one)}
    more = [one for one in beside if one.subject is not None and one.subject.key in tubes]
    fresh = {one.id: one for one in (*own, *more)}
    chains = {one.chain for one in fresh.values()}
    kept = [one for one in known if one.id not in fresh and (one.chain or one.position) not in chains]
    return sorted([*kept, *fresh.values()], key=lambda one: (one.at, one.id))


def _lacking(key: int, entry: Entry, told: Sequence[Entry], rules: Law) -> Iterator[Needed]:
    for one in standings(told, key, rules):
        if one.ended is not None and one.ended.id == entry.id:
            yield from (one.measure.release[number] for number in unmet(one, told, one.end))


def _reason(lacking: Sequence[Needed]) -> Reason:
    zh, en = ("、".join(parts) for parts in zip(*dict.fromkeys(map(_wanted, lacking)), strict=True))
    return Reason(
        code=CODE,
        field="body.outcome",
        text=Text(
            f"outcome：解除时方案规定的条件尚未满足({zh})，已计入并列出。请补录依据，或重新下达管控。",
            f"outcome: what the pack asks for before a release did not hold then ({en}); it counts and is listed. Enter"
            " what is missing, or order it anew.",
        ),
    )


def _wanted(one: Needed) -> tuple[str, str]:
    kind = CATALOGUE.kinds.get(one.have or one.none)
    label = Text(one.have or one.none, one.have or one.none) if kind is None else kind.label
    within = f",{one.last}内" if one.last else ""
    in_the_last = f" in the last {one.last}" if one.last else ""
    if one.have:
        return f"应有{label.zh}{one.times}次{within}", f"{one.times} × {label.en} wanted{in_the_last}"
    return f"不应有{label.zh}{within}", f"no such {label.en} allowed{in_the_last}"
