"""Chinese punctuation as it is read: full-width beside Chinese characters, however it was typed."""

import re

_WIDE = str.maketrans({",": "\uff0c", ":": "\uff1a", ";": "\uff1b", "?": "\uff1f", "!": "\uff01"})
_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u201c\u201d\u2018\u2019"
_BESIDE = re.compile(f"[,:;?!] ?(?=[{_HAN}])|(?<=[{_HAN}])[,:;?!] ?")
_PAIR = re.compile(r"\(([^()]*)\)")
_HOLDS = re.compile(f"[{_HAN}]")
_NARROW = frozenset(",:;?!(")


def full_width(text: str) -> str:
    """Chinese `text` with , : ; ? ! and ( ) full-width where they touch Chinese; 12:00 and (mm) stay as they are."""
    if _NARROW.isdisjoint(text) or text.isascii():
        return text
    text = _PAIR.sub(lambda pair: _wide_pair(pair, text), text)
    return _BESIDE.sub(lambda mark: mark[0].strip().translate(_WIDE), text)


def _wide_pair(pair: re.Match[str], text: str) -> str:
    before, after = text[: pair.start()][-1:], text[pair.end() :][:1]
    wide = bool(_HOLDS.search(before + pair[1] + after))
    return f"\uff08{pair[1]}\uff09" if wide else pair[0]
