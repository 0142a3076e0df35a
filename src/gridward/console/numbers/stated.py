"""What documents state of a figure: the facts of the scenario that this node was loaded with, and what was counted."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from gridward.console.numbers.number import written
from gridward.console.reader.standing import Standing
from gridward.figure.value import Pair, values
from gridward.grid.tree import Node
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.imagine import Fact
from gridward.policy.packs import packs
from gridward.policy.units import convert
from gridward.scenario.node import loaded
from gridward.scenario.read import FILE, parse
from gridward.scenario.scenario import Known

QUALIFIERS = {"~": Text("约", "about "), ">=": Text("≥", "≥ "), ">": Text("超", "over ")}
"""How a document words a number that is not exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A fact about a figure: when it was told (its cut-off), what was told, and what the entries say at that moment."""

    day: int
    at: int
    value: int
    told: str
    quote: str
    counted: str
    holds: bool


def claims(pair: Pair, node: Node, scale: int, standing: Standing) -> list[Claim]:
    """The facts about a figure at the place that the documents are about, up to the moment of the page."""
    node_loaded = loaded() if node.parent is None else None
    if node_loaded is None or node.code != node_loaded.root:
        return []
    found = [
        fact
        for fact in _facts(node_loaded.scenario)
        if (fact.figure, fact.member) == pair and fact.value is not None and fact.as_of <= standing.as_of
    ]
    return [_claim(fact, pair, node, scale) for fact in sorted(found, key=lambda fact: fact.as_of)]


def _claim(fact: Fact, pair: Pair, node: Node, scale: int) -> Claim:
    value = values([pair], area=node.id, as_of=fact.as_of)[0].value or 0
    return Claim(
        day=clock.day_of(fact.as_of),
        at=fact.as_of,
        value=fact.value or 0,
        told=f"{QUALIFIERS.get(fact.qualifier, '')}{written(fact.value or 0, scale)}",
        quote=fact.text,
        counted=written(value, scale),
        holds=fact.accepts(value),
    )


@cache
def _facts(scenario: str) -> tuple[Fact, ...]:
    """The facts of a scenario that came with this house; none of one that is not among them."""
    for file in sorted((Path(settings.GRIDWARD_BASE_DIR) / "scenarios").glob(f"*/{FILE}")):
        data = file.read_bytes()
        try:
            if tomllib.loads(data.decode()).get("id") == scenario:
                known = Known(catalogue=CATALOGUE, packs=tuple(packs()), convert=convert)
                return tuple(stated.fact for stated in parse(data, known=known).facts)
        except (Refusal, ValueError):
            continue
    return ()
