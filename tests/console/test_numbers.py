"""Every number that a figure gave is a link to that figure, and the figure's page says the same."""

from html import unescape

import pytest
from django.test import Client

from gridward.console.numbers.headline import pairs
from gridward.figure.explain import entries
from gridward.figure.value import Scope
from gridward.grid.tree import tree
from gridward.kit.clock import parse
from tests.console.cast import EAST, TOWN, Cast, Tags, page
from tests.toy.node import COUNTY, NOW

PAGES = ["/", f"/areas/{COUNTY}/", f"/areas/{EAST}/", "/figures/", "/figures/toy.cars/", "/figures/toy.on_hand/"]


@pytest.fixture(autouse=True)
def toy_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure of the toy is among those that lead: a board keeps back the domains from which nothing came."""
    monkeypatch.setattr("gridward.console.numbers.board.pairs", lambda: [("toy.passages", ""), *pairs()])


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("when", ["", "as_of=2020-02-04"])
def test_no_number_without_its_figure(lin: Client, address: str, when: str) -> None:
    shown = list(Tags(page(lin, f"{address}?{when}")).all(**{"data-figure": "*"}))
    assert shown
    for attrs, text in shown:
        assert attrs["href"].startswith(f"/figures/{attrs['data-figure'].partition('[')[0]}/"), attrs
        assert when in attrs["href"]
        assert text


EACH = {"/figures/": 7}
"""Of several hundred numbers every seventh is opened."""


@pytest.mark.parametrize("address", ["/", f"/areas/{TOWN}/?as_of=2020-02-04", "/figures/"])
def test_the_page_behind_a_number_says_the_same(lin: Client, address: str) -> None:
    for href, text in sorted(_shown(lin, address))[:: EACH.get(address, 1)]:
        told = {
            other
            for attrs, other in Tags(page(lin, href)).all(**{"data-figure": "*"})
            if unescape(attrs["href"]) == href
        }
        assert any(other.startswith(text) for other in told), (href, text, told)


def _shown(lin: Client, address: str) -> set[tuple[str, str]]:
    numbers = Tags(page(lin, address)).all("a", **{"class": "num", "data-figure": "*"})
    return {(unescape(attrs["href"]), text) for attrs, text in numbers}


@pytest.mark.parametrize(("when", "as_of"), [("", NOW), ("?as_of=2020-02-04", parse("2020-02-04"))])
@pytest.mark.parametrize("name", ["toy.cars", "toy.passages", "toy.gates"])
def test_the_entries_sum_to_the_value(lin: Client, name: str, when: str, as_of: int) -> None:
    scope = Scope(tree().need(COUNTY).id, as_of)
    total = sum(one.value for one in entries(name, "", scope=scope))
    found = page(lin, f"/figures/{name}/{when}")
    assert total
    assert f'data-figure="{name}">{total}<' in found
    lines = [
        int(text.replace("−", "-")) for _attrs, text in Tags(found).all("span", **{"class": "num"}) if text[:1] in "+−"
    ]
    assert sum(lines) == total


def test_what_has_no_number_says_so_in_words(cast: Cast) -> None:
    found = page(cast.lin, "/figures/toy.on_hand/")
    assert "不掌握" in found
    answered = page(cast.lin, "/figures/toy.answered/?as_of=2020-02-01")
    assert "未要求" in answered
    assert "缺报" in page(cast.lin, "/figures/toy.answered/?as_of=2020-02-05")


def test_known_at_shows_what_was_known_then(lin: Client) -> None:
    assert 'data-figure="toy.passages">0<' in page(lin, "/figures/toy.passages/?known_at=6")
