"""What a page can be turned to."""

from dataclasses import dataclass

from gridward.kit.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A duty or checklist that a page can show, by the address that chooses it."""

    label: Text
    href: str
    here: bool
