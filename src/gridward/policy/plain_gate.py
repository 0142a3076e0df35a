"""The gate table in plain language: what is seen, and what the gate does. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gridward.kit.text import Text
from gridward.policy.wording import NO, YES, joined

_ASKED: Mapping[str, Text] = {
    "code": Text("健康码", "health code"),
    "travel_code": Text("行程码", "travel code"),
    "mask": Text("戴口罩", "mask"),
    "temperature": Text("体温", "temperature"),
    "second_reading": Text("复测体温", "second reading"),
    "list_hit": Text("在名单上", "on a list"),
    "list_age_h": Text("名单已有", "age of the list"),
    "from_outside": Text("外来", "from outside"),
    "permit": Text("有通行证", "permit"),
    "direction": Text("方向", "direction"),
}
_ANSWERS: Mapping[str, Text] = {
    "green": Text("绿码", "green"),
    "yellow": Text("黄码", "yellow"),
    "red": Text("红码", "red"),
    "none": Text("没有", "none"),
    "not_asked": Text("未查", "not asked"),
    "clear": Text("正常", "clear"),
    "flagged": Text("带星或途经", "flagged"),
    "in": Text("进", "in"),
    "out": Text("出", "out"),
}
ACTS: Mapping[str, Text] = {
    "admit": Text("放行", "admit"),
    "turn_back": Text("劝返", "turn back"),
    "hold": Text("留置并上报", "hold and report"),
    "second_reading": Text("复测体温", "measure again"),
    "call_desk": Text("联系指挥部", "call the desk"),
    "register": Text("人工登记", "write down by hand"),
}
_TENTHS, _HOURS = ("temperature", "second_reading"), "list_age_h"
_ANYBODY = Text("其余的人", "whoever is left")


def row_told(row: Mapping[str, Any]) -> Text:
    """A row: what is seen, then what is done."""
    seen = [_condition(name, want) for name, want in row["if"].items()]
    when, act = joined(seen, zh="，", en="; ") if seen else _ANYBODY, ACTS[row["do"]]
    return Text(f"{when.zh} → {act.zh}", f"{when.en} → {act.en}")


def _condition(name: str, want: Any) -> Text:
    label, said = _ASKED[name], _want(name, want)
    return Text(f"{label.zh}：{said.zh}", f"{label.en}: {said.en}")


def _want(name: str, want: Any) -> Text:
    if isinstance(want, list):
        return joined([_want(name, one) for one in want], zh="或", en=" or ")
    if isinstance(want, Mapping):
        signs = [Text(f"{sign}{_want(name, want[end]).zh}", f"{sign} {_want(name, want[end]).en}")
                 for end, sign in (("min", "≥"), ("max", "≤")) if end in want]  # fmt: skip
        return joined(signs)
    if isinstance(want, bool):
        return YES if want else NO
    if name in _TENTHS:
        return Text(f"{Decimal(want).scaleb(-1)}℃", f"{Decimal(want).scaleb(-1)} ℃")
    return Text(f"{want}小时", f"{want} h") if name == _HOURS else _ANSWERS.get(want, Text(str(want), str(want)))
