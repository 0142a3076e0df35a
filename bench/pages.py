"""How long every page takes, for somebody of a village, of a town and of the whole node: medians and the 95th in 100.

`python -m bench.pages [ACCOUNT…] [--rounds N] [--json]` on a loaded node (GRIDWARD_HOME) finds the pages that each
account may see, asks for all of them several times through the whole of Django but no network, the accounts in turn,
and prints the slowest. Without names it takes three accounts, one above the other on the map (see officers).
"""

import argparse
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

import msgspec
from django.db import connection
from django.test import Client

import gridward.config.boot  # noqa: F401
from bench.addresses import Page, pages
from bench.machine import database, machine
from bench.officers import three
from bench.rounds import Result, percentile
from gridward.account.models import Account
from gridward.ledger.head import stand

LIMIT = 0.3
"""Seconds that a page may take, nineteen times out of twenty."""
RATIO = 1.5
"""How many times as long the same pages may take for one account as for another."""
SHOWN = 15


class Took(NamedTuple):
    """What a page took each time, in seconds: by the wall, and of processor time."""

    page: Page
    wall: list[float]
    work: list[float]


def main() -> int:
    """Measure; 1 when a goal is not reached."""
    logging.disable(logging.CRITICAL)
    parser = argparse.ArgumentParser(prog="bench.pages")
    parser.add_argument("accounts", nargs="*", metavar="ACCOUNT")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    names = {name: name for name in asked.accounts} or {f"{level}, {name}": name for level, name in three().items()}
    measured = _measure(names, asked.rounds)
    results = [*_by_account(measured), *_between(measured)]
    if asked.json:
        wire = {"machine": machine() | {"database": database()}, "results": [one.wire() for one in results]}
        sys.stdout.write(msgspec.json.encode(wire).decode() + "\n")
    else:
        _show(measured, results)
    return int(not all(one.holds for one in results))


def _measure(names: dict[str, str], rounds: int) -> dict[str, list[Took]]:
    """Every page of every account, round by round; following the links has asked for each of them once before. The
    same page of one account and the next follow each other, for other work on the machine to slow them alike.
    """
    clients = {who: _client(name) for who, name in names.items()}
    measured = {who: [Took(page, [], []) for page in pages(client)] for who, client in clients.items()}
    every = sorted(((who, one) for who, found in measured.items() for one in found), key=lambda pair: pair[1].page.what)
    for _ in range(rounds):
        for who, one in every:
            work, wall = time.process_time(), time.perf_counter()
            clients[who].get(one.page.address)
            one.wall.append(time.perf_counter() - wall)
            one.work.append(time.process_time() - work)
    return measured


def _client(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _by_account(measured: dict[str, list[Took]]) -> Iterable[Result]:
    for who, found in measured.items():
        every = [seconds for one in found for seconds in one.wall]
        over = sum(percentile(one.wall, 0.95) > LIMIT for one in found)
        said = {
            "median": f"{median(every) * 1000:.0f} ms",
            "processor time p95": f"{percentile([s for one in found for s in one.work], 0.95) * 1000:.0f} ms",
            "over the limit": f"{over} of {len(found)}",
            "of processor time": str(sum(median(one.work) > LIMIT for one in found)),
        }
        what = f"pages, {stand().position:,} entries: {who}, p95 in ms"
        yield Result("pages", connection.vendor, what, [percentile(every, 0.95) * 1000], 1000 * LIMIT, "at most", said)


def _between(measured: dict[str, list[Took]]) -> Iterable[Result]:
    """The same pages for one account and another: whose 95th in a hundred is longest against whose is shortest."""
    same = {who: _by_sort(found) for who, found in measured.items()}
    common = set.intersection(*(set(one) for one in same.values()))
    if len(same) < 2 or not common:
        return
    for share, said in ((0.95, "p95"), (0.5, "median")):
        told = {who: percentile([one[what][0] for what in common], share) for who, one in same.items()}
        work = [percentile([one[what][1] for what in common], share) for one in same.values()]
        absolute = {who: f"{seconds * 1000:.0f} ms" for who, seconds in told.items()}
        absolute["of processor time"] = f"{max(work) / min(work):.2f}"
        what = f"{len(common)} sorts of pages that all see: longest / shortest {said}"
        ratio = max(told.values()) / min(told.values())
        yield Result("pages", connection.vendor, what, [ratio], RATIO, "at most", absolute)


def _by_sort(found: Iterable[Took]) -> dict[str, tuple[float, float]]:
    """What the pages of each sort take in the middle: by the wall, and of processor time."""
    sorts: dict[str, list[Took]] = defaultdict(list)
    for one in found:
        sorts[one.page.what].append(one)
    return {
        what: (median(median(one.wall) for one in told), median(median(one.work) for one in told))
        for what, told in sorts.items()
    }


def _show(measured: dict[str, list[Took]], results: list[Result]) -> None:
    for who, found in measured.items():
        sys.stdout.write(f"{who}: the slowest, median and p95 by the wall, median of processor time\n")
        for one in sorted(found, key=lambda one: -median(one.work))[:SHOWN]:
            wall = f"{median(one.wall):.3f}  {percentile(one.wall, 0.95):.3f}"
            sys.stdout.write(f"  {wall}  {median(one.work):.3f}  {one.page.address}\n")
    for one in results:
        absolute = "; ".join(f"{name} {value}" for name, value in one.absolute.items())
        sys.stdout.write(f"{one.what}: {one.ratio:.2f} (at most {one.goal:g}) {absolute}\n")


if __name__ == "__main__":
    sys.exit(main())
