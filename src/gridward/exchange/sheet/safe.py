"""Cells that a spreadsheet could execute, or that would be read for 同上: guarded going out, restored without loss."""

import re
import unicodedata

SAME = frozenset({"同上", "同前", "上同", "ditto", "same", "↑", '"', "〃", "″", "〞", "”"})
"""What stands for the value above."""

_RISKY = re.compile("[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]")
"""With the full-width forms, which some spreadsheets take for the same."""


def neutral(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet could take for a formula."""
    return f"'{text}" if _guarded(text) else text


def restored(text: str) -> str:
    """What `neutral` was given: one apostrophe less before what it guards; any other text as it is."""
    return text[1:] if text.startswith("'") and _guarded(text) else text


def as_above(text: str) -> bool:
    """Whether a text stands for the value above, in whatever width it is written."""
    said = text.strip().casefold()
    return said in SAME or unicodedata.normalize("NFKC", said).strip() in SAME


def _guarded(text: str) -> bool:
    bare = text.lstrip("'")
    return _RISKY.match(bare) is not None or as_above(bare)
