"""Every figure of every domain: declared in full, and made of kinds, units and other figures that exist."""

import re

import pytest

from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.policy.units import units

pytestmark = pytest.mark.no_database

FIGURES = pytest.mark.parametrize("figure", CATALOGUE.figures.values(), ids=lambda figure: figure.name)
NAME = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")


def in_both(text: Text) -> bool:
    return bool(text.zh.strip() and text.en.strip())


def known_unit(unit: str) -> bool:
    return unit == "" or unit in units()


@FIGURES
def test_names_and_labels(figure: Figure) -> None:
    assert NAME.fullmatch(figure.name)
    assert in_both(figure.label)
    assert figure.name.split(".")[0] in {*CATALOGUE.domains, "roll"}


@FIGURES
def test_units_are_known(figure: Figure) -> None:
    assert known_unit(figure.unit), figure.unit
    assert [member.code for member in figure.members if not known_unit(member.unit)] == []
    if not figure.unit:
        assert all(member.unit for member in figure.members if not _has_parts(figure, member.code)), "of what?"


@FIGURES
def test_it_reads_kinds_that_exist(figure: Figure) -> None:
    assert figure.of
    assert [name for name in figure.of if name not in CATALOGUE.kinds] == []


@FIGURES
def test_members_have_labels_and_parents(figure: Figure) -> None:
    codes = [member.code for member in figure.members]
    assert len(set(codes)) == len(codes)
    assert [member.code for member in figure.members if not in_both(member.label)] == []
    assert {member.parent for member in figure.members} <= {"", *codes}
    assert "" not in codes


@FIGURES
def test_members_of_mixed_units_have_no_total(figure: Figure) -> None:
    tops = {(member.unit or figure.unit, member.scale) for member in figure.members if not member.parent}
    if len(tops) > 1:
        assert not figure.total, f"the sum of {sorted(tops)} means nothing"


@FIGURES
def test_the_figures_it_names_exist_and_compare(figure: Figure) -> None:
    for name in filter(None, (figure.at_most, figure.expected, figure.reported)):
        other = CATALOGUE.figures[name]
        assert other is not figure
    assert not figure.share or figure.expected, "a share needs the whole"


@FIGURES
def test_nothing_comes_of_nothing(figure: Figure) -> None:
    assert list(figure.lines([])) == []


@FIGURES
def test_a_flow_has_no_state(figure: Figure) -> None:
    assert figure.kind in ("flow", "stock")
    assert not (figure.distinct and figure.own)


def test_no_two_figures_lead_at_the_same_place() -> None:
    leading = [figure.headline for figure in CATALOGUE.figures.values() if figure.headline]
    assert sorted(set(leading)) == sorted(leading)


def _has_parts(figure: Figure, code: str) -> bool:
    return any(member.parent == code for member in figure.members)
