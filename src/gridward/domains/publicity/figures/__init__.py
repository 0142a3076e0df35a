"""The figures of publicity (figures.md; coverage.md F3-F5, Q63-Q76)."""

from gridward.domains.publicity.figures.material import (
    BANNERS,
    HOUSEHOLDS_REACHED,
    LEAFLETS,
    POSTERS,
    PRINTED,
    SIGNS,
)
from gridward.domains.publicity.figures.members import (
    FRONTS,
    LEVELS,
    PLATFORMS,
)
from gridward.domains.publicity.figures.people import (
    ANSWERED,
    ANSWERS_DUE,
    GATHERINGS,
    GATHERINGS_DEFERRED,
    GROUPS,
    GROUPS_REGISTERED,
    RUMOURS,
    RUMOURS_REFUTED,
)
from gridward.domains.publicity.figures.word import (
    ACTIVITIES,
    BROADCAST_HOURS,
    FORWARDED,
    GUIDANCE_TASKS,
    MEDIA_REPORTS,
    PERSUASIONS,
    POSTS,
    READS,
    VEHICLE_RUNS,
    VEHICLE_VILLAGES,
    VILLAGES,
)
from gridward.domains.publicity.rules import DEFERRED
from gridward.plug.agree import Whole

FIGURES = (
    LEAFLETS,
    POSTERS,
    PRINTED,
    BANNERS,
    SIGNS,
    POSTS,
    MEDIA_REPORTS,
    READS,
    ACTIVITIES,
    VEHICLE_RUNS,
    VILLAGES,
    VEHICLE_VILLAGES,
    BROADCAST_HOURS,
    GUIDANCE_TASKS,
    PERSUASIONS,
    FORWARDED,
    HOUSEHOLDS_REACHED,
    GATHERINGS,
    GATHERINGS_DEFERRED,
    GROUPS_REGISTERED,
    GROUPS,
    RUMOURS,
    RUMOURS_REFUTED,
    ANSWERS_DUE,
    ANSWERED,
)
WHOLES = (
    *(Whole((GATHERINGS_DEFERRED.name, code), ((GATHERINGS.name, code),), full=True) for code in DEFERRED),
    Whole((GATHERINGS_DEFERRED.name, ""), tuple((GATHERINGS.name, code) for code in DEFERRED), full=True),
)
"""Gatherings deferred are gatherings with these outcomes."""

__all__ = [
    "ACTIVITIES",
    "ANSWERED",
    "ANSWERS_DUE",
    "BANNERS",
    "BROADCAST_HOURS",
    "FIGURES",
    "FORWARDED",
    "FRONTS",
    "GATHERINGS",
    "GATHERINGS_DEFERRED",
    "GROUPS",
    "GROUPS_REGISTERED",
    "GUIDANCE_TASKS",
    "HOUSEHOLDS_REACHED",
    "LEAFLETS",
    "LEVELS",
    "MEDIA_REPORTS",
    "PERSUASIONS",
    "PLATFORMS",
    "POSTERS",
    "POSTS",
    "PRINTED",
    "READS",
    "RUMOURS",
    "RUMOURS_REFUTED",
    "SIGNS",
    "VEHICLE_RUNS",
    "VEHICLE_VILLAGES",
    "VILLAGES",
    "WHOLES",
]
