"""Loads a scenario: opens the town, then sends what the domains imagine through intake, in the days of the scenario.

Everything has ids of its own that are the same each time, so a loading may be interrupted anywhere and repeated: what
is here already is answered as a duplicate, and most of it is passed over by the progress kept in `Loaded`.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from django.conf import settings

from gridward.account.models import Account
from gridward.duty import planner
from gridward.figure.fold import catch_up, watermark
from gridward.grid.offices import install_operator
from gridward.grid.roles import Kinds, Role, roles
from gridward.grid.tree import tree
from gridward.intake import relist
from gridward.intake.receive import submit, take
from gridward.intake.second import imagined
from gridward.intake.wire import Newcomer, Receipt
from gridward.kit import clock
from gridward.kit.abreast import HANDS
from gridward.kit.afterwards import afterwards
from gridward.kit.errors import Reason, Refusal
from gridward.kit.heap import settled
from gridward.kit.lasting import later
from gridward.kit.meanwhile import meanwhile
from gridward.kit.pen import Busy, writing
from gridward.ledger.listing import Wanted, page
from gridward.ledger.reasons import reasons_of
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Home
from gridward.scenario.facts import contradictions
from gridward.scenario.given import given
from gridward.scenario.imagining import think
from gridward.scenario.models import Loaded
from gridward.scenario.node import admit, claim
from gridward.scenario.officers import Officer, officer
from gridward.scenario.opening import appointments, areas_of, households, opened_at, responses
from gridward.scenario.scenario import Scenario
from gridward.scenario.stream import Stream, batches, nameless
from gridward.scenario.world import Town, town

BATCH = 2000
SPAN = clock.HOUR
"""Entries that arrive within so much time are handed in together."""
NOTE_EVERY = 5000
"""Entries after which the progress is noted."""
STEPS = 500
"""Areas and appointments that are handed in together."""
HOMES = 500
"""Households that are registered together, with all who live there."""
SLICE = 20_000
"""Entries that are folded in one go: nobody waits for them yet, and what stands is read once."""
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
"""What imagined people begin with, so that a list of masked names can be told apart; the rest says that they are not
real.
"""
SHOWN = 5
"""Held entries that are named."""
PATIENCE = 12

Progress = Callable[[str, int, int], None]
"""Told of each stage ("areas", "imagine", "entries" …) how much of it is done, of how much."""


@dataclass(slots=True)
class Summary:
    """What became of the entries: how many by outcome, and the first that are held now, with the reason why."""

    outcomes: Counter[str] = field(default_factory=Counter)
    held: list[tuple[str, Reason]] = field(default_factory=list)
    entries: int = 0
    passed_over: int = 0

    def add(self, receipts: Sequence[Receipt]) -> None:
        """Count the receipts of a batch."""
        self.outcomes.update(receipt.outcome for receipt in receipts)
        self.entries += len(receipts)


def check(scenario: Scenario, place: Town) -> None:
    """Raise `Refusal` naming every pair of facts that contradict each other or the rest of the file."""
    facts = [row.fact for row in scenario.facts]
    reasons = contradictions(facts, catalogue=CATALOGUE, given=given(scenario, place))
    if reasons:
        raise Refusal(*reasons)


def load(scenario: Scenario, *, progress: Progress = lambda stage, done, whole: None) -> Summary:
    """Load the whole scenario; raises `Refusal` for contradictory facts or a node that holds something else.

    The figures follow at the end, as far as nobody lets them follow beside.
    """
    place = town(scenario)
    check(scenario, place)
    here, summary = admit(scenario), Summary()
    if here is not None and here.finished:
        catch_up()
        _plan(scenario.end, progress)
        summary.held = _held()
        return summary
    with (
        nameless(Path(settings.GRIDWARD_HOME)) as file,
        meanwhile(partial(think, scenario, place, file)) as thinking,
        later(), settled(), imagined(), afterwards(),
    ):  # fmt: skip
        node = here or claim(scenario)
        _draw(scenario, place, summary, progress)
        waiting, holders = thinking.found(partial(progress, "imagine"))
        _open(scenario, place, holders, summary, progress)
        _send(node, Stream(file, waiting), summary, progress)
        _appoint_at_places(scenario, summary)
        relist.again(partial(progress, "lists"), hands=HANDS)
        _plan(scenario.end, progress, plan=partial(planner.again, hands=HANDS))
        catch_up(partial(progress, "figures"), size=SLICE)
    Loaded.objects.filter(id=1).update(finished=True)
    summary.held = _held()
    return summary


def _draw(scenario: Scenario, place: Town, summary: Summary, progress: Progress) -> None:
    """Draw the map and register the households."""
    with clock.standing_at(opened_at(scenario)):
        steps = [*areas_of(scenario, place)]
        summary.add(_patiently(partial(submit, steps[:1])))
        _patiently(partial(_operator, place.planned[0].code))
        _hand_in(steps[1:], summary, partial(progress, "areas"))
        homes = [(home, area.name.zh) for area in place.planned for home in place.world.homes.get(area.code, ())]
        for done in range(0, len(homes), HOMES):
            progress("households", done, len(homes))
            some = homes[done : done + HOMES]
            wires = households(scenario, [home for home, _ in some])
            people = [one for home, name in some for one in _residents(home, name)]
            summary.add(_patiently(partial(submit, wires, roll=people)))
        progress("households", len(homes), len(homes))


def _open(scenario: Scenario, place: Town, holders: Sequence[Officer], summary: Summary, progress: Progress) -> None:
    """Appoint the officers, start the responses."""
    root, at = place.planned[0].code, opened_at(scenario)
    _accounts(holders)
    with clock.standing_at(at):
        _hand_in([*appointments(scenario, holders)], summary, partial(progress, "offices"))
    for response in responses(scenario, root):
        with clock.standing_at(max(at, clock.parse(response["happened_at"]))):
            summary.add(_patiently(partial(submit, [response])))


def _hand_in(steps: Sequence[Mapping[str, Any]], summary: Summary, progress: Callable[[int, int], None]) -> None:
    for done in range(0, len(steps), STEPS):
        progress(done, len(steps))
        summary.add(_patiently(partial(submit, steps[done : done + STEPS])))
    progress(len(steps), len(steps))


def _send(node: Loaded, sent: Stream, summary: Summary, progress: Progress) -> None:
    """Hand in the stream, from where an interrupted loading of the same stream had come to."""
    digest = _digest(sent, progress)
    if bytes(node.stream) != digest:
        Loaded.objects.filter(id=1).update(stream=digest, total=len(sent), sent=0)
        node.refresh_from_db()
    noted = summary.passed_over = node.sent
    for first, last in batches(sent.received, size=BATCH, span=SPAN, first=node.sent):
        progress("entries", first, len(sent))
        with clock.standing_at(sent.received[last - 1]):
            summary.add(_patiently(partial(take, list(sent.data(first, last)))))
        if last - noted >= NOTE_EVERY:
            Loaded.objects.filter(id=1).update(sent=last)
            progress("figures", watermark(), len(sent))
            noted = last
    Loaded.objects.filter(id=1).update(sent=len(sent))
    progress("entries", len(sent), len(sent))


def _digest(sent: Stream, progress: Progress) -> bytes:
    """The digest of everything that is to be sent."""
    whole = sha256()
    for number, data in enumerate(sent.data(0, len(sent))):
        if number % NOTE_EVERY == 0:
            progress("stream", number, len(sent))
        whole.update(sha256(data).digest())
    progress("stream", len(sent), len(sent))
    return whole.digest()


def _plan(moment: int, progress: Progress, *, plan: Callable[[planner.Progress], None] = planner.catch_up) -> None:
    """Plan the duties of a moment and the seven days after it."""
    with clock.standing_at(moment):
        plan(lambda done, whole: progress("duties", done, whole))


def _appoint_at_places(scenario: Scenario, summary: Summary) -> None:
    """Appoint those who answer for a gate, a site or a firm, now that the entries have made these places known."""
    places = [node.id for node in tree().nodes(None, "place")]
    found = [made for role in roles().values() if (made := _officer_at_place(role, places))]
    _accounts(found)
    with clock.standing_at(scenario.end):
        summary.add(_patiently(partial(submit, list(appointments(scenario, found)))))


def _officer_at_place(role: Role, places: Sequence[int]) -> Officer | None:
    """The first holder of a role that is held at places only: at the first place where there was such work to do."""
    if any(level != "place" for level in role.levels):
        return None
    work = Kinds(patterns=role.patterns("record")[:1])
    kinds = tuple(name for name in CATALOGUE.kinds if name in work)
    rows = page(Wanted(kinds=kinds, areas=places), rising=True, limit=1).rows if kinds and places else []
    return officer(role, 1, tree().by_id(rows[0].area).code) if rows and rows[0].area else None


def _held() -> list[tuple[str, Reason]]:
    """The first entries that are held, each with its first reason."""
    found = page(Wanted(held=True), rising=True, limit=SHOWN).rows
    return [(str(one.uuid), reason) for one in found for reason in reasons_of(one.reasons)[:1]]


def _accounts(holders: Sequence[Officer]) -> None:
    """Accounts for the officers, with which nobody can sign in yet; their phone numbers are nobody's."""
    known = set(Account.objects.values_list("username", flat=True))
    fresh = {one.username: one for one in holders if one.username not in known}
    made = [
        Account(username=name, name_zh=one.name.zh, name_en=one.name.en, phone=f"000-0000-{number:04}")
        for number, (name, one) in enumerate(fresh.items(), start=len(known))
    ]
    for account in made:
        account.set_unusable_password()
    Account.objects.bulk_create(made)


def _operator(root: str) -> None:
    with writing():
        install_operator(tree().need(root).id)


def _residents(home: Home, area: str) -> Iterator[Newcomer]:
    row = home.ref.rpartition("-h")[2]
    family = FAMILIES[crc32(home.ref.encode()) % len(FAMILIES)]
    for number, ref in enumerate(home.residents, start=1):
        yield Newcomer(id=ref, kind="person", identity={"name": f"{family}演示-{area}{row}户{number}"})


def _patiently(work: Callable[[], Any]) -> Any:
    """Do a piece of writing, again when another writer had the pen for long."""
    for attempt in range(PATIENCE):
        try:
            return work()
        except Busy as busy:
            if attempt == PATIENCE - 1:
                raise
            time.sleep(busy.retry_after)
    raise AssertionError
