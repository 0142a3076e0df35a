"""`sheet`: a kind as an .xlsx: template, export, and taking in what was filled in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from gridward.account.models import Account
from gridward.cli.asking import AreaOption, AsJson, AsOf, area_of, moment_of
from gridward.cli.database import ready
from gridward.cli.output import written
from gridward.cli.says import DOES_NOT, asked, bars, document, end, language, line, note, table, wrong_use
from gridward.exchange.sheet.answer import answer as write_answer
from gridward.exchange.sheet.column import columns
from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.memory import remember, remembered
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.printed import Printed, printed
from gridward.exchange.sheet.reading import Book, open_book
from gridward.exchange.sheet.row import Usual
from gridward.exchange.sheet.template import template
from gridward.exchange.sheet.verdict import WORDS, Verdict
from gridward.exchange.sheet.workbook import LARGEST
from gridward.figure.fold import catch_up
from gridward.grid.tree import tree
from gridward.intake.kernel import NODES_OWN
from gridward.kit import clock
from gridward.kit.text import Text
from gridward.ledger.listing import Wanted
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind

app = typer.Typer(no_args_is_help=True, help="表格 / sheets")
KindName = Annotated[str, typer.Argument(metavar="KIND", help="记录种类 / kind of entry")]
Output = Annotated[str, typer.Option("-o", "--output", metavar="FILE.xlsx", help="写入文件 / write to a file")]
SHOWN = 20
"""Rows to be mended that are named on the terminal."""


@app.command("template")
def blank(kind: KindName, output: Output = "") -> None:
    """某一种记录的空白模板 / the empty template of a kind"""
    declared = kind_of(kind)
    with written(output or f"{kind}.xlsx") as out:
        template(declared, lang=language(), out=out)


@app.command("export")
def give_out(
    kind: KindName,
    area: AreaOption = "",
    as_of: AsOf = "",
    output: Output = "",
    by: Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="给谁 / whom it is for")] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="查看个人信息的用途 / why personal data is opened")] = "",
) -> None:
    """导出某区域的一种记录 / the entries of a kind in an area

    个人信息默认遮盖；同时给出 --by 与 --purpose，且该账号可以导出并查看个人信息时才是明文，并逐一留痕 /
    personal data is masked unless --by and --purpose are given and the account may export and see persons; it is noted
    """
    declared = kind_of(kind)
    ready()
    moment = moment_of(as_of)
    node = area_of(area, at=moment)
    with asked():
        account = account_named(by)
    below = frozenset(tree().ever_below(node.id)).union(*(tree().ever_below(one) for one in tree().members(node.id)))
    wanted = Wanted(areas=below, last_day=clock.day_of(moment))
    reader = Reader(account=account, lang=language(), purpose=purpose)
    with written(output or f"{kind}.xlsx") as out, bars() as progress:
        done = export(declared, wanted, reader, out=out, until=moment, progress=lambda n: progress("entries", n, n))
    note(Text(f"共 {done} 条。", f"{done} entries."))


@app.command("import")
def take_in(  # noqa: PLR0913  (a command has as many options as it needs)
    file: Annotated[str, typer.Argument(metavar="FILE.xlsx")],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="记录种类 / kind of entry")] = "",
    area: Annotated[str, typer.Option("--area", metavar="CODE", help="未写区域的行 / for rows without an area")] = "",
    day: Annotated[str, typer.Option("--date", metavar="ISO", help="未写时间的行 / for rows without a time")] = "",
    by: Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="以谁的名义 / in whose name")] = "",
    match: Annotated[
        list[str] | None, typer.Option("--match", metavar="HEADING=COLUMN", help="表头对应的列 / what a heading means")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查 / only look")] = False,  # noqa: FBT002
    answer: Annotated[str, typer.Option("--answer", metavar="FILE.xlsx", help="结果表 / rows with verdicts")] = "",
    json: AsJson = False,  # noqa: FBT002
) -> None:
    """接收填好的表格，逐行给出结果 / take in a filled sheet; every row gets a verdict, a bad one stops nothing"""
    ready()
    data = _read(file)
    with asked():
        form = printed(data)
    if form is not None:
        _tell_form(form, json=json)
        return
    with asked():
        book = _book(data, kind, match or [])
        plan = Plan(book, account_named(by), usual=Usual(area=area, day=day), source=sha256(data).hexdigest()[:12])
        for reason in plan.check_usual():
            option = {"area": "--area", "happened_at": "--date"}.get(reason.field, "--area")
            raise wrong_use(option, zh=reason.text.zh, en=reason.text.en)
    if not json:
        _tell_headings(book)
    found: list[Verdict] = []
    with interruptible(), bars() as progress:
        for verdict in run(plan, dry=dry_run, progress=lambda done: progress("rows", done, max(book.total, done))):
            found.append(verdict)
        progress("rows", len(found), len(found))
    if not dry_run:
        catch_up()
    if answer:
        with written(answer) as out:
            write_answer(book, found, lang=language(), out=out)
    _tell(found, json=json, dry_run=dry_run, book=book)
    if any(one.code in ("mend", "conflict") for one in found):
        end(DOES_NOT)


def _tell_form(form: Printed, *, json: bool) -> None:
    """A form that came back holds nothing new; rows that were changed in it are named."""
    if json:
        document({
            "form": form.name, "version": form.version, "area": form.area, "position": form.position,
            "rows": len(form.verdicts), "new": 0, "changed": [one.number for one in form.changed],
        })  # fmt: skip
    for one in form.changed[:SHOWN]:
        line(f"{one.sheet}!{one.number}\t{one.say('zh')} / {one.say('en')}")
    zh = f"本系统生成的表格“{form.name}”:{len(form.verdicts)} 行，改动 {len(form.changed)} 行，新增记录 0 条。"
    en = (
        f"The form “{form.name}” of this system: {len(form.verdicts)} rows, {len(form.changed)} changed, 0 new entries."
    )
    note(Text(zh, en))
    if form.changed:
        end(DOES_NOT)


def _read(file: str) -> bytes:
    try:
        with Path(file).open("rb") as found:
            return found.read(LARGEST + 1)
    except OSError as error:
        raise wrong_use(
            "FILE", zh=f"无法读取 {file}：{error.strerror}。", en=f"{file} cannot be read: {error.strerror}."
        ) from error


def _book(data: bytes, kind: str, said: Sequence[str]) -> Book:
    declared = kind_of(kind) if kind else None
    kinds = [one for one in CATALOGUE.kinds.values() if one.name not in NODES_OWN]
    memory = remembered()
    book = open_book(data, declared, memory, kinds)
    if not said:
        return book
    listed = columns(book.kind)
    keys = {column.key: column.key for column in listed}
    called = {text: column.key for column in listed for text in (column.label.zh, column.label.en)}
    matched: dict[str, str] = {}
    for one in said:
        heading, _, column = one.rpartition("=")
        name = (called | keys).get(column, f"body.{column}" if column else "")
        if not heading or (name and name not in keys):
            raise wrong_use(
                "--match",
                zh=f"“{one[:60]}”应写成 表头=列名，列名可用：{'、'.join(column.label.zh for column in listed)}。",
                en=f"“{one[:60]}” should be HEADING=COLUMN, with one of {', '.join(sorted(keys))}.",
            )
        matched[heading] = name
    remember(book.kind, matched)
    return open_book(data, book.kind, remembered(), kinds)


def kind_of(name: str) -> EntryKind:
    """A kind that people may record; raises a mistake in the command."""
    with asked():
        found = CATALOGUE.kind(name)
    if name in NODES_OWN:
        raise wrong_use("KIND", zh=f"“{name}”只由节点自己记录。", en=f"“{name}” is recorded by the node itself only.")
    return found


def account_named(name: str) -> Account | None:
    """The account of this name; None for no name. Raises `WrongUse`."""
    if not name:
        return None
    found = Account.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise wrong_use("--by", zh=f"没有账号“{name[:40]}”。", en=f"There is no account “{name[:40]}”.")
    return found


@contextmanager
def interruptible() -> Iterator[None]:
    """Says, when somebody stops it, that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        catch_up()
        note(
            Text(
                "已接收的行都在，再次运行会从中断处继续。",
                "The rows taken so far are in; running it again goes on from there.",
            )
        )
        raise


