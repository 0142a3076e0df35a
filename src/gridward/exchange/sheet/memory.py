"""Headings that somebody matched before: kept in a small table, so that tomorrow's file needs no help."""

from collections.abc import Mapping

from gridward.exchange.models import Matched, Upload
from gridward.exchange.sheet.heading import normal
from gridward.exchange.sheet.reading import Memory
from gridward.kit import clock
from gridward.kit.pen import writing
from gridward.plug.kind import EntryKind


def remembered() -> Memory:
    """Every heading by kind."""
    found: dict[str, dict[str, str]] = {}
    for one in Matched.objects.all():
        found.setdefault(one.kind, {})[one.heading] = one.column
    return found


def remember(kind: EntryKind, said: Mapping[str, str]) -> None:
    """Keep what somebody said of headings: heading → key of a column, "" to pass it over. The last word holds."""
    for heading, column in said.items():
        Matched.objects.update_or_create(
            kind=kind.name, heading=normal(heading)[:200], defaults={"column": column, "at": clock.now()}
        )


def forget() -> None:
    """Files that came in longer than a day ago go, whatever became of them: they name people."""
    old = Upload.objects.filter(at__lt=clock.now() - clock.DAY)
    if old.exists():
        with writing():
            old.delete()
