"""What is wrong with an entry, said so that the sender can mend it: field, problem, remedy, in both languages."""

import re
from collections.abc import Iterable

from gridward.kit.errors import Reason
from gridward.kit.text import Text

_PATTERNS: tuple[tuple[re.Pattern[str], str, Text], ...] = (
    (
        re.compile(r"Object missing required field `(?P<field>[^`]+)`"),
        "missing_field",
        Text(
            "缺少必填项 {field}。请补上后更正。",
            "The required field {field} is missing. Fill it in and correct the entry.",
        ),
    ),
    (
        re.compile(r"Object contains unknown field `(?P<field>[^`]+)`"),
        "unknown_field",
        Text(
            "没有名为 {field} 的项。请核对名称（./run kinds 可查）或升级应用。",
            "There is no field {field}. Check its name (see ./run kinds) or update the app.",
        ),
    ),
    (
        re.compile(r"Invalid enum value '?(?P<value>[^']*)'?"),
        "unknown_option",
        Text(
            "{field}:“{value}”不在可选项中。请从列表里选。",
            "{field}: “{value}” is not one of the options. Choose from the list.",
        ),
    ),
    (
        re.compile(r"Expected `(?P<want>[^`]+)`, got `(?P<got>[^`]+)`"),
        "wrong_type",
        Text(
            "{field}：应为 {want}，收到的是 {got}。请改正。", "{field}: expected {want}, got {got}. Correct the value."
        ),
    ),
)


def fault(message: str, *, at: str = "") -> Reason:
    """A decoding error of msgspec as a reason that names the field below `at`."""
    text, _, path = message.partition(" - at ")
    where = ".".join(part for part in (at, path.strip("`").removeprefix("$").lstrip(".")) if part)
    for pattern, code, words in _PATTERNS:
        found = pattern.search(text)
        if found:
            values = {"want": "", "got": "", "value": "", "field": where} | found.groupdict()
            if code in ("missing_field", "unknown_field"):
                values["field"] = f"{where}.{values['field']}" if where else values["field"]
            return Reason(code=code, field=values["field"], text=words.format(**values))
    return Reason(
        code="invalid",
        field=where,
        text=Text(
            f"{where or '内容'}：无法识别({text[:80]})。请改正。",
            f"{where or 'entry'}: {text[:80]}. Correct the value.",
        ),
    )


def reason(code: str, field: str, zh: str, en: str) -> Reason:
    """A reason in one line."""
    return Reason(code=code, field=field, text=Text(zh, en))


def unknown_area(code: str) -> Reason:
    """The area is not on this node."""
    return reason(
        "unknown_area",
        "area",
        f"area：本节点没有代码为“{code[:40]}”的区域。区域建立后自动计入，或更正代码。",
        f"area: this node has no area “{code[:40]}”. It will count once the area is opened, or correct the code.",
    )


def unknown_kind(name: str, near: list[str]) -> Reason:
    """The kind is not known here (yet)."""
    return reason(
        "unknown_kind",
        "kind",
        f"kind：没有“{name[:60]}”这种记录。" + (f"是不是：{'、'.join(near)}？" if near else "升级后自动计入，或更正。"),
        f"kind: there is no kind “{name[:60]}”. "
        + (f"Did you mean {', '.join(near)}?" if near else "It will count after an upgrade, or correct it."),
    )


def not_yours(name: str) -> Reason:
    """Only the node itself records this."""
    return reason(
        "not_yours",
        "kind",
        f"kind:{name} 只能由节点自己记录。请改用其他种类。",
        f"kind: only the node itself records {name}. Use another kind.",
    )


def unknown_version(name: str, version: int) -> Reason:
    """The kind is known, but not this version."""
    return reason(
        "unknown_version",
        "version",
        f"version:{name} 的第 {version} 版本节点还不认识，升级后自动计入。",
        f"version: this node does not know version {version} of {name} yet; it will count after an upgrade.",
    )


