"""The public pages as the console lists them: which areas have one, since when, who switched what."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridward.console.reader.sight import Sight
from gridward.console.rules.responses import may_switch
from gridward.grid.models import PublicSwitch
from gridward.grid.published import pages, switched
from gridward.grid.tree import Node
from gridward.kit.text import Text

SHOWN = 50
"""Changes that the page lists, the latest first."""
COMMAND_LINE = Text("命令行", "command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A page that is on."""

    area: Node
    since: int
    address: str
    by: Text
    may_switch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A page switched on or off."""

    area: Text
    on: bool
    at: int
    by: Text


def may_publish(seen: Sight, area: int | None = None) -> bool:
    """Whether the reader may switch public pages, of an area or anywhere: whoever configures the node there, and
    whoever switches responses there.
    """
    return seen.may("configure", area) or may_switch(seen, area)


def may_look(seen: Sight) -> bool:
    """Whether the reader is told who switched what: those who may, and oversight."""
    return may_publish(seen) or seen.may("oversee")


def open_pages(seen: Sight) -> list[Open]:
    """The pages of what the reader sees."""
    last = {one.area: one for one in reversed(switched()) if one.on}
    return [
        Open(
            area=one.area,
            since=one.since,
            address=one.address,
            by=_who(last.get(one.area.id)),
            may_switch=may_publish(seen, one.area.id),
        )
        for one in pages()
        if seen.covers(one.area.id)
    ]


def changes(seen: Sight) -> Sequence[Change]:
    """Who switched what within the reader's sight, the latest first."""
    known = [one for one in switched() if one.area in seen.tree and seen.covers(one.area)]
    return [Change(area=seen.tree.by_id(one.area).name, on=one.on, at=one.at, by=_who(one)) for one in known[:SHOWN]]


def _who(one: PublicSwitch | None) -> Text:
    if one is None:
        return Text("", "")
    return COMMAND_LINE if one.account is None else one.account.name
