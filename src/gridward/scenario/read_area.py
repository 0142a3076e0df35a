"""Reads the [area] of a scenario file: which area, official or not, and what is added below it."""

from collections.abc import Mapping, Sequence

from gridward.grid import official
from gridward.kit.errors import Refusal
from gridward.kit.text import Text
from gridward.scenario.scenario import LEVELS, Root
from gridward.scenario.table import Table, shown

MOST_AREAS = 50_000
_OF_DIGITS = {6: ("county", "zone"), 9: ("town", "subdistrict", "zone"), 12: ("village", "community")}
"""The levels that an official code of so many digits may be given."""


def read_area(table: Table) -> Root | None:
    """The scenario's own area, None after its faults were noted."""
    if "area" not in table.values:
        table.missing(
            "area",
            zh="请写 [area] 段，含 code 或 name，以及 level。",
            en="Write an [area] table with code or name, and level.",
        )
        return None
    area = Table(
        table.table("area"), keys=("code", "known_as", "name", "level", "children"), faults=table.faults, where="area"
    )
    if not area.values:
        area.missing("level", zh="请写 code 或 name，以及 level。", en="Write code or name, and level.")
        return None
    level, code, name = area.choice("level", tuple(LEVELS)), _code(area), area.names("name")
    if level == "work_area":
        area.fault(
            "not_an_option",
            "level",
            zh="责任区不能单独成镇，请另选层级。",
            en="a work area lists others; choose another level.",
        )
    found, known_as = None, _known_as(area)
    if code:
        try:
            found = _meant(official.find(code), [name, table.names("name")])
        except Refusal as refusal:
            reason = refusal.reasons[0]
            area.fault("area.unknown", "code", zh=f"{reason.text.zh}", en=f"{reason.text.en}")
            return None
    if found is None:
        return _unofficial(area, level=level, name=name, code_given="code" in area.values)
    options = _OF_DIGITS.get(len(found.code), ())
    if not options:
        area.fault(
            "too_large",
            "code",
            zh=f"{found.name}大于一个县；一个节点管一个县。请写县、镇或村的代码。",
            en=f"{found.name} is larger than a county; one node holds one county. Write the code of a county or below.",
        )
        return None
    if "level" in area.values and level and level not in options:
        area.fault(
            "contradiction",
            "level",
            zh=f"{found.code} {found.name}不是 {level}，可选：{', '.join(options)}。",
            en=f"{found.code} {found.name} is no {level}; write one of: {', '.join(options)}.",
        )
    level = level or str(found.level)
    return Root(
        code=found.code,
        name=name or Text(found.short_name, found.short_name),
        level=level,
        official=True,
        children=_children(area, level),
        known_as=known_as or (code if found.code != official.find(code).code else ""),
    )


def _code(area: Table) -> str:
    """The official code; a whole number is taken too, since codes are often written without quotes."""
    value = area.values.get("code")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 0 <= value < 10**18 else shown(value)
    return area.text("code") if value is not None else ""


def _meant(found: official.OfficialArea, names: Sequence[Text | None]) -> official.OfficialArea:
    """The area that is meant by code and name together: papers sometimes give a town its neighbour's code.

    A name that holds not this area's name but that of exactly one beside it speaks of that one.
    """
    text = next((name.zh for name in names if name is not None), "")
    above = official.parents(found.code)
    if not text or not above or found.short_name in text or found.name in text:
        return found
    beside = [one for one in official.children(above[-1].code) if one.name in text or one.short_name in text]
    return beside[0] if len(beside) == 1 else found


def _known_as(area: Table) -> str:
    code = area.text("known_as")
    if code and not (code.isascii() and code.isdecimal() and len(code) in _OF_DIGITS):
        area.fault(
            "malformed",
            "known_as",
            zh=f"“{shown(code)}”应为 6、9 或 12 位数字。请改正或删去。",
            en=f"“{shown(code)}” must have 6, 9 or 12 digits. Correct or remove it.",
        )
    return code


def _unofficial(area: Table, *, level: str, name: Text | None, code_given: bool) -> Root | None:
    if code_given:
        area.fault(
            "missing",
            "code",
            zh="为空。请写官方代码，或删去 code 并写 name。",
            en="is empty. Write an official code, or a name and no code.",
        )
    elif "name" not in area.values:
        area.missing("name", zh='请写 code，或 name = { zh = "某镇", en = "A town" }。', en="Write code, or a name.")
    if "level" not in area.values:
        area.missing(
            "level",
            zh=f"没有官方代码时必须写层级：{', '.join(LEVELS)}。",
            en=f"Without a code write the level: {', '.join(LEVELS)}.",
        )
    if not level or name is None:
        return None
    return Root(code="", name=name, level=level, official=False, children=_children(area, level))


def _children(area: Table, level: str) -> Mapping[str, int]:
    values = area.table("children")
    wanted = Table(values, keys=values, faults=area.faults, where="area.children")
    found: dict[str, int] = {}
    for key in wanted.values:
        if key not in LEVELS:
            wanted.fault(
                "not_an_option",
                key,
                zh=f"没有这个层级。可选：{', '.join(LEVELS)}。",
                en=f"no such level. Use: {', '.join(LEVELS)}.",
            )
        elif level and LEVELS[key] <= LEVELS[level] and not (key == "work_area" and LEVELS[level] < LEVELS["village"]):
            wanted.fault(
                "out_of_order",
                key,
                zh=f"不能位于 {level} 之下。请删去或改 level。",
                en=f"cannot lie below a {level}. Remove it or change level.",
            )
        else:
            found[key] = wanted.whole(key, low=0, high=MOST_AREAS, default=0)
    return {key: found[key] for key in sorted(found, key=lambda key: (LEVELS[key], key)) if found[key]}
