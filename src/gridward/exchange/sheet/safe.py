"""Cells that a spreadsheet could execute: made harmless on the way out, restored on the way in, without loss."""

import re

_RISKY = re.compile("'*[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]")
"""With the full-width forms, which some spreadsheets take for the same."""


def neutral(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet could take for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    """What `neutral` was given: one apostrophe less before what it guards; any other text as it is."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
