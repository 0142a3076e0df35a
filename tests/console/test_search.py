"""The search finds areas, domains, figures, ledgers, forms and pages, and nothing that is not seen."""

import pytest

from tests.console.cast import EAST, FAR, WEST, Cast, in_english, page
from tests.console.test_domains import officer


def test_everything_is_found_by_a_part_of_its_name(cast: Cast) -> None:
    html = page(cast.lin, "/search/?q=车辆")
    assert "/figures/checkpoint.vehicles/" in html and "/ledger/checkpoint.vehicle/" in html
    assert "/record/checkpoint.vehicle/" in html
    assert "/domains/clinic/" in page(in_english(cast.lin), "/search/?q=CLIN")


def test_areas_are_found_as_far_as_they_are_seen(cast: Cast) -> None:
    assert f"/areas/{EAST}/" in page(cast.chen, f"/search/?q={EAST}")
    assert f"/areas/{FAR}/" not in page(cast.chen, f"/search/?q={FAR}")
    assert f"/areas/{WEST}/" in page(cast.lin, f"/search/?q={WEST}&part=1")


def test_ledgers_are_found_as_far_as_they_are_seen(cast: Cast) -> None:
    guard = officer("gate_guard", EAST)
    html = page(guard, "/search/?q=clinic")
    assert "/ledger/clinic.case/" not in html and "/domains/clinic/" not in html


@pytest.mark.parametrize("text", ["", "   ", "%", "'", "<script>", "没有这样的东西", "x" * 5000])
def test_nothing_found_is_said(cast: Cast, text: str) -> None:
    html = cast.lin.get("/search/", {"q": text}).content.decode()
    assert "没有找到" in html and "<script>x" not in html


def test_the_field_is_on_every_page(cast: Cast) -> None:
    html = page(cast.lin, "/ledger/")
    assert 'aria-keyshortcuts="/"' in html and 'action="/search/"' in html
