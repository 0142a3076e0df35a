"""`bulletin`: one bulletin in one format and language."""

from typing import Annotated

import typer

from gridward.cli.asking import AreaOption, AsOf, area_of, moment_of
from gridward.cli.database import ready
from gridward.cli.output import give
from gridward.cli.says import asked
from gridward.document.render import render


def bulletin(
    name: Annotated[str, typer.Argument(metavar="NAME", help="简报模板 / template")],
    area: AreaOption = "",
    as_of: AsOf = "",
    form: Annotated[str, typer.Option("--format", metavar="md|html|docx|pdf|json")] = "md",
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "zh",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="写入文件 / write to a file")] = "",
) -> None:
    """生成简报 / draft a bulletin"""
    ready()
    moment = moment_of(as_of)
    node = area_of(area, at=moment)
    with asked():
        data = render(name, node.id, moment, form, lang)
    give(data, output)
