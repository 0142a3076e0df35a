"""What the health centre and whoever else has it has ready, stated every week and whenever it changes."""

from collections.abc import Iterator

from gridward.domains.clinic.figures import INSTITUTIONS, READINESS_STATED, READY
from gridward.domains.clinic.imagine.institutions import Desk
from gridward.domains.clinic.imagine.town import Town
from gridward.plug.course import beginning, moments
from gridward.plug.imagine import Draft

PER_BED = 700
"""Residents for each bed of a usual health centre."""


def readiness(town: Town) -> Iterator[Draft]:
    """Statements of the first health centre, or of as many institutions as are stated."""
    at = moments(town.world, town.facts, READY.name, INSTITUTIONS.name, READINESS_STATED.name)
    beds = max(4, len(town.people) // PER_BED)
    usual = {"beds": beds, "beds_free": beds // 2, "observation_beds": 2, "medics": beds // 2, "ambulances": 1}
    yield from Desk(town, at, beginning(town.world, at), usual).statements()
