"""Duties: planning against writing as many bare rows, and what is missing against a scan and against NOT EXISTS."""

import random
import time

from django.db import connection

from bench.rounds import Result
from bench.town import ROOT, START, Town
from gridward.duty import planner
from gridward.duty.book import DUTY
from gridward.duty.listed import Reader
from gridward.grid.tree import tree
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.abreast import HANDS
from gridward.kit.pen import writing
from gridward.kit.rows import Table, append, execute, rows

PACK = "cn-covid-e4"
DAYS = {False: 14, True: 570}
"""Days planned at once: some 25 000 duties, or a million."""
ROUNDS = 5
VILLAGES = 20
"""Villages that are asked one after another, so that what comes before does not tell."""
GRID = 0.2
"""Milliseconds that one village may take where nothing is asked over a wire."""
MISSED = 0.03
"""The share of duties that nobody does."""


def run(town: Town) -> list[Result]:
    """Plan the county, let nearly all be done, and ask what is missing."""
    full = town.size.ledger > 1_000_000
    end = START + DAYS[full] * clock.DAY
    body = {"pack": PACK, "from": clock.iso(START)[:10], "to": clock.iso(end - 1)[:10]}
    with clock.standing_at(end):
        submit([{"kind": "policy.response", "area": ROOT, "happened_at": clock.iso(START), "body": body}])
    return [_planning(end), *_missing(end)]


def _planning(end: int) -> Result:
    ratios, ours, bare = [], [], []
    for _ in range(3):
        with writing():
            execute("DELETE FROM duty_duty")
            execute("DELETE FROM duty_head")
        with clock.standing_at(end):
            began = time.perf_counter()
            planner.catch_up(hands=HANDS)
            ours.append(time.perf_counter() - began)
        table = Table("bench_duty", DUTY.columns, DUTY.types)
        columns = ", ".join(DUTY.columns)
        found = rows(f"SELECT {columns} FROM duty_duty")
        execute("DROP TABLE IF EXISTS bench_duty")
        execute(f"CREATE TABLE bench_duty AS SELECT {columns} FROM duty_duty WHERE 1 = 0")
        began = time.perf_counter()
        with writing():
            append(table, found)
        bare.append(time.perf_counter() - began)
        ratios.append(bare[-1] / ours[-1])
    number = len(found)
    absolute = {
        "planned": f"{number / sorted(ours)[1]:,.0f} duties/s",
        "bare rows": f"{number / sorted(bare)[1]:,.0f}/s",
    }
    what = f"planning {number:,} duties / writing the bare rows"
    return Result("duties", connection.vendor, what, ratios, None, "at least", absolute)


def _missing(end: int) -> list[Result]:
    _let_be_done(end)
    county = tree().roots()[0].id
    villages = random.Random(5).sample([node.id for node in tree().nodes(None, "village")], VILLAGES)
    scan = "SELECT COUNT(*) FROM bench_plan WHERE done_at IS NULL AND due <= %s"
    exists = (
        "SELECT COUNT(*) FROM bench_plan p WHERE p.due <= %s AND NOT EXISTS (SELECT 1 FROM bench_done d"
        " WHERE d.subject = p.subject AND d.clause = p.clause AND d.at >= p.opens AND d.at < p.closes)"
    )
    times: dict[str, list[float]] = {"ours": [], "scan": [], "exists": [], "grid": []}
    with clock.standing_at(end):
        reader = Reader(end)
        assert reader.missing_count(county) == rows(scan, (end,))[0][0] == rows(exists, (end,))[0][0]
        for _ in range(ROUNDS):
            for name, work in (
                ("ours", lambda: reader.missing_count(county)),
                ("scan", lambda: rows(scan, (end,))),
                ("exists", lambda: rows(exists, (end,))),
                ("grid", lambda: [reader.missing_count(village) for village in villages]),
            ):
                began = time.perf_counter()
                work()
                times[name].append((time.perf_counter() - began) / (VILLAGES if name == "grid" else 1))
    vendor = connection.vendor
    absolute = {name: f"{sorted(found)[ROUNDS // 2] * 1000:.2f} ms" for name, found in times.items()}
    pairs = list(zip(times["ours"], times["scan"], times["exists"], strict=True))
    return [
        Result(
            "duties",
            vendor,
            "missing now in the county / a raw scan",
            [a / b for a, b, _ in pairs],
            0.2,
            "at most",
            absolute,
        ),
        Result(
            "duties", vendor, "NOT EXISTS / missing now in the county", [c / a for a, _, c in pairs], 30, "at least"
        ),
        Result(
            "duties",
            vendor,
            "missing now in one village, ms",
            [one * 1000 for one in times["grid"]],
            GRID if vendor == "sqlite" else None,
            "at most",
        ),
    ]


def _let_be_done(end: int) -> None:
    """Nearly all are done in time; the same facts once more as plain tables for the peers."""
    chance = random.Random(7)
    with writing():
        execute("DROP TABLE IF EXISTS bench_plan")
        execute("DROP TABLE IF EXISTS bench_done")
        numbers = [number for (number,) in rows("SELECT id FROM duty_duty WHERE due <= %s", (end,))]
        left = sorted(chance.sample(numbers, int(len(numbers) * MISSED)))
        execute("CREATE TEMP TABLE bench_left (id bigint PRIMARY KEY)")
        append(Table("bench_left", ("id",), ("int8",)), [(number,) for number in left])
        execute(
            "UPDATE duty_duty SET state = 1, done_at = opens + 1, done = needed"
            " WHERE due <= %s AND id NOT IN (SELECT id FROM bench_left)",
            (end,),
        )
        execute("CREATE TABLE bench_plan AS SELECT subject, clause, opens, due, closes, done_at FROM duty_duty")
        execute(
            "CREATE TABLE bench_done AS SELECT subject, clause, done_at AS at FROM duty_duty WHERE done_at IS NOT NULL"
        )
        execute("CREATE INDEX bench_done_by ON bench_done (subject, clause, at)")
    # The tables beside it are written anew: so are its indexes, from which a year of days went at one stroke.
    execute("REINDEX TABLE duty_duty" if connection.vendor == "postgresql" else "REINDEX duty_duty")
    for name in ("duty_duty", "bench_plan", "bench_done"):
        execute(f"VACUUM ANALYZE {name}" if connection.vendor == "postgresql" else f"ANALYZE {name}")
