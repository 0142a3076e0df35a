"""Public pages in the console: seen and switched by whoever runs the node or heads the command, and by nobody else."""

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.models import PublicSwitch
from gridward.grid.published import is_on, switch
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.console.cast import EAST, FAR, PASSWORD, TOWN, Cast, in_english, page, signed_in
from tests.toy.node import COUNTY, OTHER, at

HERE = "/public-pages/"


@pytest.fixture
def head(cast: Cast) -> Client:
    """Kong heads the command of the town."""
    return _officer("kong", "command_head", TOWN)


def _officer(name: str, role: str, code: str) -> Client:
    account = Account.objects.create_user(name, PASSWORD, name_zh=name, name_en=name)
    with writing():
        offices.appoint(
            offices.Appointment(
                source=repeatable(name), role=role, area=tree().need(code).id, from_at=at(1), account=account.pk
            )
        )
    return signed_in(name)


def test_the_head_of_command_switches_a_page_on_and_off_and_both_are_noted(cast: Cast, head: Client) -> None:
    assert "尚未开设公示页" in page(head, HERE)
    answered = head.post(f"{HERE}on/", {"area": EAST})
    assert answered.status_code == 302
    assert is_on(tree().need(EAST).id)
    html = page(head, HERE)
    assert f"http://testserver/public/{EAST}/" in html and "已开设" in html
    assert page(cast.nobody, f"/public/{EAST}/")
    assert head.post(f"{HERE}on/", {"area": EAST}).status_code == 302
    assert head.post(f"{HERE}off/", {"area": EAST}).status_code == 302
    assert page(cast.nobody, f"/public/{EAST}/", 404)
    noted = [(one.on, one.account.username if one.account else "") for one in PublicSwitch.objects.order_by("id")]
    assert noted == [(True, "kong"), (False, "kong")]
    assert page(head, HERE).count("kong") >= 2


def test_what_the_command_line_switched_is_noted_as_such(cast: Cast) -> None:
    switch(tree().need(COUNTY), on=True)
    assert "命令行" in page(cast.lin, HERE)
    assert "command line" in page(in_english(cast.lin), HERE)


def test_nobody_else_sees_the_page_or_switches_anything(cast: Cast) -> None:
    for client in (cast.chen, cast.fang, _officer("bai", "publicity_group", TOWN)):
        assert page(client, HERE, 404)
        assert client.post(f"{HERE}on/", {"area": EAST}).status_code == 404
        assert HERE not in page(client, "/")
    assert cast.nobody.post(f"{HERE}on/", {"area": EAST}).status_code == 302
    assert not is_on(tree().need(EAST).id)
    assert HERE in page(cast.lin, "/")


def test_oversight_sees_who_switched_what_and_switches_nothing(cast: Cast) -> None:
    switch(tree().need(TOWN), on=True, by=Account.objects.get(username="operator"))
    eye = _officer("eye", "oversight", TOWN)
    html = page(eye, HERE)
    assert f"/public/{TOWN}/" in html
    assert "/public-pages/off/" not in html and "/public-pages/on/" not in html
    assert eye.post(f"{HERE}off/", {"area": TOWN}).status_code == 404


def test_a_page_outside_the_town_is_neither_listed_nor_switched(cast: Cast, head: Client) -> None:
    switch(tree().need(FAR), on=True)
    assert f"/public/{FAR}/" not in page(head, HERE)
    answered = head.post(f"{HERE}off/", {"area": FAR})
    assert answered.status_code == 400
    assert "不是您职责范围内的区域" in answered.content.decode()
    assert is_on(tree().need(FAR).id)


@pytest.mark.parametrize("said", ["", "没有这个镇", "371681102203.place9", OTHER])
def test_a_wrong_area_is_named_with_its_remedy(cast: Cast, head: Client, said: str) -> None:
    answered = head.post(f"{HERE}on/", {"area": said})
    assert answered.status_code == 400
    assert "区域" in answered.content.decode()
    assert not PublicSwitch.objects.exists()


def test_another_deed_does_not_exist(cast: Cast) -> None:
    assert cast.lin.post(f"{HERE}burn/", {"area": EAST}).status_code == 404
    assert cast.lin.get(f"{HERE}on/").status_code == 405
