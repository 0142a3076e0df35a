"""What followed an entry: the entries about it, as its checks and reviews are, and those that answer it."""

from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import Row, rows
from gridward.ledger.answers import answering
from gridward.ledger.listing import replaced
from gridward.ledger.stored import Stored, by_position, select
from gridward.plug.kind import key_of, thing_of

SHOWN = 100


def followers(opener: Stored, seen: Sight, standing: Standing) -> list[Row]:
    """The entries about this one, or in answer to it, by time, as far as they are seen."""
    found = select("subject = %s", (key_of("entry", opener.chain),), f"ORDER BY at, position LIMIT {SHOWN}")
    found = sorted((*found, *by_position(answering([opener.chain]))), key=lambda one: (one.at, one.position))[:SHOWN]
    gone = replaced(found)
    return rows(found, seen=seen, standing=standing, replaced=gone)


def opener(stored: Stored, seen: Sight, standing: Standing) -> Row | None:
    """The entry that this one is about; None where it is about something else, or it is not seen."""
    about = None if stored.subject is None else thing_of(stored.subject)
    if about is None or about.kind != "entry":
        return None
    return next(iter(rows(by_position([about.id]), seen=seen, standing=standing)), None)
