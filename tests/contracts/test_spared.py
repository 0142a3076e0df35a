"""What figures declare so that they need not be asked (`about`, `begun_by`) changes nothing that they say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.figure import rebuild
from gridward.figure.fold import catch_up
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from tests.contracts.histories import histories
from tests.toy.node import example, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("node")]

SPARING = sorted({one.name.split(".")[0] for one in CATALOGUE.figures.values() if one.about or one.begun_by})
TRIED = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def looked_at(domain: str) -> tuple[str, ...]:
    """The kinds of other domains at which these figures look."""
    found = {name: None for one in CATALOGUE.domains[domain].figures if one.about or one.begun_by for name in one.of}
    return tuple(name for name in found if name.split(".")[0] != domain)


@contextmanager
def always_asked() -> Iterator[None]:
    """Inside the block every figure is asked for every subject."""
    figures, figures_of = dict(CATALOGUE.figures), dict(CATALOGUE.figures_of)
    asked: dict[str, Figure] = {name: replace(one, about=(), begun_by=()) for name, one in figures.items()}
    CATALOGUE.figures.update(asked)
    CATALOGUE.figures_of.update({kind: [asked[one.name] for one in told] for kind, told in figures_of.items()})
    try:
        yield
    finally:
        CATALOGUE.figures.update(figures)
        CATALOGUE.figures_of.update(figures_of)


@pytest.mark.parametrize("domain", SPARING)
@TRIED
@given(data=st.data())
def test_asked_for_everything_they_say_the_same(domain: str, data: st.DataObject) -> None:
    with example():
        send(*data.draw(histories(domain, most=20, beside=looked_at(domain))))
        catch_up()
        with always_asked():
            assert rebuild.check() == []


@pytest.mark.parametrize("domain", SPARING)
def test_what_begins_a_figure_is_looked_at(domain: str) -> None:
    for figure in CATALOGUE.domains[domain].figures:
        assert set(figure.begun_by) <= set(figure.of), figure.name
        assert figure.kind == "stock" or not (figure.about or figure.begun_by), figure.name
