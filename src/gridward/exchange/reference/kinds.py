"""The reference page of entry kinds: what may be recorded, field by field."""

from collections.abc import Iterator

from gridward.exchange.reference.markdown import both, code, codes, first_sentence, page, table
from gridward.exchange.shape import Shape, shapes_of
from gridward.plug.catalogue import Catalogue
from gridward.plug.kind import EntryKind

LEAD = (
    "Everything that can be recorded, by domain. `./run kinds KIND` prints the JSON Schema of a body. Every body also"
    " takes a sealed `note` (备注). **sealed** text is encrypted under the key of whom the entry is about; **place**"
    " is the field that says where the entry counts; a range is what is plausible: outside it an entry is flagged,"
    ' never refused. A reference is written as an area code, an entry id or `{"kind": …, "ref": …}`.'
)
_TYPES = {
    "text": "text",
    "whole": "whole number",
    "number": "number",
    "yes_no": "true/false",
    "date": "date",
    "moment": "date-time",
    "choice": "choice",
    "rows": "rows",
    "link": "reference",
}
_HEAD = ("field", "中文", "English", "type", "needed", "unit", "answers", "remarks")


def kinds_page(catalogue: Catalogue) -> str:
    """The whole page, as Markdown."""
    parts: list[str] = []
    for domain in catalogue.domains.values():
        if domain.kinds:
            parts.append(f"## {domain.name} · {both(domain.label)}")
            for kind in domain.kinds:
                parts += _kind(kind)
    return page("Kinds of entries", LEAD, parts)


def _kind(kind: EntryKind) -> Iterator[str]:
    yield f"### `{kind.name}` · {both(kind.label)}"
    yield " ".join(part for part in (first_sentence(kind.body.__doc__), _about(kind)) if part)
    fields = list(_rows(tuple(shape for shape in shapes_of(kind) if shape.name != "note"), ""))
    yield table(_HEAD, fields) if fields else "Nothing but the note."


def _about(kind: EntryKind) -> str:
    about = f"About: {codes(kind.about)}." if kind.about else ""
    version = f"Version {kind.version}." if kind.version > 1 else ""
    describes = "Tells what its place is." if kind.describes is not None else ""
    return " ".join(part for part in (about, version, describes) if part)


def _rows(shapes: tuple[Shape, ...], path: str) -> Iterator[tuple[str, ...]]:
    for shape in shapes:
        yield (
            code(path + shape.name),
            shape.label.zh,
            shape.label.en,
            ("several: " if shape.many else "") + _TYPES[shape.type],
            "yes" if shape.required else "",
            shape.field.unit,
            _answers(shape),
            _remarks(shape),
        )
        yield from _rows(shape.rows, f"{path}{shape.name}{'[]' if shape.many else ''}.")


def _answers(shape: Shape) -> str:
    if shape.options:
        return ", ".join(f"`{option.code}` {both(option.label)}" for option in shape.options)
    if shape.field.options:
        return f"the list {code(shape.field.options)}"
    return codes(shape.field.names.split()) if shape.type == "link" else ""


def _remarks(shape: Shape) -> str:
    low, high = shape.field.low, shape.field.high
    said = [
        "place" if shape.field.place else "",
        "sealed" if shape.field.personal else "",
        f"{'' if low is None else low}…{'' if high is None else high}" if low is not None or high is not None else "",
        f"{shape.field.scale} decimals" if shape.field.scale and shape.type == "number" else "",
        f"at most {shape.longest} characters" if shape.longest else "",
        f"formerly `{shape.field.was}`" if shape.field.was else "",
    ]
    return ", ".join(one for one in said if one)
