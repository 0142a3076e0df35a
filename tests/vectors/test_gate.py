"""Gate vectors: what the sentences of a plan demand is what its table does, here and in phone/src/gate.ts."""

import json
from pathlib import Path
from typing import Any

import pytest

from gridward.policy.gate import ACTS, ASKED, decide
from gridward.policy.packs import pack
from tests.vectors.sentences import PLANS, expected
from tests.vectors.written import FOLDER, with_gates, written

pytestmark = pytest.mark.no_database

FILES = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_vector_is_decided_as_written(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    done = [(case["seen"], decide(told["rows"], case["seen"])) for case in told["cases"]]
    assert done == [(case["seen"], case["do"]) for case in told["cases"]]


def test_every_pack_with_a_gate_has_its_vectors_and_its_sentences() -> None:
    assert {path.stem for path in FILES} == set(with_gates()) == set(PLANS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_vectors_are_those_of_the_pack(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == written(path.stem), "run: python -m tests.vectors.written"


def test_there_are_more_than_three_hundred_and_every_act_occurs() -> None:
    cases = [case for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]
    assert len(cases) > 300
    assert {case["do"] for case in cases} == set(ACTS)
    assert set(ASKED) <= {name for case in cases for name in case["seen"]}


@pytest.mark.parametrize(
    ("plan", "seen", "act"),
    [
        ("cn-covid-e4", {"temperature": 372}, "admit"),
        ("cn-covid-e4", {"temperature": 373}, "second_reading"),
        ("cn-covid-e4", {"temperature": 375, "second_reading": 368}, "admit"),
        ("cn-covid-e4", {"code": "red", "temperature": 365}, "admit"),  # no code existed
        ("cn-covid-e8", {"code": "red"}, "hold"),
        ("cn-covid-e8", {"code": "green", "temperature": 365, "list_age_h": 24}, "call_desk"),
        ("cn-covid-e8", {"code": "yellow", "temperature": 378}, "second_reading"),  # fever is not sent away unseen
        ("cn-changcheng-2021", {"code": "green", "travel_code": "clear", "temperature": 365}, "register"),
    ],
)
def test_by_hand(plan: str, seen: dict[str, Any], act: str) -> None:
    assert expected(plan, seen) == decide(pack(plan).gate, seen) == act
