"""Where a form goes on once an entry is in: with the reader's next duty of the same name, or empty but for what stays
from one entry to the next. Whoever has twelve people to call or forty cars before the gate finds the next form where
the last one was.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from gridward.console.duties.missing_rows import MissingRow
from gridward.console.duties.owed import MOST, owed, owing
from gridward.console.duties.prefilled import prefilled
from gridward.console.duties.sight import DutySight
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing, default_moment
from gridward.console.records.draft import Posted, blank
from gridward.exchange.form import PREFIX
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind
from gridward.plug.shape import BodyField, fields_of

STAYS = ("area", "by", "means")
"""Where, by whom and how: what seldom differs between two entries that are made one after the other."""
NOTHING = Text("", "")
PAPER = "paper"
"""Whoever keys from paper stays on the day of the sheet, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """The next form: where it is sent, what stands in it, and what is due with it: `left` such duties, this included, 0
    where they are too many to be listed. `due` is empty for a form that no duty asks for.
    """

    action: str
    posted: dict[str, list[str]]
    due: Text = NOTHING
    left: int = 0


def onward(kind: EntryKind, posted: Posted, query: Mapping[str, str], seen: Sight) -> Onward | None:
    """The form after one that was saved. None where the form was about somebody of whom nothing more is asked."""
    if "duty" in query:
        return _due(kind, query["duty"], seen)
    return None if "subject" in query else Onward(action="", posted=_the_same(kind, posted, seen))


def _due(kind: EntryKind, duty: str, seen: Sight) -> Onward | None:
    """The form of the reader's next duty of this name."""
    at = default_moment()[0]
    duties = DutySight(seen, seen.home, at)
    mine = owing(duties)
    if mine is None:
        return None
    listed = owed(mine, duties, Standing(as_of=at, live=True)).undone
    queries = [(row, QueryDict(row.act_href.partition("?")[2])) for row in listed if not row.offered.zh]
    rows = [(row, query) for row, query in queries if query.get("duty") == duty]
    return _form(kind, *rows[0], len(rows) if len(listed) < MOST else 0, seen) if rows else None


def _form(kind: EntryKind, row: MissingRow, query: QueryDict, left: int, seen: Sight) -> Onward:
    fresh = blank(kind, seen, area=query.get("area", ""), at=default_moment()[0])
    return Onward(action=row.act_href, posted=fresh | prefilled(kind, query, seen), due=row.label, left=left)


def _the_same(kind: EntryKind, posted: Posted, seen: Sight) -> dict[str, list[str]]:
    """A new form in which where, by whom and how stand as before, and the places named (the gate, the store) with what
    else seldom differs there.
    """
    stays = [
        *STAYS,
        *(f"{PREFIX}{field.name}" for field in fields_of(kind.body) if field.field.stays or _of_places(field)),
    ]
    if posted.get("means") == [PAPER]:
        stays.append("happened_at")
    if kind.about == ("place",):
        stays.append("subject")
    kept = {f"{name}{more}" for name in stays for more in ("", ".kept", ".kept_label", ".kind")}
    fresh = blank(kind, seen, area="", at=default_moment()[0])
    return fresh | {name: list(texts) for name, texts in posted.items() if name in kept}


def _of_places(field: BodyField) -> bool:
    return bool(field.link) and "place" in field.kinds