def unknown_entry(field: str, ref: str) -> Reason:
    """The entry that this one refers to has not arrived."""
    return reason(
        "missing_parent",
        field,
        f"{field}：所指的记录 {ref[:40]} 还没有到达，到达后自动计入。",
        f"{field}: the entry {ref[:40]} that it refers to has not arrived; it will count when that does.",
    )


def other_kind(here: str, there: str) -> Reason:
    """A correction may change everything but the kind."""
    return reason(
        "kind_changed",
        "kind",
        f"kind：更正不能改变种类（原为 {there}，现为 {here}）。请先作废原记录，再另记一条。",
        f"kind: a correction cannot change the kind (it was {there}, now {here}). Void the old one first.",
    )


def skew(minutes: int) -> Reason:
    """The phone's clock was off."""
    return reason(
        "clock_skew",
        "happened_at",
        f"happened_at：手机时钟相差 {minutes} 分钟，已按接收时间校正。请校准手机时间。",
        f"happened_at: the phone's clock was {minutes} minutes off; the time was corrected. Set the phone's clock.",
    )


def future() -> Reason:
    """It cannot have happened after it was received."""
    return reason(
        "future",
        "happened_at",
        "happened_at：时间晚于接收时间，已按接收时间计。请核对日期。",
        "happened_at: the time lies in the future; the time of receipt was taken. Check the date.",
    )


def recorded_before() -> Reason:
    """Nobody can record what has not happened yet."""
    return reason(
        "recorded_before",
        "recorded_at",
        "recorded_at：记录时间早于发生时间，已按发生时间计。请校准手机时间，并核对日期。",
        "recorded_at: recorded before it happened; the time at which it happened was taken. Set the phone's clock and"
        " check the date.",
    )


def other_device(said: str, device: str) -> Reason:
    """A device hands in what another one is said to have recorded."""
    return reason(
        "other_device",
        "device",
        f"device：写的是“{said[:40]}”，实际由“{device[:40]}”报送，已记在后者名下，请核对。",
        f"device: it says “{said[:40]}” but came from “{device[:40]}”; it stands under the latter, please check.",
    )


NOT_FROM_DEVICES = "not_from_devices"


def not_from_devices() -> Reason:
    """A device says who it stands for, but proves nobody: it neither appoints nor switches, redraws or unites."""
    return reason(
        NOT_FROM_DEVICES,
        "kind",
        "kind：任职、响应启停、区划调整和同一人认定不能由设备报送。请由有权办理的人在控制台办理。",
        "kind: devices cannot appoint, switch packs, redraw areas or say who is the same. Have it done in the console "
        "by somebody who may.",
    )


def out_of_bounds(field: str) -> Reason:
    """Nobody can count with such a number."""
    return reason(
        "out_of_bounds",
        field,
        f"{field}：不是可以计数的数（过大或不是有限数）。请改正。",
        f"{field}: not a number that can be counted with (too large, or not finite). Correct the value.",
    )


def out_of_range(field: str, value: object, low: object, high: object) -> Reason:
    """Plausible values are between low and high."""
    span = f"{'' if low is None else low}…{'' if high is None else high}"
    return reason(
        "out_of_range",
        field,
        f"{field}:{value} 超出常见范围 {span}，已计入，请核对。",
        f"{field}: {value} is outside the plausible range {span}; it counts, please check.",
    )


def empty_reference(where: str) -> Reason:
    """A reference that names nothing."""
    return reason(
        "empty_reference",
        where,
        f"{where}：既没有 id 也没有 ref。请填写其中一个。",
        f"{where}: neither id nor ref is given. Fill in one of them.",
    )


def wrong_subject(kind: str, allowed: Iterable[str], where: str) -> Reason:
    """A reference to something of a kind that does not belong there."""
    listed = "/".join(allowed)
    return reason(
        "wrong_subject",
        where,
        f"{where}：对象类型应为 {listed}，收到的是 {kind[:40]}。请改正。",
        f"{where}: the kind of subject must be {listed}, got {kind[:40]}. Correct it.",
    )
