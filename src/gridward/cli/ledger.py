"""`ledger`: append entries from a file, verify the chain, derive the figures again."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from gridward.cli.asking import AsJson
from gridward.cli.database import ready
from gridward.cli.says import DOES_NOT, bars, document, end, line, note, reasons, wrong_use
from gridward.document.models import Issued
from gridward.duty import rebuild as duties
from gridward.duty.crossed import Spell
from gridward.duty.planner import catch_up as plan
from gridward.figure import crossings
from gridward.figure import rebuild as again
from gridward.figure.fold import catch_up
from gridward.grid.tree import tree
from gridward.intake import relist
from gridward.intake.receive import take
from gridward.intake.wire import Receipt
from gridward.kit import clock
from gridward.kit.abreast import HANDS
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.verify import not_as_printed
from gridward.ledger.verify import verify as faults_of
from gridward.scenario.facts import title

BATCH = 500
_HEX = set("0123456789abcdef")
app = typer.Typer(no_args_is_help=True, help="账本 / the ledger")


@app.command("append")
def append(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="每行一条记录，- 为标准输入 / one entry a line")],
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """逐行接收记录 / take entries, one a line; a bad line gets a verdict of its own and stops nothing"""
    outcomes: Counter[str] = Counter()
    receipts: list[dict[str, Any]] = []
    with _opened(file) as lines:
        ready()
        for batch in _batches(lines):
            found = take(batch)
            outcomes.update(receipt.outcome for receipt in found)
            if json:
                receipts += [receipt.wire() for receipt in found]
            else:
                _tell(found)
    position = catch_up()
    if json:
        counted = dict(sorted(outcomes.items()))
        document({"entries": outcomes.total(), "outcomes": counted, "position": position, "receipts": receipts})
        return
    for outcome, number in sorted(outcomes.items()):
        line(f"{outcome}\t{number}")
    note(
        Text(
            f"共 {outcomes.total()} 条，账本位置 {position}。",
            f"{outcomes.total()} entries; the ledger is at {position}.",
        )
    )


@app.command("verify")
def verify(
    printed: Annotated[
        list[str] | None,
        typer.Option(
            "--printed",
            metavar="POSITION:SEAL",
            help="文件上印出的位置与封印，可多次 / what a document printed; several times",
        ),
    ] = None,
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """核对每条记录与封印，以及签发过的文件上的封印 / check every digest and seal, and the seals on what was issued"""
    ready()
    witnesses = [_witness(one) for one in printed or ()]
    with bars() as progress:
        found = faults_of(lambda done, whole: progress("verify", done, whole))
    found += not_as_printed([*Issued.objects.order_by("position").values_list("position", "seal"), *witnesses])
    head = stand()
    if json:
        document({
            "holds": not found, "position": head.position, "seal": head.seal,
            "faults": [{"position": one.position, "zh": one.text.zh, "en": one.text.en} for one in found],
        })  # fmt: skip
    else:
        for one in found:
            line(f"{one.position}\t{one.text.zh} / {one.text.en}")
    if found:
        note(Text(f"账本有 {len(found)} 处不符。", f"The ledger has {len(found)} faults."))
        end(DOES_NOT)
    note(
        Text(
            f"账本完整：{head.position} 条，封印 {head.seal[:16]}。",
            f"The ledger is whole: {head.position} entries, seal {head.seal[:16]}.",
        )
    )


def _witness(text: str) -> tuple[int, str]:
    position, _, seal = text.partition(":")
    digits = seal.strip().lower().replace("...", "").replace("…", "")
    if position.isascii() and position.isdecimal() and len(position) < 18 and len(digits) >= 16 and set(digits) <= _HEX:
        return int(position), seal
    raise wrong_use(
        "--printed",
        zh=f"“{text[:90]}”应写成 位置:封印，如 81604:0123abcd…89ef4567。",
        en=f"“{text[:90]}”: write POSITION:SEAL as the document prints them, such as 81604:0123abcd…89ef4567.",
    )


@app.command("rebuild")
def rebuild(
    check: Annotated[bool, typer.Option("--check", help="只比较，不改动 / compare, change nothing")] = False,  # noqa: FBT002
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """由记录重新推算全部指标、清单和任务 / derive every figure, list and duty again from the entries"""
    ready()
    with bars() as progress:
        catch_up(lambda done, whole: progress("figures", done, whole))
        if not check:
            mark = again.rebuild(lambda done, whole: progress("rebuild", done, whole))
            relist.again(lambda done, whole: progress("lists", done, whole), hands=HANDS)
            duties.rebuild(lambda done, whole: progress("duties", done, whole))
            crossings.catch_up()
            told: list[dict[str, Any]] = []
        else:
            plan(lambda done, whole: progress("plan", done, whole))
            found, mark = again.check(lambda done, whole: progress("rebuild", done, whole)), stand().position
            crossings.catch_up()
            crossed = crossings.check()
            planned = duties.check(lambda done, whole: progress("duties", done, whole))
            told = [*map(_difference, found), *map(_other_plan, planned), *map(_other_crossing, crossed)]
    if json:
        document({"holds": not told, "position": mark, "differences": told})
    else:
        for one in told:
            line("\t".join(str(value) for value in one.values()))
    if told:
        note(Text(f"{len(told)} 处与重新推算的不同。", f"{len(told)} things stand otherwise than derived again."))
        end(DOES_NOT)
    note(Text("指标和任务与记录一致。", "The figures and duties are what the entries say."))


def _other_plan(one: duties.Difference) -> dict[str, Any]:
    return {"duty": one.clause, "subject": one.subject, "opens": clock.iso(one.opens), "stands": one.stands}


def _other_crossing(found: tuple[Spell, bool]) -> dict[str, Any]:
    one, stands = found
    area = tree().by_id(one.area).code
    return {"crossing": one.spec, "area": area, "begins": clock.iso(one.begins), "stands": stands}


def _difference(one: again.Difference) -> dict[str, Any]:
    return {
        "figure": title(one.figure, one.member),
        "area": tree().by_id(one.area).code,
        "day": clock.date_of(one.day).isoformat(),
        "stands": one.stands,
        "derived": one.derived,
    }


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as found:
            yield found
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise wrong_use(
            "FILE", zh=f"无法读取 {file}：{error.strerror}。", en=f"{file} cannot be read: {error.strerror}."
        ) from error


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines that hold anything, some hundred at a time."""
    kept = (row for one in lines if (row := one.strip(b" \t\r\n")))
    while batch := list(islice(kept, BATCH)):
        yield batch


def _tell(receipts: Iterable[Receipt]) -> None:
    """Name what does not count, and why."""
    for receipt in receipts:
        if receipt.outcome in ("held", "conflict"):
            sys.stderr.write(f"{receipt.outcome} {receipt.id}: ")
            reasons(receipt.reasons[:1] or ())
