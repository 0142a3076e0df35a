"""What every page must hold to on every screen: nothing wider than the screen, nothing too small for a thumb."""

from playwright.sync_api import Page

__all__ = ["fits", "tappable"]

SETTLED = "() => document.readyState === 'complete' && document.body !== null"
"""A page that has come whole. Asked again and again by the browser, so a page still on its way is waited for."""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """selector => [...document.querySelectorAll(selector)]
    .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 44)
    .map(one => one.outerHTML.slice(0, 120))"""


def fits(page: Page, said: str) -> None:
    """Nothing of the page is wider than the screen. `said` names the page if something is."""
    page.wait_for_function(SETTLED)
    assert page.evaluate(WIDE) <= 0, said


def tappable(page: Page, selector: str, said: str) -> None:
    """Everything found by the selector that can be seen is at least 44 px high."""
    page.wait_for_function(SETTLED)
    assert page.evaluate(SMALL, selector) == [], said
