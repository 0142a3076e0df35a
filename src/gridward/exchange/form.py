"""A kind as a form: the controls to draw and the posted answers turned into a body. No HTML here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

import msgspec

from gridward.exchange.lists import options
from gridward.exchange.reading import missing, named, read
from gridward.exchange.shape import Option, Shape, shapes_of
from gridward.exchange.units import unit_label
from gridward.kit.clock import here
from gridward.kit.digits import plain
from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import label_of
from gridward.plug.kind import EntryKind

Posted = Mapping[str, Sequence[str]]
"""What a form sends: name → texts."""
PREFIX = "body."
MOST_ROWS = 60
NOTHING = Text("", "")
FEW = 6
"""A closed list of up to so many answers is shown at once; a longer one opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One field as it is drawn. `post` is its name in the form, `typed` what stands in it. `kept` are stored references
    that stay when nothing is typed, `rows` the controls of each row of a list, `kinds` what a reference may be to.
    """

    post: str
    shape: Shape
    widget: str
    typed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    kept_label: str = ""
    options: tuple[Option, ...] = ()
    errors: tuple[Reason, ...] = ()
    rows: tuple[tuple["Control", ...], ...] = ()
    hint: Text = NOTHING
    unit: Text = NOTHING
    kinds: tuple[str, ...] = ()
    kind: str = ""

    @property
    def on_map(self) -> bool:
        """Whether an area or place may be searched for it."""
        return bool(set(self.kinds) & {"area", "place"})

    @property
    def input(self) -> str:
        """The type of the input of HTML that takes one answer."""
        return {"date": "date", "moment": "datetime-local"}.get(self.shape.type, "text")

    @property
    def first(self) -> str:
        """The single text that stands in the field."""
        return self.typed[0] if self.typed else ""


class Parsed(NamedTuple):
    """The body as it goes on the wire, and what is wrong with it (empty: it may be sent)."""

    body: dict[str, Any]
    errors: tuple[Reason, ...]


def parse(kind: EntryKind, posted: Posted) -> Parsed:
    """The body that a posted form means. Nothing is raised: every fault is a `Reason` with the field's name."""
    errors: list[Reason] = []
    body = _body(shapes_of(kind), posted, PREFIX, errors)
    if not errors:
        errors += _belt(kind, _sealed(kind, posted) | body)
    return Parsed(body, tuple(errors))


def controls(
    kind: EntryKind, posted: Posted, *, errors: Iterable[Reason] = (), spare_rows: int = 1
) -> tuple[Control, ...]:
    """The fields to draw, filled with what was posted (or with `posted_of(body)`), faults beside their fields."""
    faults: dict[str, list[Reason]] = {}
    for error in errors:
        faults.setdefault(error.field, []).append(error)
    return tuple(_control(shape, posted, PREFIX, faults, spare_rows) for shape in shapes_of(kind))


def defaults(kind: EntryKind) -> dict[str, list[str]]:
    """What stands in a new form: the answers that hold when nothing else is said."""
    return {
        PREFIX + shape.name: [typed(shape.default)] for shape in shapes_of(kind) if shape.default and not shape.many
    }


