"""Whether an entry asks a reader by name: they may answer it wherever it was written."""

from gridward.console.reader.sight import Sight
from gridward.duty.book import WITHDRAWN
from gridward.kit.rows import rows
from gridward.plug.kind import key_of, thing_of
from gridward.roll.called import account_key


def asks_by_name(chain: int, seen: Sight) -> bool:
    """Whether an entry, a directive say, asks something of the reader or of an area that they see."""
    own = account_key(seen.account.username)
    sql = "SELECT DISTINCT area, subject FROM duty_duty WHERE owner = %s AND state <> %s"
    for area, subject in rows(sql, (key_of("entry", chain), WITHDRAWN)):
        kind = thing_of(subject).kind
        if subject == own if kind == "account" else kind == "area" and seen.covers(area):
            return True
    return False
