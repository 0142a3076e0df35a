"""A kind as JSON Schema (2020-12): what programs that send entries check their bodies against."""

from typing import Any

from gridward.exchange.lists import options
from gridward.exchange.shape import Option, Shape, shapes_of
from gridward.kit.text import Text
from gridward.plug.kind import EntryKind

_LINK = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"kind": {"type": "string"}, "ref": {"type": "string"}, "id": {"type": "string"}},
            "required": ["kind"],
            "additionalProperties": False,
        },
    ]
}


def json_schema(kind: EntryKind) -> dict[str, Any]:
    """The JSON Schema of a kind's body. Words beyond the standard start with `x-`: English title, unit, labels."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"gridward:{kind.name}:{kind.version}",
        **_titled(kind.label),
        "x-about": list(kind.about),
        "x-version": kind.version,
        **_object(shapes_of(kind)),
    }


def _object(fields: tuple[Shape, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {shape.name: _property(shape) for shape in fields},
        "required": [shape.name for shape in fields if shape.required],
        "additionalProperties": False,
    }


def _property(shape: Shape) -> dict[str, Any]:
    value = _value(shape)
    if shape.many:
        value = {"type": "array", "items": value}
    elif not shape.required and shape.default is None:
        value = {"anyOf": [value, {"type": "null"}]}
    field = shape.field
    extras = {
        "x-unit": field.unit,
        "x-scale": field.scale if shape.type == "number" else None,
        "x-low": field.low,
        "x-high": field.high,
        "x-names": field.names,
        "x-list": field.options,
        "x-place": field.place or None,
        "x-personal": field.personal or None,
        "x-was": field.was,
    }
    return {
        **_titled(shape.label),
        **value,
        **{name: extra for name, extra in extras.items() if extra not in (None, "")},
    }


def _value(shape: Shape) -> dict[str, Any]:
    limits = {"minimum": shape.least, "maximum": shape.most, "maxLength": shape.longest}
    held = {name: limit for name, limit in limits.items() if limit is not None}
    listed = shape.options or options(shape.field.options)
    if shape.type == "rows":
        return _object(shape.rows)
    if shape.type == "link":
        return dict(_LINK)
    if listed:
        return {"type": "string", "enum": [option.code for option in listed], "x-labels": _labels(listed)}
    return {**_TYPES[shape.type], **held}


_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "number": {"type": ["number", "string"]},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "choice": {"type": "string"},
}


def _labels(listed: tuple[Option, ...]) -> dict[str, dict[str, str]]:
    return {option.code: {"zh": option.label.zh, "en": option.label.en} for option in listed}


def _titled(label: Text) -> dict[str, str]:
    return {"title": label.zh, "x-title-en": label.en}
