"""Intake from JSON bytes to receipts, against the same rows written as they are; and the fold that follows."""

from django.db import connection

from bench import limit
from bench.grown import Ledger
from bench.rounds import Clock, Result
from bench.stream import Stream
from bench.town import ROOT, START, Town
from gridward.duty import planner
from gridward.figure.fold import catch_up
from gridward.intake.receive import receive, submit
from gridward.kit.clock import DAY, iso, standing_at
from gridward.ledger.head import stand

GOALS = {"postgresql": 0.35, "sqlite": 0.45}
PACK = "cn-changshan-2020"
LIMIT_NAMES = {"postgresql": "one binary COPY", "sqlite": "one executemany"}


def run(town: Town) -> list[Result]:
    """On a ledger that holds little more than the map, 500 and 50 entries a batch: first send, the same again, the
    limit, the usual way, the fold.
    """
    stream = Stream(town, pace=40_000)
    receive(stream.entry())
    return [*_measured(town, stream, 500, town.size.blocks), *_measured(town, stream, 50, 3 * town.size.blocks)]


def grown(town: Town) -> list[Result]:
    """The same for 500 a batch on a ledger of some size."""
    Ledger(town).grow(min(town.size.ledger, 1_000_000))
    stream = Stream(town, pace=40_000, seed=9)
    receive(stream.entry())
    return _measured(town, stream, 500, town.size.blocks)


def response(town: Town) -> list[Result]:
    """The same while a town's packs are on: what entries ask for is planned, and what they settle is settled."""
    stream = Stream(town, pace=40_000, seed=11)
    body = {"pack": PACK, "from": iso(START)[:10], "to": iso(START + 13 * DAY)[:10]}
    with standing_at(START + 3 * DAY):
        submit([{"kind": "policy.response", "area": ROOT, "happened_at": iso(START), "body": body}])
        planner.catch_up()
        receive(stream.entry())
        return _measured(town, stream, 500, town.size.blocks, name="response")


def _measured(town: Town, stream: Stream, size: int, blocks: int, name: str = "intake") -> list[Result]:
    catch_up()
    limit.make_tables()
    limit.fill()
    clock, held = Clock(), stand().position
    _round(Clock(), stream, size, 2)  # what is made once, is made now
    for _ in range(town.size.rounds):
        _round(clock, stream, size, blocks)
    if not limit.alike():
        raise RuntimeError("the rows of the limit are not those of the ledger")
    return _results(name, clock, size, blocks, held)


def _round(clock: Clock, stream: Stream, size: int, blocks: int) -> None:
    clock.round()
    batches = stream.batches(blocks, size)
    first = stand().position + 1
    with clock.of("intake"):
        for batch in batches:
            receive(batch)
        _settle()
    last = stand().position
    if last - first + 1 != size * blocks:
        raise RuntimeError(f"{size * blocks} entries made {last - first + 1} rows")
    with clock.of("again"):
        again = [receipt.outcome for batch in batches for receipt in receive(batch)]
        _settle()
    if set(again) != {"duplicate"}:
        raise RuntimeError("what was sent again was not seen to be the same")
    starts = range(first, last, size)
    pieces = [limit.encoded(start, start + size - 1) for start in starts]
    with clock.of("limit"):
        for piece in pieces:
            limit.write(piece)
        _settle()
    rows = [limit.plain(start, start + size - 1) for start in starts]
    with clock.of("usual"):
        for row in rows:
            limit.write_usual(row)
        _settle()
    with clock.of("fold"):
        catch_up()
        _settle()


def _settle() -> None:
    """On SQLite everybody pays for the checkpoint of what they wrote."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _results(name: str, clock: Clock, size: int, blocks: int, held: int) -> list[Result]:
    vendor, number = connection.vendor, size * blocks
    label = f"{size} a batch, ledger of {held // 1000:,} k" + (", a town's packs on" if name == "response" else "")
    rates = {name: clock.rate(name, number) for name in ("intake", "again", "limit", "usual", "fold")}
    whole = size == 500
    return [
        Result(
            name,
            vendor,
            f"{label}: intake / {LIMIT_NAMES[vendor]}",
            clock.ratios("intake", "limit"),
            GOALS[vendor] if whole else None,
            absolute={"intake": rates["intake"], "limit": rates["limit"]},
        ),
        Result(
            name,
            vendor,
            f"{label}: intake / bulk_create(ignore_conflicts)",
            clock.ratios("intake", "usual"),
            None,
            absolute={"bulk_create": rates["usual"]},
        ),
        Result(
            name,
            vendor,
            f"{label}: the same batches again / first send",
            clock.ratios("again", "intake"),
            2.0 if whole else None,
            absolute={"again": rates["again"]},
        ),
        Result(
            "fold",
            vendor,
            f"{label}: fold / intake",
            clock.ratios("fold", "intake"),
            1.5 if whole else None,
            absolute={"fold": rates["fold"]},
        ),
    ]
