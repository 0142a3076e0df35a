"""How long every page takes, for somebody of a village, of a town and of a county: medians and the 95th in a hundred.

`python -m bench.pages ACCOUNT…` on a loaded node (GRIDWARD_HOME) asks for every page that the account may see, several
times, through the whole of Django but no network; it prints a line a page, slowest first.
"""

import logging
import re
import sys
import time
from collections.abc import Iterator
from statistics import median

from django.test import Client

import gridward.config.boot  # noqa: F401
from gridward.account.models import Account
from gridward.document.draft import folder as bulletins
from gridward.document.form.draft import folder as forms
from gridward.plug.catalogue import CATALOGUE

ROUNDS = 5
LIMIT = 0.3
"""Seconds that a page may take, nineteen times out of twenty."""


def main(accounts: list[str]) -> int:
    """Measure; 1 when a page is over the limit."""
    logging.disable(logging.CRITICAL)
    slow = 0
    for name in accounts:
        took = sorted(measured(name), key=lambda one: -one[2])
        every = sorted(seconds for _, _, _, found in took for seconds in found)
        p95 = every[int(len(every) * 0.95)]
        sys.stdout.write(f"{name}: {len(took)} pages, median {median(every):.3f} s, p95 {p95:.3f} s\n")
        for address, middle, worst, _ in took[:12]:
            sys.stdout.write(f"  {middle:.3f}  {worst:.3f}  {address}\n")
        slow += sum(one[2] > LIMIT for one in took)
    return int(slow > 0)


def measured(name: str) -> Iterator[tuple[str, float, float, list[float]]]:
    """Each page with the median, the second worst and all of its times; the first call warms up and does not count."""
    client = Client()
    client.force_login(Account.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    for address in pages(client):
        client.get(address)
        found = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            client.get(address)
            found.append(time.perf_counter() - start)
        yield address, median(found), sorted(found)[-2], found


def pages(client: Client) -> Iterator[str]:
    """The addresses of every page of the console that answers this reader."""
    found = ["/", "/figures/", "/ledger/", "/ledger/held/", "/record/", "/sheets/", "/documents/", "/search/?q=a"]
    for domain in CATALOGUE.domains.values():
        if domain.kinds and domain.figures:
            found.append(f"/domains/{domain.name}/")
            lists = [state.listing.name for state in domain.states if state.listing is not None]
            found += [f"/domains/{domain.name}/?list={name}&show=all" for name in lists]
            found += [f"/figures/{figure.name}/" for figure in domain.figures]
        found += [f"/ledger/{kind.name}/" for kind in domain.kinds]
        found += [f"/record/{kind.name}/" for kind in domain.kinds]
    found += [f"/documents/bulletins/{file.stem}/" for file in sorted(bulletins().glob("*.toml"))]
    found += [f"/documents/forms/{file.stem}/" for file in sorted(forms().glob("*.toml"))]
    home = client.get("/").content.decode()
    found += sorted(set(re.findall(r'href="(/areas/[^/"]+/)', home)))[:1]
    return (address for address in found if client.get(address).status_code == 200)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
