"""What imagined entries make of facts: shared by the tests of several domains' imagination."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from uuid import UUID

from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.imagine import Draft, Fact, Facts, World
from gridward.plug.kind import Entry, EntryKind
from tests.domains.ledger import Ledger, lines, value

Imagine = Callable[[World, Facts, Random], Iterator[Draft]]


def fact(name: str, stated: float | None, day: str, qualifier: str = "=", *, share: float | None = None) -> Fact:
    """A fact about `figure[member]`."""
    figure, _, member = name.rstrip("]").partition("[")
    return Fact(figure, member, None if stated is None else int(stated), share, "", qualifier, parse(day), "", "")


def opened(world: World) -> list[Draft]:
    """The map as entries: every area of the world opens before it begins."""
    found = []
    for number, spot in enumerate(world.spots, 1):
        body = {"action": "open", "level": spot.level, "code": spot.code, "name_zh": spot.name}
        at = world.start - 60_000_000
        subject = ("area", spot.code)
        found.append(Draft(id=UUID(int=number), kind="grid.area", area=spot.code, at=at, body=body, subject=subject))
    return found


def imagined(world: World, facts: Sequence[Fact], parts: Sequence[Imagine], hears: Sequence[str] = ()) -> list[Draft]:
    """What these domains imagine, one after the other; each hears what those before it have told."""
    drafts: list[Draft] = []
    for part in parts:
        told: Mapping[str, Sequence[Draft]] = {
            name: [draft for draft in drafts if draft.kind == name] for name in hears
        }
        drafts += part(replace(world, told=told), Facts(tuple(facts)), Random(f"7:{part.__module__}"))
    return drafts


def active(world: World, drafts: Iterable[Draft], kinds: Iterable[EntryKind]) -> list[Entry]:
    """What counts in the end, the map included."""
    return Ledger(kinds, world.spots).take([*opened(world), *drafts]).active()


def unmet(
    world: World, facts: Sequence[Fact], entries: Sequence[Entry], figures: Mapping[str, Figure]
) -> list[tuple[str, int]]:
    """The facts that the lines do not bear out, with what they give."""
    wrong = []
    for one in facts:
        figure = figures[one.figure]
        got = value(figure, lines(figure, entries), one.member, one.as_of)
        if one.share is not None:
            agrees = got == round(one.share * _whole(world, figure, one, entries, figures))
        else:
            agrees = one.accepts(got) and (one.qualifier == "=" or one.value in (got, 0) or got != one.value)
        if not agrees:
            wrong.append((f"{one.figure}[{one.member}] {one.qualifier} {one.value} {one.share} @ {one.as_of}", got))
    return wrong


def _whole(world: World, figure: Figure, one: Fact, entries: Sequence[Entry], figures: Mapping[str, Figure]) -> int:
    if figure.expected in ("roll.households", "screening.households"):
        return sum(len(homes) for homes in world.homes.values())
    whole = figures[figure.expected]
    theirs = {member.code for member in whole.members}
    return value(whole, lines(whole, entries), one.member if one.member in theirs else "", one.as_of)