def _tell_headings(book: Book) -> None:
    if book.unknown:
        named = "、".join(f"“{text}”" for text in book.unknown), ", ".join(f"“{text}”" for text in book.unknown)
        note(
            Text(
                f"不认识的表头已忽略：{named[0]}。可用 --match 表头=列名 指定。",
                f"Nobody knows these headings; they are passed over: {named[1]}. Say what one is with --match.",
            )
        )
    for column in book.missing:
        note(Text(f"表中没有“{column.label.zh}”一列。", f"There is no column “{column.label.en}”."))
    for name in book.bare:
        note(Text(f"工作表“{name}”没有表头，未读取。", f"The sheet “{name}” has no heading and was not read."))


def _tell(found: Sequence[Verdict], *, json: bool, dry_run: bool, book: Book) -> None:
    counted = Counter(one.code for one in found)
    if json:
        document({
            "kind": book.kind.name, "dry_run": dry_run, "rows": len(found), "verdicts": dict(sorted(counted.items())),
            "unknown": list(book.unknown), "missing": [column.key for column in book.missing],
            "told": [
                {"sheet": one.sheet, "row": one.number, "verdict": one.code, "id": str(one.uuid or "") or None,
                 "position": one.position, "reasons": [reason.wire() for reason in one.reasons]} for one in found
            ],
        })  # fmt: skip
        return
    if not found:
        note(Text("表头下面没有数据行。", "There are no rows under the heading."))
        return
    told = [one for one in found if one.code in ("mend", "held", "conflict", "twin") or one.reasons]
    bad = sorted(told, key=lambda one: one.code not in ("mend", "conflict"))
    for one in bad[:SHOWN]:
        line(f"{one.sheet}!{one.number}\t{one.say('zh')} / {one.say('en')}")
    if len(bad) > SHOWN:
        note(Text(f"另有 {len(bad) - SHOWN} 行，见 --answer。", f"{len(bad) - SHOWN} more rows; see --answer."))
    rows = [
        [code, str(WORDS.get(code) or Verdict(sheet="", number=0, code=code).label), f"{n}"]
        for code, n in counted.items()
    ]
    table(["", "", "n"], rows, right=(2,))
