"""The commands by name and where each is: only the one that is asked for is loaded, so that it answers sooner."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import NamedTuple

import typer


class Place(NamedTuple):
    """A module of this package, and in it a command or a group of commands."""

    module: str
    noun: str = "app"
    hidden: bool = False


COMMANDS: Mapping[str, Place] = {
    "scenario": Place("scenario"),
    "ledger": Place("ledger"),
    "policy": Place("policy"),
    "response": Place("response"),
    "public": Place("public"),
    "grid": Place("grid"),
    "account": Place("account"),
    "device": Place("device"),
    "sheet": Place("sheet"),
    "roster": Place("roster"),
    "person": Place("person"),
    "keys": Place("person", "keys"),
    "figures": Place("figures", "figures"),
    "entries": Place("entries", "entries"),
    "duties": Place("duties", "duties"),
    "restrictions": Place("restrictions", "told"),
    "bulletin": Place("bulletin", "bulletin"),
    "form": Place("form", "form"),
    "kinds": Place("kinds", "kinds"),
    "docs": Place("docs", "docs"),
    "bench": Place("bench", "bench"),
    "serve": Place("serve", "serve"),
    "loop": Place("serve", "loop"),
    "fold": Place("folding", "fold", hidden=True),
}


def commands(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with these of its commands."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(gridward)
    for name in names:
        module, noun, hidden = COMMANDS[name]
        found = getattr(import_module(f"{__package__}.{module}"), noun)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name, hidden=hidden)(found)
    return app


def gridward() -> None:
    """网格哨：逐网格开展疫情防控 / Gridward: run an outbreak response grid by grid"""
