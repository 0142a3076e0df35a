"""The examples of the documents work: the scenario loads, the domain passes the contract tests."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from random import Random

import pytest

import gridward.domains
from gridward.figure.kernel import GRID
from gridward.intake.kernel import KERNEL
from gridward.kit.clock import parse as moment
from gridward.plug.catalogue import CATALOGUE, Catalogue
from gridward.plug.domain import Domain
from gridward.plug.imagine import Facts
from gridward.policy.packs import packs
from gridward.policy.units import convert
from gridward.scenario.facts import contradictions
from gridward.scenario.read import parse
from gridward.scenario.scenario import Known
from tests.contracts import test_figures, test_kinds
from tests.docs.pages import blocks
from tests.domains.ledger import Ledger, lines, town, value

pytestmark = pytest.mark.no_database
PLACE = "# src/gridward/domains/"


def test_the_example_of_a_scenario_can_be_read() -> None:
    (example,) = blocks("docs/scenarios.md", "toml")
    known = Known(catalogue=CATALOGUE, packs=tuple(packs()), convert=convert)
    scenario = parse(example.encode(), known=known)
    assert contradictions([stated.fact for stated in scenario.facts], catalogue=CATALOGUE) == []


@pytest.fixture
def water(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Domain]:
    """The domain that CONTRIBUTING.md writes down."""
    for block in blocks("CONTRIBUTING.md", "python"):
        head, _, code = block.partition("\n")
        assert head.startswith(PLACE)
        file = tmp_path / head.removeprefix(PLACE)
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(code, encoding="utf-8")
    monkeypatch.setattr(gridward.domains, "__path__", [*gridward.domains.__path__, str(tmp_path)])
    yield import_module("gridward.domains.water.domain").DOMAIN
    for name in [name for name in sys.modules if name.startswith("gridward.domains.water")]:
        del sys.modules[name]


def test_the_example_of_a_domain_passes_the_contract_tests(water: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalogue()
    catalogue.install([KERNEL, GRID, water])
    for module in (test_kinds, test_figures):
        monkeypatch.setattr(module, "CATALOGUE", catalogue)
    for kind in water.kinds:
        test_kinds.test_names_and_labels(kind)
        test_kinds.test_every_field_is_declared(kind)
        test_kinds.test_texts_have_an_end(kind)
        test_kinds.test_answers_have_labels(kind)
        test_kinds.test_the_schema_is_valid(kind)
    for figure in water.figures:
        test_figures.test_names_and_labels(figure)
        test_figures.test_units_are_known(figure)
        test_figures.test_it_reads_kinds_that_exist(figure)
        test_figures.test_nothing_comes_of_nothing(figure)
    test_kinds.test_every_kind_is_of_use()


def test_the_example_of_a_domain_counts_what_it_imagines(water: Domain) -> None:
    world = town(moment("2020-02-01"), moment("2020-02-05"), village=30)
    assert water.imagine is not None
    drafts = list(water.imagine(world, Facts(()), Random(1)))
    entries = Ledger(water.kinds, world.spots).take(drafts).active()
    sampled, sources, unfit = (
        value(figure, lines(figure, entries), "", moment("2020-02-06")) for figure in water.figures
    )
    assert sampled == 30
    assert 0 < sources <= sampled
    assert unfit <= sources
