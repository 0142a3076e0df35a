"""A reason as people read it: a field of the wire with which it begins is called what forms call it."""

from gridward.kit.errors import Reason
from gridward.kit.text import Text

FIELDS = {
    "area": Text("区域", "Area"),
    "subject": Text("对象", "About"),
    "by": Text("经办人", "By"),
    "happened_at": Text("发生时间", "Happened at"),
    "recorded_at": Text("登记时间", "Recorded at"),
    "means": Text("方式", "How"),
}
"""What the fields around a body are called on forms."""


def said(reason: Reason) -> Text:
    """The words of a reason in which such a field is called by its name."""
    return Text(_named(reason.text.zh, "zh"), _named(reason.text.en, "en"))


def _named(text: str, language: str) -> str:
    field, colon, rest = text.partition(":")
    if not colon or field not in FIELDS:
        return text
    return f"{getattr(FIELDS[field], language)}:{rest}"
