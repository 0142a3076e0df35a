"""`roster`: people, households, vehicles and herds of whole villages from a file, and back into one."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from gridward.cli.asking import AreaOption, AsJson, area_of
from gridward.cli.database import ready
from gridward.cli.output import written
from gridward.cli.says import DOES_NOT, asked, bars, document, end, language, line, note, table, wrong_use
from gridward.cli.sheet import SHOWN, account_named, interruptible
from gridward.exchange.roster.answer import answer as write_answer
from gridward.exchange.roster.export import Asker, export
from gridward.exchange.roster.source import LARGEST, pages
from gridward.exchange.roster.take import WORDS, Roster, Verdict
from gridward.figure.fold import catch_up
from gridward.grid.reach import reach
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.text import Text

app = typer.Typer(no_args_is_help=True, help="花名册 / rosters")


@app.command("import")
def take_in(
    file: Annotated[str, typer.Argument(metavar="FILE", help=".xlsx / .csv")],
    area: Annotated[str, typer.Option("--area", metavar="CODE", help="未写村的行 / for rows without an area")] = "",
    date: Annotated[str, typer.Option("--date", metavar="ISO", help="房屋状态的日期 / the day of house statuses")] = "",
    by: Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="以谁的名义 / in whose name")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查 / only look")] = False,  # noqa: FBT002
    answer: Annotated[str, typer.Option("--answer", metavar="FILE.xlsx", help="结果表 / rows with verdicts")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """把花名册登记入册，逐行给出结果；可中断、可重复 / take a roster in; every row gets a verdict; may be repeated"""
    ready()
    data = _read(file)
    with asked():
        at = clock.parse(date, field="--date") if date else clock.now()
        roster = Roster(account_named(by), usual=area, at=min(at, clock.now()), dry=dry_run)
    told: dict[str, dict[int, Verdict]] = {}
    counted: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    with interruptible(), bars() as progress, asked():
        for page in pages(data):
            if not json:
                _tell_headings(page.heading.unknown)
            found = told.setdefault(page.name, {})
            done = 0
            for part in roster.slices(page):
                done += len(part)
                counted.update(one.code for one in part)
                reasons.update(reason.code for one in part for reason in one.reasons)
                found |= {one.number: one for one in part if answer or one.reasons}
                progress(page.name, done, max(page.height - page.heading.row - 1, done))
            progress(page.name, done, done)
    if not dry_run:
        catch_up()
    if answer:
        with written(answer) as out:
            write_answer(data, told, lang=language(), out=out)
    _tell(told, counted, reasons, json=json, dry_run=dry_run)
    if counted["mend"]:
        end(DOES_NOT)


@app.command("export")
def give_out(
    area: AreaOption = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE.xlsx", help="写入文件 / write to a file")] = "",
    by: Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="给谁 / whom it is for")] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="查看个人信息的用途 / why personal data is opened")] = "",
) -> None:
    """导出某区域的花名册；默认遮盖，--by 与 --purpose 齐全才是明文并留痕 / the roster of an area; masked by default"""
    ready()
    node = area_of(area)
    with asked():
        account = account_named(by)
    if account is not None and purpose.strip():
        for verb in ("export", "see_person"):
            if not reach(account, verb, clock.now()).covers(tree().path(node.id, clock.now())):
                raise wrong_use(
                    "--by",
                    zh=f"账号“{by}”无权在{node.name.zh}导出并查看个人信息。",
                    en=f"the account “{by}” may not export and see persons in {node.name.en}.",
                )
    with written(output or "roster.xlsx") as out:
        asker = Asker(None if account is None else account.pk, purpose)
        done = export(list(tree().ever_below(node.id)), asker, lang=language(), out=out)
    note(Text(f"共 {done} 行。", f"{done} rows."))


def _read(file: str) -> bytes:
    try:
        with Path(file).open("rb") as found:
            return found.read(LARGEST + 1)
    except OSError as error:
        raise wrong_use(
            "FILE", zh=f"无法读取 {file}：{error.strerror}。", en=f"{file} cannot be read: {error.strerror}."
        ) from error


def _tell_headings(unknown: tuple[tuple[int, str], ...]) -> None:
    for _, text in unknown:
        note(Text(f"不认识表头“{text}”，已忽略。", f"Nobody knows the heading “{text}”; it is passed over."))


def _tell(
    told: dict[str, dict[int, Verdict]], counted: Counter[str], reasons: Counter[str], *, json: bool, dry_run: bool
) -> None:
    remarkable = [(sheet, one) for sheet, rows in told.items() for one in rows.values() if one.reasons]
    if json:
        document({
            "dry_run": dry_run, "rows": counted.total(), "verdicts": dict(sorted(counted.items())),
            "reasons": dict(sorted(reasons.items())),
            "told": [
                {"sheet": sheet, "row": one.number, "verdict": one.code,
                 "reasons": [reason.wire() for reason in one.reasons]} for sheet, one in remarkable
            ],
        })  # fmt: skip
        return
    if not counted:
        note(Text("表头下面没有数据行。", "There are no rows under the heading."))
        return
    first = sorted(remarkable, key=lambda pair: pair[1].code != "mend")[:SHOWN]
    for sheet, one in first:
        line(f"{sheet}!{one.number}\t{one.say('zh')} / {one.say('en')}")
    if len(remarkable) > len(first):
        more = len(remarkable) - len(first)
        note(Text(f"另有 {more} 行，见 --answer。", f"{more} more rows; see --answer."))
    table(["", "", "n"], [[code, str(WORDS[code]), f"{n}"] for code, n in counted.items()], right=(2,))  # type: ignore[index]
