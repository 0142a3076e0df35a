"""Who somebody is stays masked until a purpose is said; every look is written down; two become one and two again."""

from typing import Any

import pytest
from django.test import Client

from gridward.figure.fold import catch_up
from gridward.figure.rebuild import check
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.ledger.names import kind_number
from gridward.ledger.stored import select
from gridward.ledger.verify import verify
from gridward.roll.models import AccessLog, Alias, ErasureRegister, Thing, Trait
from gridward.roll.register import register
from tests.console.cast import Cast, Tags, page
from tests.toy.node import EAST, FAR, NOW, TOWN, at

pytestmark = pytest.mark.kernel

ID_NO = "11010519491231002X"


@pytest.fixture
def people(cast: Cast) -> dict[str, int]:
    """A family in East, one more of the same name in East, somebody in Far."""
    east, far = tree().need(EAST).id, tree().need(FAR).id
    items: list[dict[str, Any]] = [
        _item("home", "household", {"name": "测试甲", "door": "1号"}, east),
        _item("one", "person", {"name": "测试甲", "id_no": ID_NO, "phone": "13800000001"}, east)
        | {"holder": str(repeatable("home"))},
        _item("two", "person", {"name": "测试甲", "birth": "1949-12-31", "phone": "13800000001"}, east),
        _item("car", "vehicle", {"plate": "鲁M12345"}, east) | {"holder": str(repeatable("one"))},
        _item("far", "person", {"name": "测试远"}, far),
    ]
    with writing():
        found = register(items, NOW)
    return {name: one.thing or 0 for name, one in zip(("home", "one", "two", "car", "far"), found, strict=True)}


def _item(name: str, kind: str, identity: dict[str, Any], area: int) -> dict[str, Any]:
    return {"kind": kind, "id": str(repeatable(name)), "identity": identity, "area": area}


def met() -> int | None:
    """How many were met in the town."""
    catch_up()
    return values([("toy.met", "")], area=tree().need(TOWN).id, as_of=at(20))[0].value


def sought(client: Client, text: str) -> str:
    response = client.post("/people/", {"q": text})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("text", ["测试甲", ID_NO.lower(), "138-0000-0001", "鲁M·12345"])
def test_whoever_is_within_reach_is_found_by_what_is_exactly_so_and_it_is_written_down(
    cast: Cast, people: dict[str, int], text: str
) -> None:
    html = sought(cast.chen, text)
    wanted = "car" if "鲁" in text else "one"
    assert f'/people/{people[wanted]}/"' in html
    assert "测试甲</b>" not in html
    assert AccessLog.objects.filter(thing=people[wanted]).count() == 1
    assert f'/people/{people[wanted]}/"' not in sought(cast.fang, text)


@pytest.mark.parametrize("text", ["测试", "", "没有这个人", "%", "x" * 500, "\0"])
def test_a_part_of_a_name_finds_nobody(cast: Cast, people: dict[str, int], text: str) -> None:
    assert "/people/1" not in sought(cast.chen, text)
    assert not AccessLog.objects.exists()


def test_a_page_is_masked_until_a_purpose_is_said_and_shows_who_looked(cast: Cast, people: dict[str, int]) -> None:
    address = f"/people/{people['one']}/"
    closed = page(cast.chen, address)
    assert "测*甲" in closed
    assert ID_NO not in closed and "测试甲" not in closed
    assert cast.chen.post(f"{address}open/", {"purpose": " "}).status_code == 400
    opened = cast.chen.post(f"{address}open/", {"purpose": "电话随访"}, HTTP_USER_AGENT="a phone").content.decode()
    assert all(text in opened for text in ("测试甲", ID_NO, "13800000001", "1949-12-31"))
    assert list(AccessLog.objects.values_list("purpose", "device")) == [("电话随访", "a phone")]
    assert "电话随访" in page(cast.lin, address)
    assert ID_NO not in page(cast.chen, address)


def test_what_is_not_within_reach_does_not_exist(cast: Cast, people: dict[str, int]) -> None:
    for client, status in ((cast.fang, 404), (cast.zhou, 404), (cast.nobody, 302)):
        assert client.get(f"/people/{people['one']}/").status_code == status
        assert client.post(f"/people/{people['one']}/open/", {"purpose": "x"}).status_code == status
    page(cast.lin, "/people/999999/", 404)
    assert not AccessLog.objects.exists()


