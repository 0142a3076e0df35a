"""Codes at doors: what whoever scans one sees and logs, who hangs and withdraws them."""

import re
from uuid import UUID

import pytest
from django.test import Client

from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.doors import hang, place_of
from gridward.grid.models import DoorCode
from gridward.grid.tree import Node, tree
from gridward.kit.clock import MINUTE, standing_at
from gridward.kit.ids import shaped7, uuid7
from gridward.ledger.content import decode
from gridward.ledger.outcome import Outcome
from gridward.plug.kind import key_of
from gridward.public import tapping
from tests.console.cast import Cast, page
from tests.public.test_pages import told
from tests.toy.node import EAST, FAR, NOW, TOWN, at, entry, send

LOG = "sanitation.disinfection"
TEN = bytes(range(10))


def register(number: int, name: str, kind: str, area: str = EAST, status: str = "open") -> Node:
    """A place on the register."""
    body = {"kind": kind, "name": name, "status": status, "department": "market_supervision"}
    send(entry(number, "venue.place", area, at(2), body, subject={"kind": "place", "ref": name}))
    return next(one for one in tree().descendants(tree().need(area).id) if one.name.zh == name)


@pytest.fixture
def shop(cast: Cast) -> Node:
    """A shop in the village East, and other places there and elsewhere."""
    register(901, "东村小学", "school")
    register(902, "远村超市", "supermarket", FAR)
    return register(900, "东村百货", "shop")


def hung(cast: Cast, shop: Node) -> str:
    """The address of the code that Chen hung at the shop's door."""
    assert cast.chen.post("/doors/hang/", {"area": EAST, "place": shop.code}).status_code == 302
    found = re.search(r"/public/door/[^/]+/", page(cast.chen, f"/doors/?area={EAST}"))
    assert found is not None
    return found[0]


def test_one_tap_logs_the_days_disinfection_and_is_flagged_as_unsigned(cast: Cast, shop: Node) -> None:
    address = hung(cast, shop)
    html = page(cast.nobody, address)
    assert "东村百货" in html and "登记今日消毒" in html
    answered = cast.nobody.post(address, {"what": LOG})
    assert answered.status_code == 302
    assert "今日消毒已登记" in page(cast.nobody, answered["Location"])
    (logged,) = told(LOG)
    assert logged.area == shop.id
    assert logged.outcome == Outcome.FLAGGED
    assert logged.subject == key_of("place", shop.id)
    said = decode(logged.content)
    assert (said.by, said.means) == ("", "self")
    catch_up()
    (counted,) = values([("sanitation.shops_disinfected", "")], area=tree().need(EAST).id, as_of=NOW)
    assert counted.value == 1
    assert "未签名" in page(cast.chen, f"/entries/{logged.uuid}/")


def test_the_page_tells_the_name_of_the_place_and_nothing_else(cast: Cast, shop: Node) -> None:
    html = page(cast.nobody, hung(cast, shop))
    for never in ("东村小学", "远村超市", "market_supervision", EAST, TOWN, "chen"):
        assert never not in html


def test_a_page_tapped_twice_logs_once(cast: Cast, shop: Node) -> None:
    address, number = hung(cast, shop), str(uuid7(NOW))
    for _ in range(2):
        assert cast.nobody.post(address, {"what": LOG, "number": number}).status_code == 302
    assert [one.uuid for one in told(LOG)] == [UUID(number)]


@pytest.mark.parametrize(
    "number", ["", "x' OR 1=1", str(shaped7(NOW - 11 * MINUTE, TEN)), str(shaped7(NOW + MINUTE, TEN))]
)
def test_a_number_that_no_page_of_now_has_becomes_none(cast: Cast, shop: Node, number: str) -> None:
    address = hung(cast, shop)
    assert cast.nobody.post(address, {"what": "clinic.case", "number": number}).status_code == 302
    (logged,) = told(LOG)
    assert str(logged.uuid) != number
    assert logged.at == NOW


def test_too_much_at_one_door_within_an_hour_is_not_taken(cast: Cast, shop: Node) -> None:
    address = hung(cast, shop)
    taken = [cast.nobody.post(address).status_code for _ in range(tapping.AT_ONE_DOOR + 1)]
    assert taken == [302] * tapping.AT_ONE_DOOR + [429]
    with standing_at(NOW + 61 * MINUTE):
        assert cast.nobody.post(address).status_code == 302


def test_no_form_is_taken_from_elsewhere(cast: Cast, shop: Node) -> None:
    assert Client(enforce_csrf_checks=True).post(hung(cast, shop)).status_code == 403


def test_a_code_that_was_withdrawn_does_not_exist_and_a_new_one_is_another(cast: Cast, shop: Node) -> None:
    address = hung(cast, shop)
    assert cast.chen.post("/doors/withdraw/", {"area": EAST, "place": shop.code}).status_code == 302
    assert page(cast.nobody, address, 404)
    assert cast.nobody.post(address).status_code == 404
    assert told(LOG) == []
    assert "已停用" in page(cast.chen, f"/doors/?area={EAST}")
    assert hung(cast, shop) != address
    assert page(cast.nobody, "/public/door/guessed/", 404)


def test_a_place_has_one_good_code_however_often_it_is_asked_for(cast: Cast, shop: Node) -> None:
    address = hung(cast, shop)
    assert hung(cast, shop) == address
    assert DoorCode.objects.filter(area=shop.id).count() == 1


def test_of_a_shop_that_closed_the_code_is_no_good(cast: Cast, shop: Node) -> None:
    address = hung(cast, shop)
    send(entry(910, "grid.area", EAST, at(3), {"code": shop.code, "action": "close"}))
    assert page(cast.nobody, address, 404)
    token = DoorCode.objects.get(area=shop.id).token
    assert place_of(token, tree()) is None


def test_codes_are_hung_only_where_somebody_may_log_that(cast: Cast, shop: Node) -> None:
    far = next(one for one in tree().descendants(tree().need(FAR).id) if one.name.zh == "远村超市")
    hung(cast, shop)
    html = page(cast.chen, f"/doors/?area={EAST}")
    assert "东村百货" in html and "东村小学" not in html and "远村超市" not in html
    assert page(cast.chen, f"/doors/?area={FAR}", 404)
    assert cast.chen.post("/doors/hang/", {"area": EAST, "place": far.code}).status_code == 302
    assert not DoorCode.objects.filter(area=far.id).exists()
    hang(far, DoorCode.objects.get(area=shop.id).account)
    assert cast.chen.post("/doors/withdraw/", {"area": EAST, "place": far.code}).status_code == 404
    assert cast.fang.post("/doors/withdraw/", {"area": EAST, "place": shop.code}).status_code == 404
    for stranger, status in ((cast.zhou, 404), (cast.nobody, 302)):
        assert page(stranger, "/doors/", status) or status == 302
        assert stranger.post("/doors/hang/", {"area": EAST}).status_code == status


def test_all_doors_of_an_area_are_given_a_code_at_once(cast: Cast, shop: Node) -> None:
    register(903, "东村饭店", "restaurant")
    assert cast.chen.post("/doors/hang/", {"area": EAST}).status_code == 302
    html = page(cast.chen, f"/doors/?area={EAST}")
    assert html.count("<svg") >= 2 and html.count('class="panel door-slip"') == 2
