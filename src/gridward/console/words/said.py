"""A reason as people read it: a field of the wire with which it begins is called what forms call it."""

import re
from functools import cache

from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.shape import fields_of

FIELDS = {
    "area": Text("区域", "Area"),
    "subject": Text("对象", "About"),
    "by": Text("经办人", "By"),
    "happened_at": Text("发生时间", "Happened at"),
    "recorded_at": Text("登记时间", "Recorded at"),
    "means": Text("方式", "How"),
    "latitude": Text("纬度", "Latitude"),
    "longitude": Text("经度", "Longitude"),
    "code": Text("代码", "Code"),
    "parent": Text("上级代码", "Parent code"),
    "heir": Text("并入", "Merged into"),
}
"""What the fields around a body, and those of the map, are called on forms."""
_PREFIX = re.compile(r"(\w+)(: ?|：)")


def said(reason: Reason) -> Text:
    """The words of a reason in which such a field is called by its name."""
    return Text(_named(reason.text.zh, "zh"), _named(reason.text.en, "en"))


def _named(text: str, language: str) -> str:
    found = _PREFIX.match(text)
    label = None if found is None else FIELDS.get(found[1]) or _of_bodies().get(found[1])
    if found is None or label is None:
        return text
    return (label.zh if language == "zh" else label.en) + text[found.end(1) :]


@cache
def _of_bodies() -> dict[str, Text]:
    """What the fields of bodies are called, of those that are called the same in every kind."""
    found: dict[str, set[Text]] = {}
    for kind in CATALOGUE.kinds.values():
        for field in fields_of(kind.body):
            found.setdefault(field.name, set()).add(field.field.label)
    return {name: next(iter(labels)) for name, labels in found.items() if len(labels) == 1}
