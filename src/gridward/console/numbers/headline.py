"""The headline figures of an area as cards: value, trust, the last days and what changed since yesterday."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.numbers.number import SPEECHLESS, Number, number, signed
from gridward.console.numbers.spark import Spark, spark
from gridward.console.reader import address
from gridward.console.reader.standing import Standing
from gridward.exchange.units import unit_label
from gridward.figure.trends import trends
from gridward.figure.value import Pair, Value, values
from gridward.grid.tree import Node, Tree
from gridward.plug.catalogue import CATALOGUE

DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One headline figure. `delta` is None where a change makes no sense, "" where nothing changed."""

    number: Number
    spark: Spark | None
    delta: str | None
    days: int = DAYS
    moved: bool = True

    @property
    def silent(self) -> bool:
        """Whether nothing was ever counted here, as far as the days go."""
        return not self.moved and not self.number.raw


def pairs() -> list[Pair]:
    """The figures that lead the situation page, in their order; of a domain that names none its first comes last."""
    leading = sorted((one for one in CATALOGUE.figures.values() if one.headline), key=lambda one: one.headline)
    spoken = {one.name.partition(".")[0] for one in leading}
    silent = [one for one in CATALOGUE.domains.values() if one.kinds and one.figures and one.name not in spoken]
    return [
        (one.name, "") for one in (*leading, *(domain.figures[0] for domain in silent)) if one.total or not one.members
    ]


def cards(asked: Sequence[Pair], node: Node, standing: Standing, tree: Tree, *, days: int = DAYS) -> list[Card]:
    """The cards of some figures at an area, with the line of so many days."""
    if not asked:
        return []
    found = values(asked, area=node.id, as_of=standing.as_of, known_at=standing.known_at)
    counted = [(value.name, value.member) for value in found if value.value is not None]
    risen = trends(counted, area=node.id, days=standing.days(days), known_at=standing.known_at, on=tree)
    return [_card(value, risen.get((value.name, value.member), [0, 0]), node, standing) for value in found]


def numbers(found: Sequence[Value], node: Node, standing: Standing) -> list[Number]:
    """Values at one area as numbers with their links."""
    return [_number(value, node, standing) for value in found]


def _number(value: Value, node: Node, standing: Standing) -> Number:
    figure = CATALOGUE.figures[value.name]
    href = address.figure(value.name, value.member, node.code, standing)
    return number(figure, CATALOGUE.member(figure, value.member), value, href=href)


def _card(value: Value, risen: Sequence[int], node: Node, standing: Standing) -> Card:
    blank = value.value is None or value.nothing in SPEECHLESS
    change = risen[-1] - risen[-2]
    return Card(
        number=_number(value, node, standing),
        spark=None if blank else spark(risen),
        delta=None if blank else _change(change, value) if change else "",
        days=len(risen),
        moved=any(risen),
    )


def _change(change: int, value: Value) -> str:
    """What was added since yesterday; beside a share with its unit, since it is no per cent."""
    text = signed(change, value.scale)
    unit = unit_label(value.unit, one=abs(change) == 10**value.scale)
    return f"{text} {unit}" if CATALOGUE.figures[value.name].share else text
