"""The reference page of the commands, made from the commands themselves."""

from collections.abc import Iterator
from typing import Any

from gridward.exchange.reference.markdown import code, page, table

LEAD = (
    "`./run` alone sets everything up, loads the demonstration town if the database is empty, and serves. Everything"
    " else is `./run COMMAND`. Answers go to stdout, progress and reasons to stderr; `--json` prints one JSON document"
    " and nothing else on stdout. Exit status: 0 it holds, 1 it does not, 2 the command was used wrongly."
)


def cli_page(root: Any) -> str:
    """The whole page, as Markdown; `root` is the group that all commands belong to."""
    return page("Commands", LEAD, (part for one in _leaves(root, ()) for part in _command(*one)))


def _leaves(group: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words by which it is called."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _leaves(command, (*path, name))
        else:
            yield (*path, name), command


def _command(path: tuple[str, ...], command: Any) -> Iterator[str]:
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    arguments = " ".join(_metavar(param) for param in shown if param.param_type_name == "argument")
    yield f"## `./run {' '.join(path)}{' ' + arguments if arguments else ''}`"
    yield " ".join((command.help or "").split())
    options = [param for param in shown if param.param_type_name == "option" and param.name != "help"]
    if options:
        yield table(("option", "meaning", "default"), (_option(param) for param in options))


def _metavar(param: Any) -> str:
    name = str(param.metavar or param.name.upper())
    return name if param.required or name.startswith("[") else f"[{name}]"


def _option(param: Any) -> tuple[str, str, str]:
    names = "/".join((*param.opts, *param.secondary_opts))
    value = "" if param.is_flag else f" {param.metavar or param.name.upper()}"
    default = "" if param.default in (None, "", False) else str(param.default)
    return code(names + value), " ".join((param.help or "").split()), "yes" if default == "True" else code(default)
