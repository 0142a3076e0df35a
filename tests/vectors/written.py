"""Writes vectors/gate/*.json: rows from the pack, cases from here, what is expected from the sentences.

python -m tests.vectors.written
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from gridward.policy.packs import pack, packs
from tests.vectors.sentences import PLANS, Seen, expected

FOLDER = Path(__file__).resolve().parents[2] / "vectors" / "gate"

_SINGLE: tuple[Seen, ...] = (
    {},
    {"weather": "rain"},
    {"temperature": None, "code": None, "mask": None},
    {"mask": True},
    {"mask": False},
    {"list_hit": True},
    {"list_hit": False},
    {"permit": False},
    {"from_outside": True},
    {"from_outside": True, "permit": False},
    {"from_outside": True, "permit": True},
    {"from_outside": False, "permit": False, "temperature": 365},
    {"from_outside": True, "permit": False, "temperature": 365},
    {"from_outside": True, "permit": True, "temperature": 365},
    {"from_outside": True, "temperature": 365},
    {"from_outside": True, "permit": False, "temperature": 380},
    {"from_outside": True, "permit": False, "temperature": 380, "second_reading": 366},
    {"from_outside": True, "permit": False, "list_hit": True},
    {"direction": "out", "temperature": 365},
    {"direction": "in", "temperature": 365, "code": "green", "travel_code": "clear", "mask": True},
    {"code": "blue", "temperature": 365},
    {"code": "none", "temperature": 365, "mask": True},
    {"code": "not_asked", "temperature": 365, "mask": True},
    {"code": "green", "travel_code": "none", "temperature": 365, "mask": True},
    {"code": "green", "travel_code": "clear", "temperature": 365},
    {"code": "green", "travel_code": "clear", "mask": True},
    {"code": "red", "list_hit": True, "temperature": 390},
    {"code": "red", "temperature": 390, "second_reading": 390},
    {"code": "yellow", "list_hit": True},
    {"code": "yellow", "temperature": 390},
    {"code": "yellow", "temperature": 390, "second_reading": 390},
    {"code": "yellow", "temperature": 390, "second_reading": 366},
    {"code": "green", "travel_code": "flagged", "temperature": 390, "second_reading": 366},
    {"code": "green", "travel_code": "clear", "mask": False, "temperature": 390, "second_reading": 366},
    {"code": "green", "travel_code": "clear", "mask": True, "temperature": 390, "second_reading": 366},
    {"code": "green", "travel_code": "clear", "mask": True, "second_reading": 366},
    {"code": "green", "travel_code": "flagged", "mask": False, "temperature": 365},
    {"code": "green", "travel_code": "clear", "mask": False, "temperature": 365, "list_age_h": 30},
)
"""One by one: what is missing, unknown, or wrong in two ways at once."""


def cases() -> Iterator[Seen]:
    """Every case, the same for all plans: a plan that does not ask for something must not mind it either."""
    yield from _SINGLE
    for temperature in (340, 372, 373, 374, 379, 380, 420):
        for second in (None, 372, 373, 379, 380):
            yield _told(temperature=temperature, second_reading=second)
            yield _told(temperature=temperature, second_reading=second, code="green", travel_code="clear", mask=True)
    for code, travel, mask in product(
        ("green", "yellow", "red", "none", None), ("clear", "flagged", None), (True, False)
    ):
        yield _told(code=code, travel_code=travel, mask=mask, temperature=366)
    for age, hit in product((0, 23, 24, 25, 72), (True, False, None)):
        yield _told(list_age_h=age, list_hit=hit, temperature=366)
        yield _told(list_age_h=age, list_hit=hit, temperature=366, code="green", travel_code="clear", mask=True)
        yield _told(list_age_h=age, list_hit=hit, temperature=378, second_reading=366, from_outside=True, permit=False)


def vectors(plan: str) -> dict[str, Any]:
    """The vectors of a plan."""
    rows = [dict(row) for row in pack(plan).gate]
    return {"pack": plan, "rows": rows, "cases": [{"seen": seen, "do": expected(plan, seen)} for seen in cases()]}


def written(plan: str) -> str:
    """The file: a row and a case a line."""
    told = vectors(plan)
    rows = ",\n".join(f"  {_line(row)}" for row in told["rows"])
    tried = ",\n".join(f"  {_line(case)}" for case in told["cases"])
    return f'{{\n "pack": "{plan}",\n "rows": [\n{rows}\n ],\n "cases": [\n{tried}\n ]\n}}\n'


def with_gates() -> tuple[str, ...]:
    """The packs that say what a gate does."""
    return tuple(name for name, one in packs().items() if one.gate)


def _told(**seen: Any) -> Seen:
    return {name: value for name, value in seen.items() if value is not None}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in with_gates():
        if name in PLANS:
            (FOLDER / f"{name}.json").write_text(written(name), encoding="utf-8")