def test_a_household_shows_its_members_and_a_person_their_vehicles(cast: Cast, people: dict[str, int]) -> None:
    links = [attrs["href"] for attrs, _ in Tags(page(cast.chen, f"/people/{people['home']}/")).all("a", href="*")]
    assert f"/people/{people['one']}/" in links
    links = [attrs["href"] for attrs, _ in Tags(page(cast.chen, f"/people/{people['one']}/")).all("a", href="*")]
    assert {f"/people/{people['home']}/", f"/people/{people['car']}/"} <= set(links)


def test_two_become_one_and_two_again_and_nothing_is_lost(cast: Cast, people: dict[str, int]) -> None:
    html = page(cast.lin, "/people/duplicates/")
    assert "姓名与出生日期相同" in html
    assert "测试甲" not in html and ID_NO not in html
    posted = {"one": people["one"], "other": people["two"], "verdict": "same"}
    assert cast.lin.post("/people/duplicates/", posted).status_code == 400
    assert cast.lin.post("/people/duplicates/", posted | {"reason": "同一证件"}).status_code == 302
    assert "没有疑似重复" in page(cast.lin, "/people/duplicates/")
    assert cast.lin.get(f"/people/{people['two']}/").headers["Location"] == f"/people/{people['one']}/"
    assert f"#{people['two']}" in page(cast.lin, f"/people/{people['one']}/")
    assert "#" in sought(cast.lin, "测试甲")
    (entry,) = select("kind = %s", (kind_number("roll.merge"),))
    assert "同一证件" not in entry.content
    assert cast.lin.post(f"/entries/{entry.uuid}/void/", {"reason": "弄错了"}).status_code == 302
    page(cast.lin, f"/people/{people['two']}/")
    assert "姓名与出生日期相同" in page(cast.lin, "/people/duplicates/")
    catch_up()
    assert check() == []
    assert verify() == []


def test_not_the_same_is_never_proposed_again(cast: Cast, people: dict[str, int]) -> None:
    posted = {"one": people["two"], "other": people["one"], "verdict": "not_same", "reason": "两个人"}
    assert cast.lin.post("/people/duplicates/", posted).status_code == 302
    assert "没有疑似重复" in page(cast.lin, "/people/duplicates/")
    page(cast.lin, f"/people/{people['two']}/")


def test_who_may_not_decide_or_erase_finds_no_page(cast: Cast, people: dict[str, int]) -> None:
    page(cast.chen, "/people/duplicates/", 404)
    page(cast.chen, f"/people/{people['one']}/erase/", 404)
    for bad in ({}, {"one": "x", "other": "9" * 30}, {"one": people["one"], "other": people["one"], "reason": "x"}):
        assert cast.lin.post("/people/duplicates/", bad).status_code == 404


def test_erasing_asks_twice_destroys_and_shows_the_proof(cast: Cast, people: dict[str, int]) -> None:
    address = f"/people/{people['one']}/erase/"
    assert cast.lin.post(address, {"reason": ""}).status_code == 400
    assert "再次核对" in cast.lin.post(address, {"reason": "保存期满"}).content.decode()
    assert cast.lin.post(address, {"reason": "保存期满", "confirm": "1"}).status_code == 400
    assert Thing.objects.get(id=people["one"]).key is not None
    assert cast.lin.post(address, {"reason": "保存期满", "confirm": str(people["one"])}).status_code == 302
    html = page(cast.lin, address)
    assert "全部校验通过" in html
    assert ErasureRegister.objects.get().reason == "保存期满"
    assert not Alias.objects.filter(thing=people["one"]).exists()
    assert not Trait.objects.filter(thing=people["one"]).exists()
    assert "已删除" in page(cast.lin, f"/people/{people['one']}/")
    assert cast.lin.post(f"/people/{people['one']}/open/", {"purpose": "x"}).status_code == 404
    assert f'/people/{people["one"]}/"' not in sought(cast.lin, ID_NO)
    catch_up()
    assert verify() == [] and check() == []


def test_an_entry_shows_what_it_answers_and_what_followed(cast: Cast) -> None:
    (answer,) = select("kind = %s", (kind_number("toy.answer"),))
    page(cast.lin, f"/entries/{answer.uuid}/")
