"""A tiny scenario over the toy domain, whose imagination is late, doubtful, forgetful and still right."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from random import Random

from gridward.kit import clock
from gridward.kit.ids import shaped7
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Draft, Facts, World
from gridward.scenario.read import parse
from gridward.scenario.scenario import Known, Scenario
from tests.toy.domain import TOY
from tests.toy.node import catalogue

TINY = """
id = "tiny-2020"
name = { zh = "小镇", en = "Tiny town" }
start = 2020-02-01
end = 2020-02-05
population = 40
households = 12
[[packs]]
id = "one"
from = 2020-01-28
[[packs]]
id = "two"
from = 2020-02-03
[area]
code = "371681101203"
known_as = "371681102203"
level = "village"
children = { grid_large = 2, grid_small = 4, alley = 3 }
"""
FACTS = """
[[fact]]
figure = "grid.population"
value = 40
as_of = 2020-02-05
source = "T-1"
[[fact]]
figure = "grid.areas"
member = "grid_small"
value = 4
as_of = 2020-02-05
source = "T-2"
[[fact]]
figure = "toy.passages"
value = 20
as_of = 2020-02-03
source = "T-3"
[[fact]]
figure = "toy.passages"
value = 50
qualifier = ">="
as_of = 2020-02-05
source = "T-4"
[[fact]]
figure = "toy.amount"
value = 12.5
as_of = 2020-02-05T12:00:00+08:00
source = "T-5"
[[fact]]
figure = "toy.under_control"
member = "home"
value = 9
as_of = 2020-02-05
source = "T-6"
[[fact]]
figure = "toy.met"
value = 12
qualifier = "~"
as_of = 2020-02-05
source = "T-7"
[[fact]]
figure = "toy.answered"
share = 1.0
as_of = 2020-02-05
source = "T-8"
"""


def scenario(facts: str = FACTS, head: str = TINY) -> Scenario:
    """The scenario that this file describes."""
    known = Known(
        catalogue=CATALOGUE,
        packs=("one", "two"),
        convert=lambda stated, unit: Fraction(1) if stated == unit else None,
    )
    return parse((head + facts).encode(), known=known)


@contextmanager
def imagining() -> Iterator[None]:
    """The toy domain and the kernel are installed, nothing else; the toy domain imagines."""
    with catalogue():
        CATALOGUE.domains = {name: found for name, found in CATALOGUE.domains.items() if name in ("kernel", "grid")} | {
            "toy": replace(TOY, imagine=imagine)
        }
        CATALOGUE.states, CATALOGUE.states_of = [], {}  # its table is only there in the kernel's own tests
        yield


def imagine(world: World, facts: Facts, source: Random) -> Iterator[Draft]:
    """Passages with an answer each, stays, visits: all that the facts ask for, and things that come to nothing."""
    number, done = 0, 0

    def draft(kind: str, at: int, body: dict[str, object] | None, **more: object) -> Draft:
        nonlocal number
        number += 1
        area = more.pop("area", "") or source.choice(world.spots).code
        id_ = shaped7(at, number.to_bytes(10, "big"))
        return Draft(id=id_, kind=kind, area=str(area), at=at, body=body, **more)  # type: ignore[arg-type]

    since, cars = world.start, []
    for fact in facts.of("toy.passages"):
        for _ in range(fact.aim() - done):
            at = source.randrange(since, fact.as_of - clock.HOUR)
            late = at + 26 * clock.HOUR if source.random() < 0.2 else None
            made = draft("toy.cars", at, {"count": source.randint(1, 5)}, received=late, again=source.random() < 0.2)
            cars.append(made)
            yield made
            if source.random() < 0.2:
                yield draft("toy.cars", at + 60 * clock.SECOND, {"count": 7}, area=made.area, replaces=made.id)
        since, done = fact.as_of, fact.aim()
    wrong = draft("toy.cars", world.start + clock.HOUR, {"count": 3})
    yield wrong
    yield draft("toy.cars", wrong.at + clock.MINUTE, None, area=wrong.area, replaces=wrong.id)

    amount = facts.last("toy.amount")
    parts = _parts(amount.aim() if amount else 0, len(cars))
    for number_of_car, (car, part) in enumerate(zip(cars, parts, strict=True)):
        at = min(car.at + clock.MINUTE, amount.as_of if amount and part else world.end)
        answer = {"to": str(car.id), "amount": part / 10}
        yield draft("toy.answer", at, answer, area=car.area, by="somebody" if number_of_car % 2 else "")

    control = facts.last("toy.under_control", "home")
    everybody = [one for homes in world.homes.values() for home in homes for one in home.residents]
    for person in everybody[: (control.aim() if control else 0) + 3]:
        yield draft(
            "toy.stay", source.randrange(world.start, world.end), {"measure": "home"}, subject=("person", person)
        )
    for person in everybody[:3]:
        yield draft("toy.stay", world.end - clock.MINUTE, {}, subject=("person", person))

    met = facts.last("toy.met")
    homes = [home for found in world.homes.values() for home in found]
    for person in everybody[: met.aim() if met else 0]:
        body = {"met": [{"kind": "person", "ref": person}]}
        at, home = source.randrange(world.start, world.end), source.choice(homes)
        yield draft("toy.visit", at, body, area=home.area, subject=("household", home.ref))


def _parts(total: int, number: int) -> list[int]:
    """`total` in some of `number` parts, the early ones."""
    return [total // 5 + (total % 5 if place == 0 else 0) if place < 5 else 0 for place in range(number)]
