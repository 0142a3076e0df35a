"""The figures of command (figures.md; coverage.md §4), a file for each group."""

from gridward.domains.command.figures.bodies import (
    DOCUMENTS,
    GROUPS,
    HEADS,
    MEETINGS,
    PLANS,
    PLEDGES,
    PLEDGES_DUE,
    RISK_AREAS,
    STUDIES,
)
from gridward.domains.command.figures.work import (
    ACKNOWLEDGED,
    ADDRESSED,
    DIRECTIVES,
    FEEDBACK_DONE,
    FEEDBACK_DUE,
    INCIDENTS,
    INCIDENTS_OPEN,
    MINUTES_UNPLANNED,
    SHIFTS,
    SHIFTS_UNCOVERED,
    TYPES,
    UNACKNOWLEDGED,
)
from gridward.plug.agree import Whole

FIGURES = (
    MEETINGS,
    DOCUMENTS,
    PLANS,
    STUDIES,
    GROUPS,
    HEADS,
    PLEDGES,
    PLEDGES_DUE,
    DIRECTIVES,
    ADDRESSED,
    ACKNOWLEDGED,
    UNACKNOWLEDGED,
    FEEDBACK_DUE,
    FEEDBACK_DONE,
    SHIFTS,
    SHIFTS_UNCOVERED,
    MINUTES_UNPLANNED,
    RISK_AREAS,
    INCIDENTS,
    INCIDENTS_OPEN,
)
WHOLES = (
    Whole((ADDRESSED.name, ""), ((ACKNOWLEDGED.name, ""), (UNACKNOWLEDGED.name, "")), full=True),
    Whole((FEEDBACK_DUE.name, ""), ((FEEDBACK_DONE.name, ""),), grows=True),
    *(
        Whole((INCIDENTS.name, code), ((INCIDENTS_OPEN.name, code),), grows=True)
        for code in ("", *(member.code for member in TYPES))
    ),
)
"""Whoever is addressed has answered or not; what is done is booked when it is due; what is open has happened."""
