"""Form templates, packs/forms/NAME.toml: whose rows, which columns, up to which hour a day counts.

`rows = "areas"`: a row for each area of `levels`, its cells figures. `rows = "entries"`: one for each entry of `kinds`.
`rows = "subjects"`: one for each person or thing that entries of `kinds` are about. `[repeat]` asks the same columns
for each of so many days from a date in an entry on (day one is that date).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from gridward.document.form.source import Source, source
from gridward.exchange.shape import shapes_of
from gridward.grid.levels import LEVELS
from gridward.kit.errors import Refusal, refuse
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind

Rows = Literal["areas", "entries", "subjects"]
Window = Literal["so_far", "new"]
_ROWS: tuple[Rows, ...] = ("areas", "entries", "subjects")
_WINDOWS: tuple[Window, ...] = ("so_far", "new")
_CUT = "24:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. `group` is a heading above it that neighbours share; `window` says whether a figure is told up to the
    cut or only of the day; `where` are answers that an entry must have; `day` the day of a repeated column, from 1.
    """

    label: Text
    source: Source
    group: Text | None = None
    window: Window = "so_far"
    where: Mapping[str, str] = field(default_factory=dict)
    day: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form template. `span` "day" takes only entries of the day, "so_far" all up to it; `since` is the source of the
    date from which repeated columns count.
    """

    name: str
    version: int
    title: Text
    rows: Rows
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    span: Literal["day", "so_far"]
    where: Mapping[str, tuple[str, ...]]
    cut: str
    columns: tuple[Column, ...]
    since: Source | None
    signed: tuple[Text, ...]

    def kinds_read(self) -> tuple[str, ...]:
        """Every kind whose entries the form shows."""
        sources = [column.source for column in self.columns] + ([self.since] if self.since else [])
        return tuple(dict.fromkeys([*self.kinds, *(one.kind for one in sources if one.kind)]))

    def personal(self) -> bool:
        """Whether the form shows who somebody is, or what was written about them."""
        sources = [column.source for column in self.columns]
        return any(source.word == "identity" or source.part or self._sealed(source) for source in sources)

    def _sealed(self, source: Source) -> bool:
        kinds = (source.kind,) if source.word == "entry" else self.kinds if source.word == "body" else ()
        shapes = [shape for kind in kinds for shape in shapes_of(CATALOGUE.kinds[kind])]
        return any(shape.name == source.name and shape.field.personal for shape in shapes)


def names(folder: Path) -> list[str]:
    """The forms there are."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def read(name: str, *, folder: Path) -> Form:
    """The template of this name; raises `Refusal` for an unknown name or a fault in the file."""
    known = names(folder)
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4) or known
        raise refuse(
            "unknown_form",
            zh=f"没有名为“{name[:60]}”的表格模板。现有：{'、'.join(near)}。",
            en=f"There is no form template “{name[:60]}”. There are: {', '.join(near)}.",
            field="name",
        )
    return parse((folder / f"{name}.toml").read_text(encoding="utf-8"), name=name)


def parse(text: str, *, name: str) -> Form:
    """A template from its TOML text; raises `Refusal` naming the field and the remedy."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(name, f"不是合法的 TOML:{error}。", f"is not valid TOML: {error}.") from error
    version = found.get("version")
    if type(version) is not int:
        raise _fault(f"{name}.version", "要有整数版本号。", "needs a whole version number.")
    rows = _one_of(found.get("rows"), _ROWS, field=f"{name}.rows")
    kinds = tuple(CATALOGUE.kind(kind).name for kind in found.get("kinds", ()))
    levels = tuple(_one_of(level, tuple(LEVELS), field=f"{name}.levels") for level in found.get("levels", ()))
    if not (levels if rows == "areas" else kinds):
        raise _fault(
            name, "按区域填报要写 levels，其余要写 kinds。", "rows of areas need `levels`, any others `kinds`."
        )
    own = tuple(CATALOGUE.kinds[kind] for kind in kinds) if rows == "entries" else ()
    repeat = found.get("repeat", {})
    return Form(
        name=name,
        version=version,
        title=_text(found.get("title"), field=f"{name}.title"),
        rows=rows,
        kinds=kinds,
        levels=levels,
        span="day" if found.get("span", "so_far") == "day" else "so_far",
        where={key: tuple(map(str, answers)) for key, answers in found.get("where", {}).items()},
        cut=str(found.get("cut", _CUT)),
        columns=(*_columns(found.get("column", ()), own, name), *_repeated(repeat, own, name)),
        since=source(repeat["from"], own=own, field=f"{name}.repeat.from") if repeat else None,
        signed=tuple(_text(one, field=f"{name}.signed") for one in found.get("signed", ())),
    )


def _columns(rows: Sequence[Mapping[str, Any]], own: Sequence[EntryKind], name: str) -> list[Column]:
    if not rows:
        raise _fault(f"{name}.column", "至少要有一列。", "needs at least one column.")
    return [_column(row, own, f"{name}.column[{number}]") for number, row in enumerate(rows, start=1)]


def _column(row: Mapping[str, Any], own: Sequence[EntryKind], at: str) -> Column:
    group = row.get("group")
    return Column(
        label=_text(row, field=at),
        source=source(str(row.get("value", "")), own=own, field=f"{at}.value"),
        group=None if group is None else _text(group, field=f"{at}.group"),
        window=_one_of(row.get("window", "so_far"), _WINDOWS, field=f"{at}.window"),
        where={key: str(value) for key, value in row.get("where", {}).items()},
        width=int(row.get("width", 0)),
    )


def _repeated(repeat: Mapping[str, Any], own: Sequence[EntryKind], name: str) -> list[Column]:
    """The repeated columns, those of a day under its number."""
    found = []
    for day in range(1, int(repeat.get("days", 0)) + 1):
        for number, row in enumerate(repeat.get("column", ()), start=1):
            one = _column(row, own, f"{name}.repeat.column[{number}]")
            found.append(
                Column(
                    label=one.label,
                    source=one.source,
                    group=Text(f"第{day}天", f"Day {day}"),
                    where=one.where,
                    day=day,
                    width=one.width,
                )
            )
    return found


def _one_of(value: Any, known: tuple[Any, ...], *, field: str) -> Any:
    if value not in known:
        listed = ", ".join(map(str, known))
        raise _fault(field, f"应为其中之一：{listed}。", f"must be one of {listed}.")
    return value


def _text(row: Any, *, field: str) -> Text:
    if not isinstance(row, Mapping) or not all(isinstance(row.get(lang), str) for lang in ("zh", "en")):
        raise _fault(field, "要有 zh 和 en 两种文字。", "needs both zh and en.")
    return Text(row["zh"], row["en"])


def _fault(field: str, zh: str, en: str) -> Refusal:
    return refuse("template_fault", zh=f"{field}:{zh}", en=f"{field}: {en}", field=field)
