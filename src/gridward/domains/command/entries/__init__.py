"""The entries of command (coverage.md §3.2), a file for each group of kinds."""

from gridward.domains.command.entries.bodies import BODY, PLEDGE
from gridward.domains.command.entries.orders import DIRECTIVE, DOCUMENT, FEEDBACK, MEETING
from gridward.domains.command.entries.shifts import ATTENDANCE, SHIFT
from gridward.domains.command.entries.watch import INCIDENT, RISK_AREA

KINDS = (BODY, PLEDGE, MEETING, DOCUMENT, DIRECTIVE, FEEDBACK, SHIFT, ATTENDANCE, RISK_AREA, INCIDENT)
