"""Packs are read whole or refused with every fault named; the gate table decides by its first row that fits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.kit.errors import Refusal
from gridward.policy.gate import ACTS, decide
from gridward.policy.lists import listed, options, origin
from gridward.policy.packs import load, pack, packs
from gridward.policy.shelf import folder

pytestmark = pytest.mark.no_database

EARLY = ("cn-covid-e2", "cn-covid-e3", "cn-covid-e4")


def test_the_packs_of_early_2020_follow_one_another() -> None:
    found = [packs()[name].effective_from.isoformat() for name in EARLY]
    assert found == ["2020-01-22", "2020-01-28", "2020-02-07"]


@pytest.mark.parametrize("name", EARLY)
def test_no_gate_of_early_2020_asks_for_a_code_or_a_test(name: str) -> None:
    found = pack(name)
    assert set(found.checks) == {"temperature", "registration"}
    asked = {word for row in found.gate for word in row["if"]}
    assert not asked & {"code", "travel_code", "test"}
    assert str(found.values["fever"].exact) == "37.3"
    assert all(value.source for value in found.values.values())


def test_an_unknown_pack_names_the_near_ones() -> None:
    with pytest.raises(Refusal) as caught:
        pack("cn-covid-e33")
    assert "cn-covid-e3" in caught.value.reasons[0].text.en
    assert "cn-covid-e3" in caught.value.reasons[0].text.zh


def test_every_fault_of_a_pack_is_named(tmp_path: Path) -> None:
    text = (folder() / "cn-covid-e4.toml").read_text(encoding="utf-8")
    text = text.replace('jurisdiction = "CN"\n', "").replace("value = 14\n", "value = 14.5\n")
    text = text.replace('do = "admit"', 'do = "admitt"').replace("{ if = {}, do", "{ if = { colour = 1 }, do")
    text = text.replace('"hubei_returnee"', '"hubei_returne"')
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        load(tmp_path / "broken.toml")
    said = [reason.text.en for reason in caught.value.reasons]
    for words in ("jurisdiction", "value[contact_observation]", "admit", "empty `if`", "colour", "hubei_returnee"):
        assert any(words in one for one in said), words
    assert all(one.startswith("broken.toml: ") for one in said)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "temperature": st.integers(350, 400),
            "second_reading": st.integers(350, 400),
            "list_hit": st.booleans(),
            "from_outside": st.booleans(),
            "permit": st.booleans(),
            "list_age_h": st.integers(0, 72),
        },
    )
)
def test_a_gate_always_decides_and_never_admits_fever(seen: dict[str, int]) -> None:
    done = decide(pack("cn-covid-e4").gate, seen)
    assert done in ACTS
    if done == "admit":
        assert seen.get("second_reading", seen.get("temperature")) <= 372
    if seen.get("second_reading", 0) >= 373 and not seen.get("list_hit"):
        assert done == "hold"


def test_absent_never_matches() -> None:
    rows = [{"if": {"mask": True}, "do": "admit"}, {"if": {}, "do": "register"}]
    assert decide(rows, {}) == "register"
    assert decide(rows, {"mask": True}) == "admit"
    assert decide(rows, {"mask": 1}) == "register"


def test_origins_are_recognised_by_code_and_by_name() -> None:
    said = {"420106": "wuhan", "421000": "hubei", "湖北省武汉市": "wuhan", "湖北孝感": "hubei", "370100": "elsewhere"}
    assert {place: origin(place) for place in said} == said


def test_a_code_off_the_list_names_the_near_ones() -> None:
    assert listed("category", "vulnerable", field="category") == ()
    (reason,) = listed("category", "vulnerabel", field="category")
    assert "vulnerable" in reason.text.zh
    assert reason.field == "body.category"


def test_options_name_known_parents() -> None:
    for name in ("category", "origin", "item"):
        codes = {option.code for option in options(name)}
        assert all(option.parent in codes | {""} for option in options(name))
