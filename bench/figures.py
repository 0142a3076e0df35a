"""150 figures of a county and its towns as of any day, against reading as many rows of a plain table by its key."""

import gc
from random import Random

from django.db import connection

from bench.grown import DAYS, Ledger
from bench.rounds import Result, percentile, timed
from bench.town import START, Town
from gridward.figure.value import every_pair, values
from gridward.grid.tree import tree
from gridward.kit.clock import day_of, last_moment
from gridward.kit.rows import execute, rows

PAIRS = 150
READS = 200
KEY_READ = "SELECT series, value FROM bench_key WHERE area = %s AND day = %s"


def run(town: Town) -> list[Result]:
    """The ratio at a tenth of the ledger and at all of it, and how much slower the larger one is."""
    ledger, sizes = Ledger(town), (town.size.ledger // 10, town.size.ledger)
    vendor, found, slopes = connection.vendor, [], []
    for size in sizes:
        ledger.grow(size)
        _key_table()
        ratios, own, key = _rounds(town)
        slopes.append(own)
        label = f"{PAIRS} figures of a node as of any day, {size:,} entries: p95 / key read of {PAIRS} rows"
        absolute = {"figures p95": f"{_middle(own) * 1000:.2f} ms", "key read p95": f"{_middle(key) * 1000:.2f} ms"}
        found.append(Result("figures", vendor, label, ratios, 12.0, "at most", absolute))
    slope = [large / small for small, large in zip(*slopes, strict=True)]
    label = f"the same: p95 at {sizes[1]:,} entries / p95 at {sizes[0]:,}"
    return [*found, Result("figures", vendor, label, slope, 1.2, "at most")]


def _rounds(town: Town) -> tuple[list[float], list[float], list[float]]:
    random, map_now = Random(3), tree()
    nodes = [node.id for node in map_now.nodes(None, "county", "town")]
    pairs = [pair for pair in every_pair() if not pair[0].startswith("grid.")][:PAIRS]
    first = day_of(START)
    ratios, own, key = [], [], []
    for _ in range(town.size.rounds):
        asked = [(random.choice(nodes), first + random.randrange(1, DAYS)) for _ in range(READS)]
        gc.collect()
        gc.disable()
        mine = [timed(lambda a=area, d=day: values(pairs, area=a, as_of=last_moment(d))) for area, day in asked]
        plain = [timed(lambda a=area, d=day: rows(KEY_READ, (a, d))) for area, day in asked]
        gc.enable()
        own.append(percentile(mine, 0.95))
        key.append(percentile(plain, 0.95))
        ratios.append(own[-1] / key[-1])
    return ratios, own, key


def _key_table() -> None:
    """A plain table with as many rows a node and day as figures are asked for, read by its primary key."""
    execute("DROP TABLE IF EXISTS bench_key")
    execute(
        "CREATE TABLE bench_key (area int NOT NULL, day int NOT NULL, series int NOT NULL, value bigint NOT NULL,"
        " PRIMARY KEY (area, day, series))"
    )
    map_now, first = tree(), day_of(START)
    nodes = [node.id for node in map_now.nodes(None, "county", "town")]
    for day in range(first, first + DAYS + 1):
        filled = ", ".join(f"({area}, {day}, {series}, {series * day})" for area in nodes for series in range(PAIRS))
        execute(f"INSERT INTO bench_key VALUES {filled}")
    if connection.vendor == "postgresql":
        execute("ANALYZE bench_key")
        execute("ANALYZE figure_total")
        execute("ANALYZE figure_posting")


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
