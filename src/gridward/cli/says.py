"""How commands speak: answers on stdout, reasons and progress on stderr, one line each, in both languages."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Lang, Text

HOLDS, DOES_NOT, WRONG_USE = 0, 1, 2
DRAWN = 0.1
"""Seconds between two drawings of the bars."""


class WrongUse(Refusal):
    """The command was asked for something that is not there: an unknown figure, area, date or file."""


@contextmanager
def asked() -> Iterator[None]:
    """Whatever is refused inside was a mistake in the command itself."""
    try:
        yield
    except WrongUse:
        raise
    except Refusal as refusal:
        raise WrongUse(*refusal.reasons) from refusal


def wrong_use(field: str, *, zh: str, en: str) -> WrongUse:
    """A single mistake in the command."""
    return WrongUse(Reason(code="wrong_use", field=field, text=Text(f"{field}：{zh}", f"{field}: {en}")))


def language() -> Lang:
    """The language of tables: English where the terminal is, else Chinese."""
    said = os.environ.get("GRIDWARD_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if said.lower().startswith("en") else "zh"


def line(text: str) -> None:
    """One line of the answer."""
    sys.stdout.write(text + "\n")


def document(value: Any) -> None:
    """The one JSON document of `--json`."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1 if sys.stdout.isatty() else None)
    sys.stdout.write("\n")


def note(text: Text) -> None:
    """One line for people, beside the answer."""
    sys.stderr.write(f"{text.zh} / {text.en}\n")


def reasons(found: Iterable[Reason]) -> None:
    """Why something was not done, a line a reason."""
    for reason in found:
        note(Text(" ".join(reason.text.zh.split()), " ".join(reason.text.en.split())))


def unforeseen(error: BaseException) -> str:
    """A failure that nobody foresaw, in a line: no traceback reaches a user."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def end(status: int) -> NoReturn:
    """Leave with this status."""
    raise typer.Exit(status)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """A table on stdout, as wide as it needs to be when nobody sits at a terminal."""
    console = Console(width=None if sys.stdout.isatty() else 240, highlight=False)
    grid = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for number, title in enumerate(head):
        grid.add_column(title, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(escape(cell) for cell in row))
    console.print(grid)


@contextmanager
def bars() -> Iterator["Bars"]:
    """Progress bars on stderr, for as many stages as there turn out to be."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, auto_refresh=False) as progress:
        yield Bars(progress)


class Bars:
    """One bar a stage, drawn when something is told: a thread that draws would forbid the work to fork."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._drawn = 0.0

    def __call__(self, stage: str, done: int, whole: int) -> None:
        """Show that `done` of `whole` of a stage is done."""
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=max(whole, 1))
        self._progress.update(self._tasks[stage], completed=done if whole else 1, total=max(whole, 1))
        if done >= whole or time.monotonic() - self._drawn > DRAWN:
            self._progress.refresh()
            self._drawn = time.monotonic()
