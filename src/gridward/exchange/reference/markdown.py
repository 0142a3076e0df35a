"""The few pieces of Markdown that reference pages are made of."""

from collections.abc import Iterable, Sequence

from gridward.kit.text import Text

MADE = "*This page is made from the code by `./run docs`; change the declaration, not the page.*"
"""Stands below the title of every page."""


def page(title: str, lead: str, parts: Iterable[str]) -> str:
    """A whole page: title, notice, lead and parts, each its own paragraph."""
    return "\n\n".join((f"# {title}", MADE, lead, *parts)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a column that is empty in every row is left out."""
    found = [[_cell(cell) for cell in row] for row in rows]
    kept = [number for number in range(len(head)) if any(row[number] for row in found)]
    lines = [[head[number] for number in kept], ["---"] * len(kept)]
    lines += [[row[number] for number in kept] for row in found]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def both(label: Text) -> str:
    """A label in both languages; once where they are the same."""
    return label.zh if label.zh == label.en else f"{label.zh} · {label.en}"


def code(text: str) -> str:
    """A name as it is written in code; nothing for an empty one."""
    return f"`{text}`" if text else ""


def codes(names: Iterable[str]) -> str:
    """Several names."""
    return " ".join(code(name) for name in names)


def first_sentence(text: str | None) -> str:
    """What a docstring says first, without the backticked name that some begin with."""
    words = " ".join((text or "").split())
    head, dot, _ = words.partition(". ")
    said = head + "." if dot else words
    return said.partition("`: ")[2].capitalize() if said.startswith("`") and "`: " in said else said


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
