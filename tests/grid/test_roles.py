"""packs/roles.toml is read strictly and says what is wrong with it."""

from pathlib import Path

import pytest

from gridward.grid.roles import Kinds, _roles, idle_fields, idle_patterns, protected, role, roles
from gridward.kit.errors import Refusal
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.shape import shape_of

pytestmark = pytest.mark.no_database


def test_a_faulty_file_is_refused_with_every_fault_named(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(
        """
        [[role]]
        code = "a"
        zh = "甲"
        verbs = ["fly"]
        levels = ["moon"]
        kinds = []
        branch = "x"
        colour = "red"
        [[role]]
        code = "a"
        zh = "甲"
        en = "A"
        verbs = []
        levels = []
        kinds = []
        branch = "x"
        """,
        encoding="utf-8",
    )
    with pytest.raises(Refusal) as refused:
        _roles(path)
    assert {reason.field.split(".")[-1] for reason in refused.value.reasons} == {
        "en",
        "verbs",
        "levels",
        "colour",
        "code",
    }


def test_kinds_match_by_name_by_domain_or_all() -> None:
    some = Kinds(patterns=("checkpoint.*", "clue.tip"))
    assert [kind in some for kind in ("checkpoint.person", "clue.tip", "clue.check", "checkpoints.x")] == [
        True,
        True,
        False,
        False,
    ]
    assert "anything" in Kinds(patterns=("*",))
    assert "anything" not in Kinds(patterns=())


def test_a_restricted_kind_is_open_only_to_roles_that_name_it() -> None:
    kept = frozenset({"supervision.accountability"})
    assert "supervision.accountability" not in Kinds(patterns=("*", "supervision.*"), restricted=kept)
    assert "supervision.visit" in Kinds(patterns=("supervision.*",), restricted=kept)
    assert "supervision.accountability" in Kinds(patterns=("*", "supervision.accountability"), restricted=kept)
    able = [one.code for one in roles().values() if one.may("see", "supervision.accountability")]
    assert able == ["discipline"]
    assert [one.code for one in roles().values() if one.may("record", "supervision.accountability")] == ["discipline"]


def test_who_gave_a_tip_is_opened_by_the_desks_of_the_town_only() -> None:
    able = [one.code for one in roles().values() if one.may_open("clue.tip", "reporter")]
    assert able == ["duty_officer", "coordination_group"]
    assert not roles()["operator"].may_open("clue.tip", "reporter")
    assert roles()["village_lead"].may_open("clue.tip", "text")
    assert protected() == {"clue.tip.reporter"}


def test_who_publishes_answers_opens_their_words_and_no_other_sealed_text() -> None:
    group = roles()["publicity_group"]
    sealed = [(kind.name, field.name) for kind in CATALOGUE.kinds.values() for field in shape_of(kind.body).personal]
    assert len(sealed) > 50
    able = {name for name in sealed if group.may_open(*name)}
    assert able == {("publicity.rumour", "text"), ("publicity.rumour", "answer")}
    assert not group.may("see_person")


def test_every_field_to_open_or_protect_is_a_sealed_text() -> None:
    sealed = [f"{kind.name}.{one.name}" for kind in CATALOGUE.kinds.values() for one in shape_of(kind.body).personal]
    assert idle_fields(sealed) == []
    assert "clue.tip.reporter" in idle_fields(["publicity.rumour.text"])


def test_an_unknown_role_names_near_ones() -> None:
    with pytest.raises(Refusal, match="gate_guard"):
        role("gate_gard")


def test_a_pattern_that_fits_no_kind_is_found() -> None:
    assert "followup.*" in idle_patterns(["checkpoint.person"])
    assert "checkpoint.person" not in idle_patterns(["checkpoint.person"])


def test_only_those_who_are_meant_to_see_persons_do() -> None:
    assert not roles()["oversight"].may("see_person")
    assert not roles()["volunteer"].may("see_person")
    assert roles()["village_doctor"].may("see_person", "followup.reading")
    assert not roles()["oversight"].may("record", "clue.tip")
