"""Reads a scenario file: TOML in, a checked `Scenario` out, or every mistake named with its field and its remedy."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gridward.kit import clock
from gridward.kit.errors import refuse
from gridward.policy.packs import packs
from gridward.scenario.read_area import read_area
from gridward.scenario.read_fact import read_fact
from gridward.scenario.scenario import InForce, Known, Scenario, Stated
from gridward.scenario.table import Faults, Table, shown

FILE = "scenario.toml"
LARGEST_FILE = 4_000_000
MOST_PEOPLE = 3_000_000
PER_HOUSEHOLD = 3.3
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_KEYS = ("id", "name", "pack", "packs", "start", "end", "population", "households", "random_seed", "area", "fact")


def parse(data: bytes, *, known: Known) -> Scenario:
    """The scenario that the bytes of a file describe; raises `Refusal` with a reason for every mistake."""
    faults = Faults()
    table = Table(_toml(data), keys=_KEYS, faults=faults)
    start, end = table.time("start", last=False), table.time("end", last=True)
    for key in (key for key in ("start", "end") if key not in table.values):
        table.missing(key, zh=f"请写日期，例如 {key} = 2020-02-10。", en=f"Write a date, such as {key} = 2020-02-10.")
    if start is not None and end is not None and end < start:
        table.fault(
            "out_of_order",
            "end",
            zh=f"早于 start（{table.values['start']}）。请改正其中之一。",
            en=f"lies before start ({table.values['start']}). Correct one of them.",
        )
        start = end = None
    identity, name, packs, root = _id(table), table.names("name"), _packs(table, known, start), read_area(table)
    facts = tuple(
        stated
        for row, values in enumerate(table.tables("fact"), start=1)
        if (stated := read_fact(values, row=row, span=(start, end), known=known, faults=faults))
    )
    population = _stated_or(table, facts, "grid.population", "population", None)
    default = max(1, round((population or 1) / PER_HOUSEHOLD))
    households = _stated_or(table, facts, "grid.households", "households", default)
    if population and households > population:
        table.fault(
            "out_of_range",
            "households",
            zh=f"{households} 户多于 {population} 人。请改正其中之一。",
            en=f"{households} households are more than {population} people. Correct one of them.",
        )
    seed = table.whole("random_seed", low=0, high=2**63 - 1, default=1)
    faults.end()
    assert start is not None and end is not None and root is not None  # noqa: S101  (else `faults.end` has raised)
    return Scenario(
        id=identity,
        name=name or root.name,
        packs=packs,
        start=start,
        end=end,
        population=population,
        households=households,
        seed=seed,
        root=root,
        facts=facts,
    )


def find(where: str, *, folder: Path) -> Path:
    """The file meant by the name of a folder in `folder`, by any folder, or by a file; raises `Refusal`."""
    for place in (Path(where), folder / where):
        for file in (place, place / FILE):
            if file.is_file():
                return file
    names = ", ".join(found.parent.name for found in sorted(folder.glob(f"*/{FILE}")))
    raise refuse(
        "no_scenario",
        field="scenario",
        zh=f"找不到场景“{shown(where)}”。现有：{names or '无'}；也可以给出含有 {FILE} 的文件夹。",
        en=f"There is no scenario “{shown(where)}”. Here are: {names or 'none'}; a folder with a {FILE} will do too.",
    )


def read(where: str, *, folder: Path, known: Known) -> Scenario:
    """Find and parse; raises `Refusal`."""
    file = find(where, folder=folder)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise refuse(
            "unreadable",
            field="scenario",
            zh=f"无法读取 {file}：{error.strerror}。",
            en=f"{file} cannot be read: {error.strerror}.",
        ) from error
    return parse(data, known=known)


def _toml(data: bytes) -> Mapping[str, Any]:
    if len(data) > LARGEST_FILE:
        raise refuse(
            "too_large",
            field=FILE,
            zh=f"{FILE}：文件有 {len(data)} 字节，上限 {LARGEST_FILE}。请分成几个场景。",
            en=f"{FILE}: the file has {len(data)} bytes, more than {LARGEST_FILE}. Split it into several scenarios.",
        )
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refuse(
            "not_utf8",
            field=FILE,
            zh=f"{FILE}：第 {line} 行不是 UTF-8 编码。请另存为 UTF-8。",
            en=f"{FILE}: line {line} is not UTF-8. Save the file as UTF-8.",
        ) from error
    except (ValueError, RecursionError) as error:
        told, bracket, place = str(error).rpartition(" (at ")
        what, where = shown(told or str(error)), f"{bracket}{place}" if told else ""
        raise refuse(
            "not_toml",
            field=FILE,
            zh=f"{FILE}：不是有效的 TOML：{what}{where}。请按所指行列改正。",
            en=f"{FILE}: not valid TOML: {what}{where}. Correct it at that line and column.",
        ) from error


def _id(table: Table) -> str:
    identity = table.text("id")
    if "id" not in table.values:
        table.missing(
            "id", zh='请写一个短名，例如 id = "a-town-2020"。', en='Write a short name, such as id = "a-town-2020".'
        )
    elif isinstance(table.values["id"], str) and not _ID.fullmatch(identity):
        table.fault(
            "malformed",
            "id",
            zh=f"“{shown(identity)}”只能用小写字母、数字、点、横线和下划线，不超过 64 个字符。",
            en=f"“{shown(identity)}” may hold lower-case letters, digits, dot, dash and underscore only, at most 64.",
        )
    return identity


def _packs(table: Table, known: Known, start: int | None) -> tuple[InForce, ...]:
    """The packs by day. A single `pack` is in force from the start."""
    if "pack" in table.values and "packs" in table.values:
        table.fault(
            "both", "packs", zh="pack 与 [[packs]] 只能写一个。", en="write either pack or [[packs]], not both."
        )
        return ()
    if "pack" in table.values:
        return (InForce(_pack(table, "pack", known), clock.day_of(start or 0)),)
    found: list[InForce] = []
    for row, values in enumerate(table.tables("packs"), start=1):
        span = Table(values, keys=("id", "from"), faults=table.faults, where=f"packs[{row}]")
        since = span.time("from", last=False)
        if "from" not in values:
            span.missing(
                "from", zh="请写生效日期，例如 from = 2020-02-07。", en="Write its first day: from = 2020-02-07."
            )
        found.append(InForce(_pack(span, "id", known), clock.day_of(since or 0)))
        if since is not None and any(_together(other, found[-1]) for other in found[:-1]):
            span.fault(
                "twice",
                "from",
                zh="同一天已有另一个方案生效。请改正日期。",
                en="another pack begins on that day. Correct the date.",
            )
    if not table.values.get("packs"):
        table.missing(
            "pack", zh='请写预案编号，例如 pack = "cn-covid-e4"。', en='Write the pack, such as pack = "cn-covid-e4".'
        )
    return tuple(sorted(found, key=lambda span: span.day))


def _together(one: InForce, other: InForce) -> bool:
    """Whether two packs of one line begin on the same day: those of a town and of the country may."""
    known = packs()
    lines = [known[span.pack].line if span.pack in known else ("", "") for span in (one, other)]
    return one.day == other.day and lines[0] == lines[1]


def _pack(table: Table, key: str, known: Known) -> str:
    if key not in table.values:
        table.missing(
            key, zh="请写预案编号；./run policy list 列出全部。", en="Write a pack; ./run policy list shows them all."
        )
        return ""
    return table.choice(key, sorted(known.packs))


def _stated_or(table: Table, facts: tuple[Stated, ...], figure: str, key: str, default: int | None) -> int:
    """What the file says under `key`, else what a fact says of the figure, else the default (None: none will do, and 0
    comes back with the fault).
    """
    stated = next((row.fact.value for row in facts if (row.fact.figure, row.fact.member) == (figure, "")), None)
    if key not in table.values and not stated and default is None:
        table.missing(key, zh=f"请写人数，例如 {key} = 73000。", en=f"Write how many, such as {key} = 73000.")
        return 0
    return table.whole(key, low=1, high=MOST_PEOPLE, default=stated or default or 1)
