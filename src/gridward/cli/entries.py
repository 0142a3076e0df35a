"""`entries`: what is behind a figure, a line for each posting."""

import json
import sys
from typing import Annotated

import typer

from gridward.cli.asking import (
    AreaOption,
    AsOf,
    KnownAt,
    Response,
    area_of,
    moment_of,
    pair_of,
    position_of,
    response_of,
)
from gridward.cli.database import ready
from gridward.cli.says import wrong_use
from gridward.figure import explain
from gridward.figure.fold import catch_up
from gridward.figure.value import Scope
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.plug.catalogue import CATALOGUE
from gridward.scenario.facts import plain, scale_of


def entries(
    figure: Annotated[str, typer.Option("--figure", metavar="FIGURE[member]", help="指标 / figure")] = "",
    area: AreaOption = "",
    as_of: AsOf = "",
    known_at: KnownAt = None,
    response: Response = None,
) -> None:
    """指标背后的记录，每行一条 JSON / the entries behind a figure, as JSON lines"""
    if not figure:
        raise wrong_use(
            "--figure",
            zh="请写指标，例如 --figure checkpoint.vehicles[town]。",
            en="Give a figure: --figure checkpoint.vehicles[town].",
        )
    ready()
    name, member = pair_of(figure)
    moment = moment_of(as_of)
    node = area_of(area, at=moment)
    catch_up()
    scope = Scope(node.id, moment, position_of(known_at), response_of(response))
    places, scale = tree(), scale_of(CATALOGUE.figures[name], member)
    for booked in explain.entries(name, member, scope=scope):
        row = {
            "id": booked.id,
            "position": booked.position,
            "kind": booked.kind,
            "area": places.by_id(booked.area).code,
            "at": clock.iso(booked.at),
            "value": booked.value if scale == 0 else float(plain(booked.value, scale)),
            "key": booked.key,
        }
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
