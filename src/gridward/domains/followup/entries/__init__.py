"""The entries of follow-up (coverage.md §3.6): control in `orders`, what people need in `needs`."""

from gridward.domains.followup.entries.needs import REQUEST, SERVICE
from gridward.domains.followup.entries.orders import ORDER, READING, RELEASE, TEAM

KINDS = (ORDER, TEAM, READING, RELEASE, REQUEST, SERVICE)
