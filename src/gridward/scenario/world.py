"""The town of a scenario before anything happened: its areas, its homes and the pack of each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from gridward.kit import clock
from gridward.plug.imagine import Home, Spot, World
from gridward.scenario.scenario import Scenario
from gridward.scenario.tree import Planned, areas, dwellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The areas as they are to be opened, and what the domains see of them."""

    planned: tuple[Planned, ...]
    world: World

    def people(self, code: str) -> int:
        """How many people live in an area, those below it not counted."""
        return sum(len(home.residents) for home in self.world.homes.get(code, ()))


def town(scenario: Scenario) -> Town:
    """Make the town; the same file gives the same town."""
    planned = areas(scenario)
    spots = tuple(Spot(area.code, area.level, area.name.zh, area.parent) for area in planned)
    return Town(
        planned=planned,
        world=World(
            start=scenario.start,
            end=scenario.end,
            root=spots[0],
            spots=spots,
            homes=homes(dwellings(planned), scenario),
            pack_of=pack_of(scenario),
        ),
    )


def homes(lived_in: Sequence[Planned], scenario: Scenario) -> dict[str, tuple[Home, ...]]:
    """Every household by its area: as many households and people as the scenario says, in plausible villages."""
    source = Random(f"{scenario.seed}:homes")
    weights = [source.lognormvariate(0, 0.5) * (3 if area.level == "community" else 1) for area in lived_in]
    households = shared(scenario.households, weights, least=1 if scenario.households >= len(weights) else 0)
    people = shared(scenario.population - scenario.households, households)
    found = {}
    for area, number, more in zip(lived_in, households, people, strict=True):
        sizes = [1] * number
        for _ in range(more):
            sizes[source.randrange(number)] += 1
        found[area.code] = tuple(_home(area.code, row, size) for row, size in enumerate(sizes, start=1))
    return found


def shared(total: int, weights: Sequence[float], *, least: int = 0) -> list[int]:
    """`total` in whole numbers in proportion to the weights, each part at least `least`."""
    rest, whole = total - least * len(weights), sum(weights)
    exact = [rest * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda number: parts[number] - exact[number])
    for number in by_remainder[: rest - sum(parts)]:
        parts[number] += 1
    return [part + least for part in parts]


def pack_of(scenario: Scenario) -> Mapping[int, str]:
    """The pack in force on each local day from the first to the last; days before the first pack have none."""
    first = min(clock.day_of(scenario.start), *(span.day for span in scenario.packs))
    found: dict[int, str] = {}
    for day in range(first, clock.day_of(scenario.end) + 1):
        in_force = [span.pack for span in scenario.packs if span.day <= day]
        if in_force:
            found[day] = in_force[-1]
    return found


def _home(area: str, row: int, size: int) -> Home:
    ref = f"{area}-h{row}"
    return Home(ref, area, tuple(f"{ref}-{number}" for number in range(1, size + 1)))
