"""Puts the commands together and sees to it that no mistake ends in a traceback."""

import os
import signal
import sys

import typer
from django.conf import settings
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from gridward.cli import (
    account,
    bench,
    bulletin,
    device,
    docs,
    duties,
    entries,
    figures,
    folding,
    form,
    grid,
    kinds,
    ledger,
    person,
    policy,
    public,
    response,
    restrictions,
    roster,
    scenario,
    serve,
    sheet,
)
from gridward.cli.says import DOES_NOT, HOLDS, WRONG_USE, WrongUse, document, language, note, reasons
from gridward.kit.errors import Reason, Refusal
from gridward.kit.pen import Busy
from gridward.kit.text import Text, speaking

INTERRUPTED = 128 + signal.SIGINT
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.add_typer(scenario.app, name="scenario")
app.add_typer(ledger.app, name="ledger")
app.add_typer(policy.app, name="policy")
app.add_typer(response.app, name="response")
app.add_typer(public.app, name="public")
app.add_typer(grid.app, name="grid")
app.add_typer(account.app, name="account")
app.add_typer(device.app, name="device")
app.add_typer(sheet.app, name="sheet")
app.add_typer(roster.app, name="roster")
app.add_typer(person.app, name="person")
app.add_typer(person.keys, name="keys")
app.command("figures")(figures.figures)
app.command("entries")(entries.entries)
app.command("duties")(duties.duties)
app.command("restrictions")(restrictions.told)
app.command("bulletin")(bulletin.bulletin)
app.command("form")(form.form)
app.command("kinds")(kinds.kinds)
app.command("docs")(docs.docs)
app.command("bench")(bench.bench)
app.command("serve")(serve.serve)
app.command("loop")(serve.loop)
app.command("fold", hidden=True)(folding.fold)


@app.callback()
def gridward() -> None:
    """网格哨：逐网格开展疫情防控 / Gridward: run an outbreak response grid by grid"""


def run() -> None:
    """Run the command of the command line and leave with its status."""
    speaking.set(language())
    status = _status(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _status(arguments: list[str]) -> int:
    """What the command's outcome means as an exit status."""
    try:
        found = app(arguments, prog_name="./run", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        return _failed(error, arguments)
    if found == INTERRUPTED:  # typer takes the interruption itself and says nothing
        _failed(KeyboardInterrupt(), arguments)
    return found if isinstance(found, int) else HOLDS


def _failed(error: BaseException, arguments: list[str]) -> int:
    """Say what went wrong, without a traceback; with GRIDWARD_DEBUG what nobody foresaw is raised again."""
    match error:
        case UsageError():
            _wrong_use(error)
            return WRONG_USE
        case Refusal():
            _refused(error, arguments)
            return WRONG_USE if isinstance(error, WrongUse) else DOES_NOT
        case KeyboardInterrupt() | typer.Abort():
            note(Text("已中断。", "Interrupted."))
            return INTERRUPTED
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return HOLDS
        case Busy():
            note(Text("另一写入仍在进行，请稍后再试。", "Another write is still going on; try again soon."))
            return DOES_NOT
    if settings.DEBUG:
        raise error
    text = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    more = "GRIDWARD_DEBUG=1"
    note(Text(f"无法完成（{text}）。{more} 显示详情。", f"Cannot be done ({text}). {more} shows more."))
    return DOES_NOT


def _refused(refusal: Refusal, arguments: list[str]) -> None:
    if "--json" in arguments:
        document({"errors": [reason.wire() for reason in refusal.reasons]})
    reasons(refusal.reasons)


def _wrong_use(error: UsageError) -> None:
    path = error.ctx.command_path if error.ctx else "./run"
    if isinstance(error, NoArgsIsHelpError):
        sys.stderr.write(f"{error.format_message()}\n")
        note(Text(f"{path} 后面请写命令。", f"Write a command after {path}."))
        return
    said = error.format_message()
    reasons([
        Reason(
            code="wrong_use",
            text=Text(
                f"用法不对（{said}）。请看 {path} --help。",
                f"wrong use: {said} See {path} --help.",
            ),
        )
    ])  # fmt: skip
