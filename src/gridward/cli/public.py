"""`public`: the public page of an area switched on and off."""

import typer

from gridward.cli.asking import AreaOption, AsJson, area_of
from gridward.cli.database import ready
from gridward.cli.says import document, line, table
from gridward.grid.published import pages, switch
from gridward.kit.clock import iso
from gridward.kit.text import Text

app = typer.Typer(no_args_is_help=True, help="公示页 / public pages")


@app.command("list")
def list_(json: AsJson = False) -> None:  # noqa: FBT002
    """哪些区域开设了公示页 / the areas that have a public page"""
    ready()
    found = pages()
    if json:
        document([
            {"area": one.area.code, "name": one.area.name.zh, "address": one.address, "since": iso(one.since)}
            for one in found
        ])  # fmt: skip
        return
    head = (Text("代码", "code"), Text("区域", "area"), Text("地址", "address"), Text("起", "since"))
    table(
        tuple(str(text) for text in head),
        [(one.area.code, str(one.area.name), one.address, iso(one.since)[:16]) for one in found],
    )


@app.command("on")
def on_(area: AreaOption) -> None:
    """开设公示页，不用登录即可查看 / switch the page on: anybody sees it, without signing in"""
    _switched(area, to=True)


@app.command("off")
def off(area: AreaOption) -> None:
    """关闭公示页 / switch the page off"""
    _switched(area, to=False)


def _switched(code: str, *, to: bool) -> None:
    ready()
    node = area_of(code)
    changed = switch(node, on=to)
    words = {
        (True, True): Text("已开设公示页 /public/{code}/。", "The public page /public/{code}/ is on."),
        (True, False): Text("公示页 /public/{code}/ 早已开设。", "The public page /public/{code}/ was on already."),
        (False, True): Text("已关闭公示页 /public/{code}/。", "The public page /public/{code}/ is off."),
        (False, False): Text(
            "公示页 /public/{code}/ 本来就未开设。", "The public page /public/{code}/ was off already."
        ),
    }
    line(str(words[to, changed].format(code=node.code)))