def typed(value: Any) -> str:
    """A value as a person would type it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return typed_moment(value)
    return plain(value) if isinstance(value, Decimal) else str(value)


def typed_moment(value: datetime) -> str:
    """A time as a field takes it: local, to the minute, with seconds only where there are some."""
    local = here(value).replace(tzinfo=None)
    fine = "milliseconds" if local.microsecond else "seconds" if local.second else "minutes"
    return local.isoformat(timespec=fine)


def row_count(posted: Posted, post: str) -> int:
    """How many rows of a list were posted: one more than the greatest number in a name `post.<number>.…`."""
    heads = (name[len(post) + 1 :].split(".", 1)[0] for name in posted if name.startswith(f"{post}."))
    return min(max((int(head) + 1 for head in heads if head.isdecimal() and len(head) < 4), default=0), MOST_ROWS)


def _body(shapes: Sequence[Shape], posted: Posted, prefix: str, errors: list[Reason]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for shape in shapes:
        post = prefix + shape.name
        try:
            value = _rows(shape, posted, post, errors) if shape.type == "rows" else _value(shape, posted, post)
        except Refusal as refusal:
            errors += refusal.reasons
            continue
        if value not in (None, [], ""):
            found[shape.name] = value
        elif shape.required and not posted.get(f"{post}.kept"):
            errors += missing(shape, at=post).reasons
        elif shape.type == "text" and shape.default and post in posted:
            found[shape.name] = [] if shape.many else ""
    return found


def _value(shape: Shape, posted: Posted, post: str) -> Any:
    typed = [text for text in posted.get(post, ()) if text.strip()]
    listed = listed_of(shape)
    kind = next(iter(posted.get(f"{post}.kind", ())), "")
    kept: list[Any] = []
    if shape.type == "link":
        kept = [_kept(text) for text in posted.get(f"{post}.kept", ()) if text.rpartition(":")[2].isdecimal()]
        if shape.many:
            typed = [code for text in typed for code in text.replace("、", " ").replace(",", " ").split()]
    if shape.many:
        return [*kept, *(read(shape, text, at=post, listed=listed, kind=kind) for text in typed)]
    if typed:
        return read(shape, typed[0], at=post, listed=listed, kind=kind)
    return kept[0] if kept else None


def _rows(
    shape: Shape, posted: Posted, post: str, errors: list[Reason]
) -> list[dict[str, Any]] | dict[str, Any] | None:
    numbers = [
        number
        for number in range(row_count(posted, post))
        if any(text.strip() for name in posted if name.startswith(f"{post}.{number}.") for text in posted[name])
    ]
    found = [_body(shape.rows, posted, f"{post}.{number}.", errors) for number in numbers]
    if shape.many:
        return found
    return found[0] if found else None


def _sealed(kind: EntryKind, posted: Posted) -> dict[str, str]:
    """What stands for sealed text that the form keeps closed, so that the rest can be looked at."""
    return {
        shape.name: ""
        for shape in shapes_of(kind)
        if shape.field.personal and shape.required and posted.get(f"{PREFIX}{shape.name}.kept")
    }


def _belt(kind: EntryKind, body: dict[str, Any]) -> Iterator[Reason]:
    """What the declared type still refuses after every field was read: a rule across the fields of the struct."""
    try:
        msgspec.convert(body, kind.body, strict=True)
    except msgspec.ValidationError as error:
        where = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else ""
        yield Reason(
            code="not_valid",
            field=PREFIX + where if where else "",
            text=Text(
                f"这条记录的内容不合要求,请检查后再提交({error})。",
                f"This entry is not valid; please check it ({error}).",
            ),
        )


def _control(
    shape: Shape, posted: Posted, prefix: str, faults: Mapping[str, Sequence[Reason]], spare_rows: int
) -> Control:
    post = prefix + shape.name
    rows: tuple[tuple[Control, ...], ...] = ()
    if shape.type == "rows":
        count = row_count(posted, post) + spare_rows if shape.many else 1
        rows = tuple(
            tuple(_control(field, posted, f"{post}.{number}.", faults, 0) for field in shape.rows)
            for number in range(min(max(count, 1), MOST_ROWS))
        )
    return Control(
        post=post,
        shape=shape,
        widget=_widget(shape),
        typed=tuple(posted.get(post, ())),
        kept=tuple(text for text in posted.get(f"{post}.kept", ()) if text),
        kept_label=next(iter(posted.get(f"{post}.kept_label", ())), ""),
        options=listed_of(shape),
        errors=tuple(faults.get(post, ())),
        rows=rows,
        hint=_figure(posted, prefix) if shape.name == "figure" else _hint(shape),
        unit=unit_label(shape.field.unit) if shape.field.unit else NOTHING,
        kinds=named(shape) if shape.type == "link" else (),
        kind=next(iter(posted.get(f"{post}.kind", ())), ""),
    )


def listed_of(shape: Shape) -> tuple[Option, ...]:
    """The closed list that a field answers from: declared, or kept by a pack."""
    return shape.options or options(shape.field.options)


def _widget(shape: Shape) -> str:
    listed = listed_of(shape)
    if listed and shape.many:
        return "checks"
    if listed:
        return "chips" if len(listed) <= FEW else "select"
    if shape.type == "yes_no":
        return "chips"
    if shape.many and shape.type not in ("link", "rows"):
        return "several"
    if shape.type == "text" and (shape.longest or 0) > 120:
        return "lines"
    return {"link": "link", "rows": "rows", "date": "date", "moment": "moment"}.get(shape.type, "line")


def _figure(posted: Posted, prefix: str) -> Text:
    """What the figure, and its member, is called that a row of a report names by their codes."""
    name, code = (next(iter(posted.get(prefix + one, ())), "") for one in ("figure", "member"))
    figure = CATALOGUE.figures.get(name)
    if figure is None:
        return NOTHING
    return label_of(figure, next((one for one in figure.members if code and one.code == code), None))


def _hint(shape: Shape) -> Text:
    low, high = shape.field.low, shape.field.high
    if not low and high is None:
        return NOTHING
    if not low:
        return Text(f"通常不超过 {high:,}", f"usually up to {high:,}")
    if high is None:
        return Text(f"通常不低于 {low:,}", f"usually {low:,} or more")
    return Text(f"通常 {low:,}–{high:,}", f"usually {low:,}–{high:,}")


def _kept(text: str) -> dict[str, str]:
    """A stored reference as the form keeps it, `kind:id`."""
    kind, _, number = text.partition(":")
    return {"kind": kind, "id": number}
