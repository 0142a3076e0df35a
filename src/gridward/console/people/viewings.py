"""Who looked at the console as whom, in rows: those whose area one sees."""

from dataclasses import dataclass

from gridward.account import viewings
from gridward.account.models import Viewing
from gridward.console.reader.sight import Sight
from gridward.grid.book import book
from gridward.grid.reach import extent
from gridward.grid.roles import roles
from gridward.kit.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One time that somebody looked as somebody else; `ended` None: still, or it ran out."""

    by: str
    by_username: str
    whom: Text
    username: str
    reason: str
    began: int
    ended: int | None


def rows(seen: Sight) -> list[Row]:
    """The latest, newest first, as far as what was looked at lies within one's own sight."""
    return [_row(one, seen) for one in viewings.listed() if _within(one, seen)]


def _within(one: Viewing, seen: Sight) -> bool:
    if one.by_id == seen.account.pk or one.account_id == seen.account.pk:
        return True
    if one.account is None:
        area = seen.tree.id_of(one.area)
        return area is not None and seen.covers(area)
    held = book(check=False).of_account(one.account.pk)
    looked = extent(held, "see", at=one.began_at).prefixes
    return bool(looked) and all(seen.seen.covers(prefix) for prefix in looked)


def _row(one: Viewing, seen: Sight) -> Row:
    if one.account is not None:
        whom = one.account.name
    else:
        node, role = seen.tree.by_code(one.area), roles().get(one.role)
        area = node.name if node is not None else Text(one.area, one.area)
        label = role.label if role is not None else Text(one.role, one.role)
        whom = Text(f"{label.zh} · {area.zh}", f"{label.en} · {area.en}")
    return Row(
        by=str(one.by.name),
        by_username=one.by.username,
        whom=whom,
        username=one.account.username if one.account is not None else "",
        reason=one.reason,
        began=one.began_at,
        ended=one.ended_at,
    )
