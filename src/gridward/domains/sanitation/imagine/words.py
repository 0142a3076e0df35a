"""Each village's daily word on its refuse: cleared, not cleared, or silence."""

from collections.abc import Iterator, Mapping, Sequence

from gridward.domains.sanitation.figures import REFUSE_CLEARED, REFUSE_TOLD
from gridward.domains.sanitation.imagine.town import Piece, Town, pieces
from gridward.kit.clock import day_of
from gridward.plug.course import beginning, moments
from gridward.plug.hours import DOOR, drawn
from gridward.plug.imagine import Draft, Fact, Spot
from gridward.plug.table import MOST, Cell, Table, last

SPEAKS = 0.97
CLEARED = 0.95
_NAMES = (REFUSE_TOLD.name, REFUSE_CLEARED.name)


def words(town: Town) -> Iterator[Draft]:
    """The words of all villages and communities, day by day."""
    at = moments(town.world, town.facts, REFUSE_TOLD.name, REFUSE_CLEARED.name)
    start = beginning(town.world, at)
    areas = {level: town.world.at(level) for level in ("village", "community")}
    told, cleared = _planned(town, at, {level: len(spots) for level, spots in areas.items()})
    for level, spots in areas.items():
        held = {day_of(moment): moment for leg, moment in enumerate(at) if level in told[leg] or level in cleared[leg]}
        village = Words(town, spots, held)
        for leg, end in enumerate(at):
            for piece in pieces(at, start, leg):
                stated = piece.end == end and (level in told[leg] or level in cleared[leg])
                if stated:
                    yield from village.stated(piece, told[leg].get(level), cleared[leg].get(level))
                elif piece.closes and held.get(piece.day, 0) <= piece.start and town.active():
                    yield from village.usual(piece)


def _planned(town: Town, at: Sequence[int], wholes: Mapping[str, int]) -> tuple[list[dict[str, int]], ...]:
    """How many of each level have spoken and cleared, at the moments of which anything of that is stated."""
    table = Table()
    for leg, moment in enumerate(at):
        facts = [fact for fact in town.facts.facts if fact.as_of == moment and fact.figure in _NAMES]
        same = bool(leg) and day_of(at[leg - 1]) == day_of(moment)
        for name in _NAMES if facts else ():
            parts = []
            for level, most in wholes.items():
                mine = [fact for fact in facts if (fact.figure, fact.member) == (name, level)]
                cell = table.put((name, level, leg), most, high=most, facts=mine)
                _shares(table, cell, most, mine)
                table.row((cell,), (last(cell) if same else None,))
                parts.append(cell)
            mine = [fact for fact in facts if (fact.figure, fact.member) == (name, "")]
            whole = table.put((name, "", leg), MOST, facts=mine)
            _shares(table, whole, sum(wholes.values()), mine)
            table.same((whole,), parts)
        for level, most in wholes.items() if facts else ():
            told, cleared = ((name, level, leg) for name in _NAMES)
            table.row((told,), (cleared,))
            table.wish[cleared] = int(most * CLEARED)
    found = table.settled() or {}
    return tuple(
        [{level: found[name, level, leg] for level in wholes if (name, level, leg) in found} for leg in range(len(at))]
        for name in _NAMES
    )


def _shares(table: Table, cell: Cell, whole: int, facts: Sequence[Fact]) -> None:
    for fact in facts:
        if fact.share is not None:
            table.low[cell] = table.high[cell] = round(fact.share * whole)


class Words:
    """The areas of a level, and what each has said today."""

    def __init__(self, town: Town, spots: tuple[Spot, ...], held: dict[int, int]) -> None:
        self.town = town
        self.spots = spots
        self.held = held
        self.said: dict[tuple[int, str], bool] = {}

    def stated(self, piece: Piece, told: int | None, cleared: int | None) -> Iterator[Draft]:
        """So many have spoken by the end of the piece, and so many of them have cleared their refuse."""
        spoken = [spot for spot in self.spots if (piece.day, spot.code) in self.said]
        silent = [spot for spot in self.spots if spot not in spoken]
        yes = sum(self.said[piece.day, spot.code] for spot in spoken)
        if told is None:
            told = len(self.spots)
        if cleared is None:
            cleared = max(yes, int(told * CLEARED))
        fresh = silent[: max(0, told - len(spoken))]
        agree = max(0, cleared - yes)
        changed = [spot for spot in spoken if not self.said[piece.day, spot.code]][: max(0, agree - len(fresh))]
        answers = [*((spot, number < agree) for number, spot in enumerate(fresh)), *((spot, True) for spot in changed)]
        times = drawn(piece.start, piece.end, len(answers), DOOR, self.town.random)
        self.town.random.shuffle(times)
        for at, (spot, answer) in zip(times, answers, strict=True):
            yield from self._word(spot, at, answer)

    def usual(self, piece: Piece) -> Iterator[Draft]:
        """Nearly all speak, and most have cleared."""
        random = self.town.random
        chosen = [spot for spot in self.spots if (piece.day, spot.code) not in self.said and random.random() < SPEAKS]
        for at, spot in zip(drawn(piece.start, piece.end, len(chosen), DOOR, random), chosen, strict=True):
            yield from self._word(spot, at, random.random() < CLEARED)

    def _word(self, spot: Spot, at: int, cleared: bool) -> Iterator[Draft]:  # noqa: FBT001
        self.said[day_of(at), spot.code] = cleared
        body = {"site_kind": "village", "cleared_today": cleared, "performer": "village", "workers": 1 + at % 7}
        yield from self.town.hand.write(
            "sanitation.cleanup", spot.code, at, body, subject=("area", spot.code), device=f"phone-{spot.code}"
        )
