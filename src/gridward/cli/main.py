"""Runs a command and sees to it that no mistake ends in a traceback."""

import os
import signal
import sys

import typer
from django.conf import settings
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from gridward.cli.commands import COMMANDS, commands
from gridward.cli.says import DOES_NOT, HOLDS, WRONG_USE, WrongUse, document, language, note, reasons, unforeseen
from gridward.kit.errors import Reason, Refusal
from gridward.kit.pen import Busy
from gridward.kit.text import Text, speaking

INTERRUPTED = 128 + signal.SIGINT


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
    asked = [name for name in arguments[:1] if name in COMMANDS]
    try:
        found = commands(asked or COMMANDS)(arguments, prog_name="./run", standalone_mode=False)
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
    text = unforeseen(error)
    more = "GRIDWARD_DEBUG=1"
    note(Text(f"无法完成（{text}）。{more} 显示详情。", f"Cannot be done ({text}). {more} shows more."))
    return DOES_NOT


def _refused(refusal: Refusal, arguments: list[str]) -> None:
    if "--json" in arguments:
        document({"errors": [reason.wire() for reason in refusal.reasons]})
    reasons(refusal.reasons)


def _wrong_use(error: UsageError) -> None:
    if isinstance(error, NoArgsIsHelpError):  # a group without a command: what it offers
        sys.stderr.write(f"{error.format_message()}\n")
        return
    path = error.ctx.command_path if error.ctx else "./run"
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
