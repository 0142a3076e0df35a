"""A stored body in words: each field's label and what was answered, in both languages."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from gridward.exchange.form import listed_of, typed
from gridward.exchange.shape import Shape, shapes
from gridward.exchange.units import unit_label
from gridward.grid.official_list import full_name
from gridward.grid.roles import roles
from gridward.grid.tree import tree
from gridward.kit.clock import here
from gridward.kit.digits import grouped
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import Choice, Ref

Naming = Callable[[Ref], Text]
"""How a reference is called: an area's name, a person masked."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")
YES, NO = Text("是", "Yes"), Text("否", "No")


class Word(NamedTuple):
    """One answered field. `refs` are what it names, in their order in the text; `points` the rows or sentences that it
    holds, where there are several.
    """

    name: str
    label: Text
    text: Text
    refs: tuple[Ref, ...] = ()
    number: bool = False
    points: tuple[Text, ...] = ()

    def instead(self, text: Text) -> "Word":
        """The field with another text, and nothing of what it said."""
        return self._replace(text=text, points=())


def words(body: msgspec.Struct, *, naming: Naming) -> list[Word]:
    """The answered fields of a body; an unanswered one is left out."""
    return [
        Word(
            shape.name,
            shape.label,
            _say(shape, value, naming),
            tuple(_refs(value)),
            shape.type in ("whole", "number"),
            _points(shape, value, naming),
        )
        for shape, value in _answered(body)
    ]


def refs(body: msgspec.Struct | None) -> Iterator[Ref]:
    """Everything a body refers to, so that the names can be fetched at once."""
    for _, value in _answered(body) if body is not None else ():
        yield from _refs(value)


def posted_of(
    body: msgspec.Struct, *, naming: Naming, code_of: Callable[[Ref], str], prefix: str
) -> dict[str, list[str]]:
    """A stored body as the form would have posted it: what a correction starts from.

    `code_of` gives the code of an area or place; any other reference is kept as it is (`kind:id`) unless typed over,
    and so is personal text (`sealed:field`), which stays closed.
    """
    blank = [shape for shape in shapes(type(body)) if shape.default and not getattr(body, shape.attribute)]
    found: dict[str, list[str]] = {prefix + shape.name: [""] for shape in blank if shape.type == "text"}
    for shape, value in _answered(body):
        post = prefix + shape.name
        if shape.field.personal:
            found[f"{post}.kept"] = [f"sealed:{shape.name}"]
            continue
        if shape.type == "rows":
            for number, row in enumerate(value if shape.many else [value]):
                found |= posted_of(row, naming=naming, code_of=code_of, prefix=f"{post}.{number}.")
            continue
        values = list(value) if shape.many else [value]
        named = [one for one in values if isinstance(one, Ref)]
        found[post] = [code_of(one) for one in named if one.kind in ("area", "place")]
        found[post] += [typed(one) for one in values if not isinstance(one, Ref)]
        kept = [one for one in named if one.kind not in ("area", "place")]
        if kept:
            found[f"{post}.kept"] = [f"{one.kind}:{one.id}" for one in kept]
            found[f"{post}.kept_label"] = ["、".join(str(naming(one)) for one in kept)]
    return found


def _answered(body: msgspec.Struct) -> Iterator[tuple[Shape, Any]]:
    for shape in shapes(type(body)):
        value = getattr(body, shape.attribute)
        if not unanswered(value):
            yield shape, value


def unanswered(value: Any) -> bool:
    """Whether a value says nothing: nothing at all, blanks, or a row or list of such."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, msgspec.Struct) and not isinstance(value, Ref):
        return all(unanswered(one) for one in msgspec.structs.astuple(value))
    return value is None or (isinstance(value, list | tuple) and all(unanswered(one) for one in value))


def said(shape: Shape, value: Any, *, naming: Naming) -> Text:
    """One answer in words."""
    return _say(shape, value, naming)


def _say(shape: Shape, value: Any, naming: Naming) -> Text:
    if isinstance(value, tuple | list | frozenset | set):
        said = [_one(shape, one, naming) for one in value]
        gap = Text(";", "; ") if shape.type == "rows" else Text("、", ", ")
        return Text(gap.zh.join(one.zh for one in said), gap.en.join(one.en for one in said))
    return _one(shape, value, naming)


def _points(shape: Shape, value: Any, naming: Naming) -> tuple[Text, ...]:
    sentences = shape.type == "rows" or (shape.type == "text" and not shape.options and not listed_of(shape))
    if not (shape.many and sentences and len(value) > 1):
        return ()
    return tuple(_one(shape, one, naming) for one in value)


def _one(shape: Shape, value: Any, naming: Naming) -> Text:
    match value:
        case Ref():
            said = naming(value)
        case Choice():
            said = value.label
        case bool():
            said = YES if value else NO
        case msgspec.Struct():
            said = _row(value, naming)
        case Decimal() | int() | float():
            said = _with_unit(shape, f"{value:,}" if isinstance(value, float) else grouped(value))
        case datetime() | date():
            said = _both(_when(value))
        case _:
            said = next((one.label for one in listed_of(shape) if one.code == str(value)), _told(shape, str(value)))
    return said


def _told(shape: Shape, text: str) -> Text:
    """A text. The code of an area of the map is told by its name, another one of the national list with its name, where
    a field asks for an area anywhere; the codes of an office and of a figure by what these are called; a moment as
    moments are told.
    """
    if (shape.name.endswith("area") or "." in text) and (known := tree(check=False).id_of(text)):
        return tree(check=False).by_id(known).name
    if shape.name.endswith("area") and text.isdecimal() and (name := full_name(text)):
        return _both(f"{name}({text})")
    if shape.name == "office" and text in roles():
        return roles()[text].label
    if shape.name == "figure" and text in CATALOGUE.figures:
        return CATALOGUE.figures[text].label
    if _MOMENT.fullmatch(text):
        return _both(_when(datetime.fromisoformat(text)))
    return _both(text)


def _row(row: msgspec.Struct, naming: Naming) -> Text:
    said = _counted(words(row, naming=naming))
    return Text(
        " ".join(f"{word.label.zh}：{word.text.zh}" for word in said),
        ", ".join(f"{word.label.en}: {word.text.en}" for word in said),
    )


def _counted(said: list[Word]) -> list[Word]:
    """A quantity with the unit that the row names beside it: 950 只."""
    units = {word.name: word for word in said if word.name == "unit"}
    if "unit" not in units or not any(word.name == "qty" for word in said):
        return said
    unit = units["unit"].text
    return [
        word.instead(Text(f"{word.text.zh} {unit.zh}", f"{word.text.en} {unit.en}")) if word.name == "qty" else word
        for word in said
        if word.name != "unit"
    ]


def _with_unit(shape: Shape, number: str) -> Text:
    if not shape.field.unit:
        return _both(number)
    unit = unit_label(shape.field.unit, one=number == "1")
    return Text(f"{number} {unit.zh}", f"{number} {unit.en}")


def _when(value: datetime | date) -> str:
    if isinstance(value, datetime):
        return f"{here(value):%Y-%m-%d %H:%M}"
    return value.isoformat()


def _both(text: str) -> Text:
    return Text(text, text)


def _refs(value: Any) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _refs(one)
    elif isinstance(value, msgspec.Struct):
        yield from refs(value)
