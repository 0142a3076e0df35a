"""The situation page: what leads, the tiles, and asking again without being told the same twice."""

from html import unescape

import pytest
from django.test import Client

from gridward.figure.fold import catch_up
from gridward.kit import clock
from gridward.kit.clock import DAY
from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, Tags, page
from tests.toy.node import COUNTY, NOW, ZONE, at, entry, send


def tiles(html: str) -> dict[str, tuple[str, str]]:
    """Each tile by its link: its classes and text."""
    found = Tags(html).all("a", **{"data-figure": "*", "title": "*"})
    return {unescape(attrs["href"]): (attrs["class"], text) for attrs, text in found}


def test_tiles_are_the_areas_below(lin: Client) -> None:
    found = tiles(page(lin, f"/?area={TOWN}&figure=toy.passages"))
    assert {href.partition("area=")[2] for href in found} == {EAST, WEST}
    assert [text[-1] for _css, text in found.values()] == ["2", "1"]


def test_tiles_can_be_sorted_by_value(lin: Client) -> None:
    send(*(entry(300 + number, "toy.cars", WEST, at(6), {"count": 1}) for number in range(5)))
    catch_up()
    by_value = list(tiles(page(lin, f"/?area={TOWN}&figure=toy.passages&sort=value")))
    by_code = list(tiles(page(lin, f"/?area={TOWN}&figure=toy.passages")))
    assert by_code == by_value[::-1]


def test_nothing_and_missing_look_different(lin: Client) -> None:
    found = tiles(page(lin, f"/?area={COUNTY}&figure=toy.answered&as_of=2020-02-05"))
    nobody_asked = [tile for href, tile in found.items() if ZONE in href]
    silent = [tile for href, tile in found.items() if ZONE not in href]
    assert {css for css, _text in silent} == {"tile missing"}
    assert all("缺报" in text for _css, text in silent)
    assert {css for css, _text in nobody_asked} == {"tile asked"}
    before = tiles(page(lin, f"/?area={COUNTY}&figure=toy.answered&as_of=2020-02-01"))
    assert {css for css, _text in before.values()} == {"tile asked"}


def test_an_unknown_figure_falls_back_to_a_known_one(lin: Client) -> None:
    for mark in ("nothing", "toy.cars[nothing]", "toy.on_hand", "'\"><script>"):
        assert "<script>'" not in page(lin, f"/?figure={mark}")


def test_it_is_not_sent_again_while_nothing_moved(cast: Cast) -> None:
    first = cast.lin.get("/")
    tag = first["ETag"]
    again = cast.lin.get("/", headers={"If-None-Match": tag, "HX-Request": "true"})
    assert again.status_code == 304
    assert again.content == b""
    assert cast.lin.get("/?figure=toy.cars", headers={"If-None-Match": tag}).status_code == 200
    assert cast.chen.get("/", headers={"If-None-Match": tag}).status_code == 200
    send(entry(300, "toy.cars", EAST, at(6), {"count": 1}))
    assert cast.lin.get("/", headers={"If-None-Match": tag}).status_code == 304
    catch_up()
    fresh = cast.lin.get("/", headers={"If-None-Match": tag, "HX-Request": "true"})
    assert fresh.status_code == 200
    assert "<html" not in fresh.content.decode()
    assert fresh["ETag"] != tag


def test_a_change_of_language_sends_it_again(cast: Cast) -> None:
    tag = cast.lin.get("/")["ETag"]
    cast.lin.post("/language/", {"language": "en"})
    assert cast.lin.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_it_says_how_far_it_goes(lin: Client) -> None:
    assert "数据截至 2020-02-04 23:59" in page(lin, "/?as_of=2020-02-04")
    assert "实时" in page(lin, "/")


@pytest.mark.parametrize(("to", "live"), [("2020-02-10", False), (None, True), ("2020-12-31", True)])
def test_screens_of_a_case_that_is_over_stand_at_its_end(cast: Cast, to: str | None, live: bool) -> None:
    send(entry(300, "policy.response", COUNTY, at(1), {"pack": "cn-covid-e3", "from": "2020-02-01", "to": to}))
    catch_up()
    found = page(cast.lin, "/")
    assert ("实时" in found) is live
    assert ("数据截至 2020-02-10 23:59" in found) is not live
    with clock.standing_at(NOW + 400 * DAY):
        assert 'value="2020-02-10T23:59' in page(cast.lin, "/record/toy.cars/") or live


def test_the_page_of_a_village_without_areas_below_has_no_tiles(cast: Cast) -> None:
    assert "mosaic-title" not in page(cast.fang, f"/?area={FAR}")
    assert "mosaic-title" in page(cast.lin, f"/?area={TOWN}")
