"""Plans brought in line with entries, in the transaction that takes them: derived again for every touched subject."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from gridward.duty.bodies import body_plan
from gridward.duty.book import DUTY, PASSING, STANDING, write_plans
from gridward.duty.gather import Gatherer, owners, remember
from gridward.duty.ground_book import AHEAD, Grounds
from gridward.duty.law import Law
from gridward.duty.needed import needed
from gridward.duty.plan import Needed, Plan, plan
from gridward.duty.responses import law, plans
from gridward.duty.risk_book import struck
from gridward.duty.supply_book import touched as supplied
from gridward.duty.supply_book import write_supplies
from gridward.duty.watched import answering, begins_something, referring, watched
from gridward.kit.afterwards import put_off
from gridward.kit.clock import day_of, first_moment, now
from gridward.kit.rows import among, rows
from gridward.ledger.places import Places
from gridward.ledger.reading import as_read, to_entries
from gridward.ledger.sameness import MERGE
from gridward.ledger.stored import of_chains
from gridward.plug.kind import Entry, EntryKind, thing_of


class Came(Protocol):
    """An entry that was written, as the door has it: what it decoded is not read again."""

    @property
    def kind(self) -> EntryKind | None: ...
    @property
    def root(self) -> int | None: ...
    @property
    def waits(self) -> bool: ...
    @property
    def by(self) -> str: ...
    def entry(self) -> Entry | None: ...


def horizon() -> int:
    """The moment up to which duties are planned: the end of the seventh day ahead."""
    return first_moment(day_of(now()) + AHEAD + 1)


def derive(came: Sequence[Came], places: Places, until: int) -> None:
    """Bring standings and duties of everything in line that these entries, or what they correct, touch."""
    rules = law(places.tree)
    planning = plans(rules) and not put_off()
    asked = watched() if planning else referring()
    touching = [one for one in came if one.kind is not None and one.kind.name in asked and not one.waits]
    if not touching:
        return
    entries = _entries(touching, places, until)
    remember(entries)  # also where nothing is planned yet: planning must find it later
    if not planning:
        return
    touched = _touched(entries, places, until) | struck(entries, rules, places, until)
    derive_subjects(touched, rules, places, until)
    grounds = Grounds(rules, places, until)
    for one in entries:
        grounds.touch(one)
    grounds.write()
    write_supplies(supplied(entries, rules, places, until), rules, places, until)


def _touched(entries: Iterable[Entry], places: Places, until: int) -> set[int]:
    """Whose plans change: of whoever an entry begins something for, and of those who have a plan that it may answer."""
    begin: list[Entry] = []
    answer: list[Entry] = []
    for one in entries:
        if begins_something(one) or one.kind == MERGE:
            begin.append(one)
        elif one.kind in answering():
            answer.append(one)
    found = owners(begin, places, until)
    asked = owners(answer, places, until) - found
    for table in (DUTY, STANDING, PASSING) if asked else ():
        condition, params = among("owner", list(asked), "int8")
        found |= {key for (key,) in rows(f"SELECT DISTINCT owner FROM {table.name} WHERE {condition}", params)}
    return found


class Subjects(NamedTuple):
    """The plans of some subjects, with what they follow from."""

    plans: dict[int, Plan]
    told: dict[int, list[Entry]]

    def write(self, places: Places) -> None:
        """Write what changed; the caller holds the pen."""
        if self.plans:
            write_plans(self.plans, self.told, now(), places.tree)

    def renew(self, other: "Subjects") -> None:
        """Take what was derived later of some of them."""
        self.plans.update(other.plans)
        self.told.update(other.told)


def derive_subjects(keys: Iterable[int], rules: Law, places: Places, until: int) -> None:
    """Derive the plans of these subjects from all that is known about them, and write what changed."""
    plans_of(keys, rules, places, until).write(places)


def plans_of(keys: Iterable[int], rules: Law, places: Places, until: int) -> Subjects:
    """The plans of these subjects from all that is known about them; writes nothing."""
    return plans_under(keys, [rules], places, until)[0]


def plans_under(
    keys: Iterable[int], every: Sequence[Law], places: Places, until: int, *, since: int = 0
) -> list[Subjects]:
    """Their plans under each of several laws, read once; with `since` only duties that are due after that moment."""
    wanted = {key for key in keys if thing_of(key).kind not in ("area", "place")}
    family = {other for key in wanted for other in places.same.family(key)} if places.same.any else wanted
    wanted = {places.same.of(key, until) for key in family} if places.same.any else wanted
    if not wanted:
        return [Subjects({}, {}) for _ in every]
    told = Gatherer(places, until).timelines(wanted)
    end, count = horizon(), needed(places.tree)
    found = [
        Subjects({key: _plan(key, told[key], rules, end, count, since) for key in wanted}, dict(told))
        for rules in every
    ]
    for key in family - wanted:  # what is one with another has no plan of its own
        for one in found:
            one.plans[key], one.told[key] = Plan([], []), []
    return found


def _plan(key: int, told: Sequence[Entry], rules: Law, end: int, count: Needed, since: int) -> Plan:
    found = plan(key, told, rules, end, count, since=since)
    offices = body_plan(key, told, rules, end)
    return found._replace(duties=[*found.duties, *offices]) if offices else found


def _entries(touching: Sequence[Came], places: Places, until: int) -> list[Entry]:
    """The entries as they are, and as what they correct was before: a correction may move to another subject."""
    fresh = [(one, entry) for one in touching if not one.root and (entry := one.entry()) is not None]
    roots = {one.root for one in touching if one.root}
    chains = of_chains(roots) if roots else []
    told = [one for one in chains if one.counts_from is not None and not one.void]
    places.expect(one.area for one in told)
    return [*(as_read(entry, one.by, places, until) for one, entry in fresh), *to_entries(told, places, until)]
