"""The boards of zones, risk areas, checklists and stores: what they show, to whom, and what they never show."""

import re
from collections.abc import Iterator

import pytest

from gridward.console.rules.checklists import GREEN, RED, UNKNOWN, by_figure
from gridward.duty import planner
from gridward.kit import clock
from gridward.kit.clock import iso
from gridward.policy.vocabulary import Feed
from tests.console.cast import Cast, Tags, gather, page
from tests.duty.conftest import forget_packs, made_up
from tests.toy.node import COUNTY, EAST, FAR, NOW, WEST, at, entry, send, toy

__all__ = ["made_up", "toy"]

ILL = {"kind": "person", "ref": "Zhao of East"}


@pytest.fixture
def acting(made_up: None, toy: None) -> Iterator[Cast]:
    """A node on which all these clauses are in force."""
    forget_packs()
    with clock.standing_at(NOW):
        found = gather()
        packs = ("keeping", "risks", "supplies", "checked")
        send(*(entry(200 + n, "policy.response", COUNTY, at(1), {"pack": one, "from": "2020-02-01"})
               for n, one in enumerate(packs)))  # fmt: skip
        planner.catch_up()
        yield found


def told(html: str, name: str) -> list[int]:
    """The numbers that a board marks with a name."""
    return [int(one) for one in re.findall(rf'data-{name}="(\d+)"', html)]


def test_zones_say_how_far_and_what_has_no_position(acting: Cast) -> None:
    where = {"code": EAST, "action": "change", "latitude": "36.8", "longitude": "117.8"}
    near = {"code": FAR, "action": "change", "latitude": "36.8", "longitude": "117.801"}
    case = {"classification": "confirmed", "found_at": iso(at(28, 9))}
    send(
        entry(300, "grid.area", COUNTY, at(1), where), entry(301, "grid.area", COUNTY, at(1), near),
        entry(302, "clinic.case", EAST, at(28, 9), case, subject=ILL),
    )  # fmt: skip
    planner.catch_up()
    html = page(acting.lin, "/boards/zones/")
    assert "89 m" in html
    assert told(html, "unknown") == [1]  # West
    assert "Zhao" not in html
    assert "36.800000, 117.800000" in page(acting.lin, f"/areas/{EAST}/")


def test_who_was_in_a_risk_area_is_shown_masked_and_only_to_who_sees_them(acting: Cast) -> None:
    journey = {
        "direction": "in", "stage": "actual", "journey_id": "j", "purpose": "return_home",
        "origin_area": "湖北省武汉市",
        "destination": "x", "arrive_at": iso(at(25)),
    }  # fmt: skip
    listed = {"area": "湖北省", "level": "key", "from": "2020-02-20", "source_document": "made up"}
    send(
        entry(300, "screening.travel_entry", EAST, at(25), journey, subject=ILL),
        entry(301, "command.risk_area", COUNTY, at(26), listed),
    )
    html = page(acting.lin, "/boards/risk-areas/")
    assert told(html, "hits") == [1]
    assert "Zhao of East" not in html
    assert "湖北省自2020-02-20起列入" in html
    assert told(page(acting.fang, "/boards/risk-areas/"), "hits") == [0]
    page(acting.fang, f"/boards/risk-areas/?area={EAST}", 404)


def test_checklists_are_never_green_for_want_of_knowledge(acting: Cast) -> None:
    html = page(acting.lin, "/boards/checklists/")
    assert (told(html, "green"), told(html, "red"), told(html, "unknown")) == ([0], [0], [9])
    items = [{"code": "six_publicity", "answer": "yes"}, {"code": "six_emergency", "answer": "no"}]
    visit = {"subjects": [EAST, WEST], "subject_kind": "village", "by": "x", "started": iso(at(28)), "items": items}
    send(entry(300, "supervision.visit", EAST, at(28), visit))
    html = page(acting.lin, "/boards/checklists/")
    assert (told(html, "green")[0], told(html, "red")[0]) in {(1, 1), (2, 2)}  # West too, where visits are remembered
    old = page(acting.lin, "/boards/checklists/?as_of=2020-02-27")
    assert told(old, "green") == [0]


def test_stores_say_how_long_they_last(acting: Cast) -> None:
    store = {"kind": "place", "ref": "made-up store"}
    use = {"item": "mask", "daily_use": "100", "unit": "只", "from": "2020-02-01"}
    count = {"item": "mask", "counted": "2999", "unit": "只"}
    send(
        entry(300, "supplies.target", EAST, at(2), use, subject=store),
        entry(301, "supplies.stocktake", EAST, at(3), count, subject=store),
    )
    assert told(page(acting.lin, "/boards/stores/?as_of=2020-02-01"), "unstated") == [2]
    html = page(acting.lin, "/boards/stores/")
    assert (told(html, "short"), told(html, "unstated")) == ([1], [1])
    assert "29.9 天" in html
    assert told(page(acting.lin, "/boards/stores/?as_of=2020-02-01"), "short") == [0]


@pytest.mark.parametrize("name", ["zones", "risk-areas", "checklists", "stores"])
def test_a_node_on_which_nothing_is_asked_says_so(cast: Cast, name: str) -> None:
    html = page(cast.lin, f"/boards/{name}/")
    assert "<h1>条款看板" in html
    assert next(Tags(html).all("a", href="/boards/checklists/"))[0]["aria-current"] == "page"
    page(cast.zhou, f"/boards/{name}/", 404)
    page(cast.lin, f"/boards/{name}/?area=nowhere", 404)
    page(cast.lin, "/boards/nothing/", 404)


@pytest.mark.parametrize(
    ("feed", "value", "expected", "state"),
    [
        (Feed(item="x", figure="y", share=100), 10, 10, GREEN),
        (Feed(item="x", figure="y", share=100), 9, 10, RED),
        (Feed(item="x", figure="y", share=80), 8, 10, GREEN),
        (Feed(item="x", figure="y", share=80), 0, 0, UNKNOWN),
        (Feed(item="x", figure="y", share=80), 5, None, UNKNOWN),
        (Feed(item="x", figure="y", min=2), 0, None, UNKNOWN),
        (Feed(item="x", figure="y", min=2), 1, None, RED),
        (Feed(item="x", figure="y", min=2), 2, None, GREEN),
        (Feed(item="x", figure="y", min=2), None, None, UNKNOWN),
    ],
)
def test_what_a_figure_says_of_an_item(feed: Feed, value: int | None, expected: int | None, state: str) -> None:
    assert by_figure(feed, value, expected) == state
