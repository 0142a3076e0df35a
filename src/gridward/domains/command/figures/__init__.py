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
    UNACKNOWLEDGED,
)

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
