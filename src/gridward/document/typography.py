"""Stretches of a printed sentence, and texts of which only the Chinese side is printed, in full-width punctuation."""

from collections.abc import Sequence

from gridward.kit.text import Text
from gridward.kit.typography import full_width

_SEAM = "\uffee"


def full_width_all(texts: Sequence[str]) -> list[str]:
    """The stretches of one sentence; a mark at a seam between two stretches touches Chinese."""
    return full_width(_SEAM.join(texts)).split(_SEAM)


def both(text: Text) -> Text:
    """The Chinese side full-width."""
    return Text(full_width(text.zh), text.en)
