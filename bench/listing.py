"""A list of a large ledger: its queries against the bare SQL, whole pages, the thousandth page against the first."""

from itertools import cycle, islice

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.grown import Ledger
from bench.rounds import Result, percentile, timed
from bench.town import Town
from gridward.account.models import Account
from gridward.kit.rows import rows
from gridward.ledger.head import stand
from gridward.ledger.listing import Cursor, Wanted, page
from gridward.ledger.names import kind_number

KIND, READS, LENGTH = "checkpoint.person", 60, 50
BARE = "SELECT * FROM ledger_entry WHERE kind = %s ORDER BY position DESC LIMIT 51"


def run(town: Town) -> list[Result]:
    """Ratios of the median round; a page of the ledger is read deep inside it and at its top."""
    Ledger(town).grow(min(town.size.ledger, 1_000_000))
    deep = _deep()
    client = Client()
    client.force_login(Account.objects.get(username="operator"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    settings.ALLOWED_HOSTS = ["*"]
    addresses = {"first": f"/ledger/{KIND}/", "deep": f"/ledger/{KIND}/?after={deep.value}-{deep.position}"}
    for address in addresses.values():
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} is not answered")
    bare, deeper, pages = [], [], []
    wanted, number = Wanted(kinds=(KIND,)), kind_number(KIND)
    for _ in range(town.size.rounds):
        spent = percentile([timed(lambda: page(wanted)) for _ in range(READS)], 0.5)
        bare.append(spent / percentile([timed(lambda: rows(BARE, (number,))) for _ in range(READS)], 0.5))
        asked = {name: [] for name in addresses}
        for name in islice(cycle(addresses), READS):
            asked[name].append(timed(lambda name=name: client.get(addresses[name])))
        deeper.append(percentile(asked["deep"], 0.5) / percentile(asked["first"], 0.5))
        pages.append(percentile([*asked["first"], *asked["deep"]], 0.95) * 1000)
    vendor, size = connection.vendor, f"{stand().position:,} entries"
    return [
        Result("list", vendor, f"list of {size}: its queries / the bare SQL", bare, 3.0, "at most"),
        Result("list", vendor, f"list of {size}: a page, p95 in ms", pages, 150.0, "at most"),
        Result("list", vendor, f"list of {size}: page 1,000 (or the last) / page 1", deeper, 1.5, "at most"),
    ]


def _deep() -> Cursor:
    """The row at which page 1,000 starts, or the last page of a shorter list."""
    number = kind_number(KIND)
    count = int(rows("SELECT COUNT(*) FROM ledger_entry WHERE kind = %s", (number,))[0][0])
    skip = max(0, min(LENGTH * 999, count - LENGTH) - 1)
    found = rows(
        f"SELECT position FROM ledger_entry WHERE kind = %s ORDER BY position DESC LIMIT 1 OFFSET {skip}", (number,)
    )
    return Cursor(found[0][0], found[0][0])
