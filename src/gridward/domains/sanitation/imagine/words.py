"""Each village's daily word on its refuse: cleared, not cleared, or silence."""

from collections.abc import Iterator

from gridward.domains.sanitation.figures import REFUSE_CLEARED, REFUSE_TOLD
from gridward.domains.sanitation.imagine.town import Piece, Town, pieces
from gridward.kit.clock import day_of
from gridward.plug.course import beginning, moments
from gridward.plug.hours import DOOR, drawn
from gridward.plug.imagine import Draft, Spot

SPEAKS = 0.97
CLEARED = 0.95


def words(town: Town) -> Iterator[Draft]:
    """The words of all villages and communities, day by day."""
    at = moments(town.world, town.facts, REFUSE_TOLD.name, REFUSE_CLEARED.name)
    start = beginning(town.world, at)
    areas = {level: town.world.at(level) for level in ("village", "community")}
    wholes = {level: len(spots) for level, spots in areas.items()}
    told = [town.wanted(REFUSE_TOLD, moment, wholes) for moment in at]
    cleared = [town.wanted(REFUSE_CLEARED, moment, wholes) for moment in at]
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
