"""Plausible resumption of a town's work: enterprises, applications, decisions, employees, daily reports."""

from collections.abc import Iterator
from random import Random

from gridward.domains.work.imagine.firms import Firms
from gridward.domains.work.imagine.implied import implied
from gridward.domains.work.imagine.reports import reports
from gridward.domains.work.imagine.staff import staff
from gridward.domains.work.imagine.town import Town
from gridward.plug.imagine import Draft, Facts, World

__all__ = ["imagine", "implied"]


def imagine(world: World, facts: Facts, random: Random) -> Iterator[Draft]:
    """Everything that enterprises and the resumption group record, meeting every fact about this domain."""
    town = Town(world, facts, random)
    firms = Firms(town)
    yield from firms.drafts()
    yield from staff(town, firms)
    yield from reports(town, firms)
