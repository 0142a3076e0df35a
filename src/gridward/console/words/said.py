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
_PREFIX = re.compile(r"((?:body\.)?(\w+))(: ?|：)")


def said(reason: Reason, kind: str = "") -> Text:
    """The words of a reason in which such a field is called by its name: as the kind calls it, where that is known."""
    return Text(_named(reason.text.zh, "zh", kind), _named(reason.text.en, "en", kind))


def _named(text: str, language: str, kind: str) -> str:
    found = _PREFIX.match(text)
    label = None if found is None else _label(found[2], kind, of_body=found[1] != found[2])
    if found is None or label is None:
        return text
    return (label.zh if language == "zh" else label.en) + text[found.end(1) :]


def _label(name: str, kind: str, *, of_body: bool) -> Text | None:
    told = _of_kind(kind).get(name) if kind in CATALOGUE.kinds else None
    around = None if of_body else FIELDS.get(name)
    return around or told or _of_bodies().get(name)


@cache
def _of_kind(kind: str) -> dict[str, Text]:
    return {field.name: field.field.label for field in fields_of(CATALOGUE.kinds[kind].body)}


@cache
def _of_bodies() -> dict[str, Text]:
    """What the fields of bodies are called, of those that are called the same in every kind."""
    found: dict[str, set[Text]] = {}
    for kind in CATALOGUE.kinds.values():
        for field in fields_of(kind.body):
            found.setdefault(field.name, set()).add(field.field.label)
    return {name: next(iter(labels)) for name, labels in found.items() if len(labels) == 1}
