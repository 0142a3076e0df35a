"""Two wordings of one thing side by side: which words of each the other does not have."""

import re
from difflib import SequenceMatcher

_PIECES = re.compile(r"(\s+|[,、;:；：，。\"“”()（）]|或)")
"""What parts a sentence of a clause in either language, kept so that the pieces make the sentence again."""


def differing(text: str, other: str) -> list[tuple[str, bool]]:
    """The pieces of a text in order, each with whether the other text lacks it there."""
    mine, theirs = _pieces(text), _pieces(other)
    found: list[tuple[str, bool]] = []
    for what, begin, end, _begin, _end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if begin < end:
            found.append(("".join(mine[begin:end]), what != "equal"))
    return found


def _pieces(text: str) -> list[str]:
    return [piece for piece in _PIECES.split(text) if piece]
