"""A pack switched on at midday: from when it holds depends on what was in force until then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gridward.duty.law import EVER
from gridward.duty.standing import Run, _converts
from gridward.duty.switched import Switched, begun
from gridward.policy import packs, shelf
from gridward.policy.force import On, in_force
from gridward.policy.vocabulary import Label, Measure
from tests.duty.conftest import forget_packs
from tests.duty.told import at, contact

pytestmark = pytest.mark.no_database

ROW = """[[transition]]
name = "from_{old}"
label = {{ zh = "接{old}", en = "From {old}" }}
source = "made up"
verified = false
from = "{old}"
work = "{work}"
"""
HEAD = """id = "{name}"
label = {{ zh = "{name}", en = "{name}" }}
jurisdiction = "{where}"
effective_from = 2020-02-01
source = "made up"
verified = false
disease = "{disease}"
extends = "{extends}"
"""


@pytest.fixture(autouse=True)
def three_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pack that says of three others three things, the first of them last."""
    told = {
        "a": HEAD.format(name="a", where="CN", disease="x", extends=""),
        "b": HEAD.format(name="b", where="CN", disease="x", extends=""),
        "c": HEAD.format(name="c", where="CN", disease="x", extends="b"),
        "other": HEAD.format(name="other", where="CN", disease="y", extends=""),
        "new": HEAD.format(name="new", where="CN", disease="x", extends="")
        + ROW.format(old="b", work="redo")
        + ROW.format(old="a", work="open")
        + ROW.format(old="d", work="keep"),
        "d": HEAD.format(name="d", where="CN", disease="x", extends=""),
        "taking": HEAD.format(name="taking", where="CN", disease="x", extends="")
        + ROW.format(old="b", work="keep").replace('work = "keep"', 'do = "convert"')
        + ROW.format(old="c", work="keep"),
        "silent": HEAD.format(name="silent", where="CN", disease="x", extends=""),
        "town": HEAD.format(name="town", where="371681102", disease="x", extends="new"),
    }
    for path in shelf.folder().glob("*.toml"):
        if "effective_from" not in path.read_text(encoding="utf-8"):
            (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in told.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(packs, "folder", lambda: tmp_path)
    forget_packs()
    yield
    monkeypatch.undo()
    forget_packs()


def since(*told: tuple[str, str, str], area: int = 1) -> list[tuple[str, int]]:
    """From when each of these packs holds: its name, its first moment and its last day or moment."""
    found = [
        Switched(n, area if n == len(told) - 1 else 1, pack, at(first), at(last) if last else EVER, len(first) == 5)
        for n, (pack, first, last) in enumerate(told)
    ]
    return [(one.pack, one.begin) for one in begun(found, lambda area, moment: "1.5." if area == 5 else "1.")]


@pytest.mark.parametrize(
    ("old", "begins"), [("a", "02-10 12:00"), ("b", "02-10"), ("c", "02-10"), ("d", "02-11"), ("silent", "02-11")]
)
def test_the_row_of_the_pack_that_was_in_force_decides(old: str, begins: str) -> None:
    assert since((old, "02-01", ""), ("new", "02-10 12:00", ""))[1] == ("new", at(begins))


def test_what_a_town_builds_on_speaks_for_it() -> None:
    assert since(("a", "02-01", ""), ("town", "02-10 12:00", ""), area=5)[1] == ("town", at("02-10 12:00"))
    assert since(("b", "02-01", ""), ("town", "02-10 12:00", ""), area=5)[1] == ("town", at("02-10"))


def test_the_pack_of_its_own_line_goes_before_another_one_that_is_on_as_well() -> None:
    told = (("town", "02-01", ""), ("b", "02-05", ""), ("a", "02-06", ""), ("new", "02-10 12:00", ""))
    assert since(*told)[-1] == ("new", at("02-10 12:00"))


def test_where_nothing_was_in_force_nothing_is_kept() -> None:
    assert since(("new", "02-10 12:00", "")) == [("new", at("02-10 12:00"))]
    assert since(("other", "02-01", ""), ("new", "02-10 12:00", ""))[1] == ("new", at("02-10 12:00"))
    assert since(("d", "02-01", "02-09"), ("new", "02-10 12:00", ""))[1] == ("new", at("02-10 12:00"))


def test_midnight_is_the_first_moment_of_its_day() -> None:
    assert since(("d", "02-01", ""), ("new", "02-10 00:00", ""))[1] == ("new", at("02-10"))


def test_there_is_no_gap_between_the_old_rules_and_the_new() -> None:
    """The old pack ends when the new one is switched on: what would be kept until midnight is nobody's."""
    assert since(("d", "02-01", "02-10 12:00"), ("new", "02-10 12:00", ""))[1] == ("new", at("02-10 12:00"))
    assert since(("d", "02-01", "02-10 18:00"), ("new", "02-10 12:00", ""))[1] == ("new", at("02-10 18:00"))


def test_what_lies_below_does_not_speak_for_what_lies_above() -> None:
    found = begun(
        [
            Switched(1, 5, "d", at("02-01"), EVER, whole=True),
            Switched(2, 1, "new", at("02-10 12:00"), EVER, whole=False),
        ],
        lambda area, moment: "1.5." if area == 5 else "1.",
    )
    assert [(one.pack, one.begin) for one in found] == [("d", at("02-01")), ("new", at("02-10 12:00"))]


@pytest.mark.parametrize(("old", "converts"), [("b", True), ("c", False), ("d", False)])
def test_what_runs_is_taken_over_as_the_pack_says_of_the_one_that_was_on(old: str, converts: bool) -> None:
    """c builds on b: what is said of c goes before what is said of b."""
    (before,), (after,) = in_force((On(old, 0, 1),)), in_force((On("taking", 5, 2),))
    label = Label(zh="x", en="x")
    measure = Measure(name="x", label=label, source="x", verified=False, on="tracing.contact")
    run = Run("x", measure, old, 0, 0, EVER, contact(1, "02-01 09:00", "02-01"), None, "clock")
    assert _converts(run, after, before) is converts
