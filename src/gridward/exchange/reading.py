"""From what a person typed to the value on the wire, one function a type. Each raises `Refusal` naming the field."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from gridward.exchange.shape import Option, Shape
from gridward.kit.clock import ZONE
from gridward.kit.errors import Refusal, refuse
from gridward.kit.text import Text

_PLAIN = ("area", "place", "entry")
"""Kinds of things that are named on the wire by a bare code or id."""
_YES = {"1", "true", "yes", "on", "是"}
_NO = {"0", "false", "no", "off", "否"}
LONGEST = 2000
"""Characters that a field without a limit of its own takes."""


def read(shape: Shape, typed: str, *, at: str, listed: tuple[Option, ...] = (), kind: str = "") -> Any:
    """The wire value of one typed text; `at` is the field's name in the form, `listed` the answers it may take, `kind`
    what a reference is to where the field leaves that open.
    """
    plain = typed if shape.type == "text" and not listed else unicodedata.normalize("NFKC", typed)
    if shape.type == "link":
        return _link(shape, plain.strip(), at, kind)
    found = _choice(shape, typed, plain, at, listed) if listed else _READERS[shape.type](shape, plain.strip(), at)
    _within(shape, found, typed, at)
    return found


def missing(shape: Shape, *, at: str) -> Refusal:
    """The refusal of an empty field that must be filled."""
    return refuse(
        "required",
        field=at,
        zh=f"“{shape.label.zh}”未填，请填写。",
        en=f"“{shape.label.en}” is empty; please fill it in.",
    )


def _text(shape: Shape, typed: str, at: str) -> str:
    longest = shape.longest or LONGEST
    if len(typed) > longest:
        raise _wrong(
            shape,
            "too_long",
            at,
            Text(
                f"有 {len(typed)} 个字，最多 {longest} 个，请缩短",
                f"has {len(typed)} characters, {longest} are the most; please shorten it",
            ),
        )
    return typed


def _whole(shape: Shape, typed: str, at: str) -> int:
    number = _decimal(shape, typed, at)
    if number != number.to_integral_value():
        raise _wrong(
            shape,
            "not_whole",
            at,
            Text(f"应为整数，“{typed[:40]}”不是", f"must be a whole number, “{typed[:40]}” is not"),
        )
    return int(number)


def _number(shape: Shape, typed: str, at: str) -> str:
    number = _decimal(shape, typed, at)
    scale = shape.field.scale
    if number != round(number, scale):
        zh = f"最多 {scale} 位小数" if scale else "应为整数"
        en = f"takes at most {scale} decimal places" if scale else "must be a whole number"
        raise _wrong(
            shape, "too_precise", at, Text(f"{zh}，请改写“{typed[:40]}”", f"{en}; please rewrite “{typed[:40]}”")
        )
    return format(number, "f")


def _decimal(shape: Shape, typed: str, at: str) -> Decimal:
    """Full-width digits, the Chinese full stop as a point and thousands separators are what people type."""
    bare = typed.replace("。", ".").replace("、", ".").replace(",", "").replace(" ", "")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(bare) > 24 or abs(number) >= Decimal(10) ** 15:
        unit = shape.field.unit
        raise _wrong(
            shape,
            "not_a_number",
            at,
            Text(
                f"应为数字{f'({unit})' if unit else ''},“{typed[:40]}”不是",
                f"must be a number{f' ({unit})' if unit else ''}, “{typed[:40]}” is not",
            ),
        )
    return number


def _yes_no(shape: Shape, typed: str, at: str) -> bool:
    if typed.lower() in _YES | _NO:
        return typed.lower() in _YES
    raise _wrong(shape, "not_yes_no", at, Text("请选“是”或“否”", "please choose yes or no"))


def _date(shape: Shape, typed: str, at: str) -> str:
    try:
        return date.fromisoformat(typed.replace("/", "-")).isoformat()
    except ValueError:
        raise _wrong(
            shape,
            "not_a_date",
            at,
            Text(f"“{typed[:40]}”不是日期，请写成 2020-02-10", f"“{typed[:40]}” is not a date; write 2020-02-10"),
        ) from None


def _moment(shape: Shape, typed: str, at: str) -> str:
    try:
        found = datetime.fromisoformat(typed.replace("/", "-"))
    except ValueError:
        raise _wrong(
            shape,
            "not_a_time",
            at,
            Text(
                f"“{typed[:40]}”不是时间，请写成 2020-02-10 18:00",
                f"“{typed[:40]}” is not a time; write 2020-02-10 18:00",
            ),
        ) from None
    return (found if found.tzinfo else found.replace(tzinfo=ZONE)).isoformat()


def _link(shape: Shape, typed: str, at: str, kind: str) -> Any:
    if len(typed) > 200:
        raise _wrong(shape, "too_long", at, Text("过长，最多 200 个字", "is too long; 200 characters are the most"))
    chosen = kind if kind in named(shape) else named(shape)[0]
    if chosen in _PLAIN:
        return typed if chosen == named(shape)[0] else {"kind": chosen, "id" if chosen == "entry" else "ref": typed}
    return {"kind": chosen, "ref": typed}


def named(shape: Shape) -> tuple[str, ...]:
    """The kinds of things that a link field may refer to, the usual one first."""
    return tuple(shape.field.names.split()) or ("area",)


def _choice(shape: Shape, typed: str, plain: str, at: str, listed: tuple[Option, ...]) -> str:
    """The answer meant, as typed or in plain signs: m² is an answer of its own, ｍ is not."""
    for option in listed:
        if {typed.strip(), plain.strip()} & {option.code, option.label.zh, option.label.en}:
            return option.code
    offered = listed[:8]
    raise _wrong(
        shape,
        "not_an_option",
        at,
        Text(
            f"没有“{typed[:40]}”这一项，可选：{'、'.join(option.label.zh for option in offered)}",
            f"has no answer “{typed[:40]}”; choose from {', '.join(option.label.en for option in offered)}",
        ),
    )


def _within(shape: Shape, value: Any, typed: str, at: str) -> None:
    if shape.type not in ("whole", "number"):
        return
    if shape.least is not None and Decimal(value) < Decimal(str(shape.least)):
        words = Text(
            f"不能小于 {shape.least}，填的是 {typed[:40]}", f"cannot be below {shape.least}, but is {typed[:40]}"
        )
        raise _wrong(shape, "too_low", at, words)
    if shape.most is not None and Decimal(value) > Decimal(str(shape.most)):
        words = Text(
            f"不能大于 {shape.most}，填的是 {typed[:40]}", f"cannot be above {shape.most}, but is {typed[:40]}"
        )
        raise _wrong(shape, "too_high", at, words)


def _wrong(shape: Shape, code: str, at: str, words: Text) -> Refusal:
    """A refusal that opens with the field's label."""
    return refuse(code, field=at, zh=f"“{shape.label.zh}”{words.zh}。", en=f"“{shape.label.en}” {words.en}.")


_READERS: dict[str, Callable[[Shape, str, str], Any]] = {
    "text": _text,
    "whole": _whole,
    "number": _number,
    "yes_no": _yes_no,
    "date": _date,
    "moment": _moment,
}
