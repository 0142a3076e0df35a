"""`form`: a register or report of one area and day as a spreadsheet."""

from typing import Annotated, cast, get_args

import typer

from gridward.account.models import Account
from gridward.cli.asking import AreaOption, area_of, moment_of
from gridward.cli.database import ready
from gridward.cli.output import give
from gridward.cli.says import asked, note, table, wrong_use
from gridward.document.form.draft import fill, folder
from gridward.document.form.people import Opening
from gridward.document.form.sheet import workbook
from gridward.document.form.template import names, read
from gridward.grid.offices import OPERATOR
from gridward.kit import clock
from gridward.kit.text import Lang, Text


def form(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="表格模板；不写则列出全部 / form template")] = "",
    area: AreaOption = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="日期 / day")] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "zh",
    purpose: Annotated[
        str, typer.Option("--open", metavar="PURPOSE", help="打开个人信息的用途，会留痕 / open identities; is logged")
    ] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE.xlsx", help="写入文件 / write to a file")] = "",
) -> None:
    """生成表格 / fill a form"""
    if not name:
        _list()
        return
    spoken = _language(lang)
    ready()
    moment = moment_of(date, option="--date")
    node = area_of(area, at=moment)
    opening = Opening(who=_operator(), purpose=purpose) if purpose else None
    with asked():
        filled = fill(name, area=node.id, day=clock.day_of(moment), opening=opening)
    data = workbook(filled, spoken)
    give(data, output)
    if output:
        note(Text(f"{output}:{len(filled.cells)} 行", f"{output}: {len(filled.cells)} rows"))


def _list() -> None:
    """Every form with its title and cut-off hour."""
    found = [read(name, folder=folder()) for name in names(folder())]
    table(
        ("name", str(Text("表格", "form")), str(Text("截止", "cut-off"))),
        [(one.name, str(one.title), one.cut) for one in found],
    )


def _language(lang: str) -> Lang:
    for known in get_args(Lang):
        if lang == known:
            return cast("Lang", known)
    raise wrong_use("--lang", zh=f"“{lang[:20]}”不是 zh 或 en。", en=f"“{lang[:20]}” is neither zh nor en.")


def _operator() -> int:
    """The node's operator, in whose name commands open identities."""
    return Account.objects.get(username=OPERATOR).pk
