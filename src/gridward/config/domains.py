"""The one list of installed domains. A line here and a folder under gridward/domains is all a domain needs."""

DOMAINS: tuple[str, ...] = (
    "gridward.domains.checkpoint",
    "gridward.domains.screening",
    "gridward.domains.supplies",
    "gridward.domains.clinic",
    "gridward.domains.enforcement",
    "gridward.domains.work",
    "gridward.domains.venue",
)
"""Package paths, e.g. "gridward.domains.checkpoint"; each has a module `domain` that declares `DOMAIN`."""
