"""The one list of installed domains. A line here and a folder under gridward/domains is all a domain needs."""

DOMAINS: tuple[str, ...] = (
    "gridward.domains.checkpoint",
    "gridward.domains.screening",
    "gridward.domains.supplies",
    "gridward.domains.clinic",
    "gridward.domains.command",
    "gridward.domains.mobilisation",
    "gridward.domains.publicity",
    "gridward.domains.clue",
    "gridward.domains.reporting",
    "gridward.domains.tracing",
    "gridward.domains.followup",
    "gridward.domains.testing",
    "gridward.domains.sanitation",
    "gridward.domains.supervision",
    "gridward.domains.livestock",
    "gridward.domains.donation",
    "gridward.domains.enforcement",
    "gridward.domains.work",
    "gridward.domains.venue",
)
"""Package paths, e.g. "gridward.domains.checkpoint"; each has a module `domain` that declares `DOMAIN`."""
