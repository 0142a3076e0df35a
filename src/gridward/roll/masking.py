"""How a thing is shown to those who may know that it exists, but not who it is: 张*, 王*华, 鲁M***23, 户 张*."""

from collections.abc import Mapping
from typing import Any

from gridward.kit.text import Text

LABELS = {
    "person": Text("人员", "person"),
    "household": Text("户", "household"),
    "vehicle": Text("车辆", "vehicle"),
    "herd": Text("畜群", "herd"),
    "body": Text("机构", "body"),
    "organisation": Text("单位", "organisation"),
    "lot": Text("批次", "lot"),
    "account": Text("账号", "account"),
    "class": Text("班级", "class"),
}
ERASED = Text("已删除", "erased")
OPEN = frozenset({"body", "organisation", "lot", "class"})
"""Kinds whose name is nobody's: shown whole."""

MOST_STARS = 3
"""A long name is not told by its length either."""


def mask(kind: str, identity: Mapping[str, Any], *, number: int) -> str:
    """One short line; where nothing is known, the kind and the node's number."""
    label = str(LABELS[kind])
    name, plate, text = (str(identity.get(part) or "") for part in ("name", "plate", "ref"))
    if kind in OPEN and (name or text):
        return name or text
    if kind == "vehicle" and (plate or text):
        return mask_code(plate or text)
    shown = mask_name(name) if name else mask_text(text)
    if not shown:
        return f"{label} #{number}"
    return shown if kind == "person" else f"{label} {shown}"


def mask_name(name: str) -> str:
    """So 张三 → 张*, 王小华 → 王*华, Li Na → L*** N***."""
    name = name.strip()
    if name.isascii():
        return " ".join(f"{word[0]}***" for word in name.split())
    if len(name) <= 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * min(len(name) - 2, MOST_STARS)}{name[-1]}"


def mask_code(code: str) -> str:
    """鲁M12323 → 鲁M***23; a short one shows its first character only."""
    return f"{code[:2]}***{code[-2:]}" if len(code) >= 7 else f"{code[:1]}***"


def mask_text(text: str) -> str:
    """A text of which nobody knows whether it is a name or a number."""
    text = text.strip()
    if not text:
        return ""
    return mask_name(text) if len(text) <= 4 and not text.isascii() else mask_code(text)
