"""Every page answers its own people in both languages, and strangers as if it did not exist."""

import pytest

from gridward.account.models import Account
from gridward.kit.clock import iso
from tests.console.cast import EAST, FAR, TOWN, WEST, Cast, in_english, page, signed_in
from tests.toy.node import COUNTY, at, entry, send, uuid

PAGES = [
    "/",
    "/?figure=toy.passages&sort=value",
    f"/?area={TOWN}&as_of=2020-02-04",
    f"/areas/{COUNTY}/",
    f"/areas/{TOWN}/",
    f"/areas/{EAST}/",
    "/figures/",
    f"/figures/?area={TOWN}&as_of=2020-02-04T12:00:00+08:00",
    "/figures/toy.cars/",
    f"/figures/toy.cars/?member=village&area={TOWN}&as_of=2020-02-04&known_at=20",
    "/figures/toy.on_hand/",
    "/figures/toy.on_hand/?member=protection",
    "/figures/toy.covered/",
    "/figures/grid.areas/?member=village",
    "/ledger/",
    "/ledger/?outcome=held&from=2020-02-01&to=2020-02-28&sort=at",
    "/ledger/toy.cars/",
    f"/ledger/toy.moved/?is.item=mask&area={TOWN}&order=up",
    "/ledger/held/",
    f"/entries/{uuid(101)}/",
    f"/entries/{uuid(110)}/",
    f"/entries/{uuid(111)}/",
    f"/entries/{uuid(101)}/correct/",
    f"/entries/{uuid(110)}/correct/",
    f"/entries/{uuid(101)}/void/",
    "/record/",
    f"/record/toy.cars/?area={EAST}",
    "/record/toy.visit/",
    "/record/grid.area/",
    "/sheets/",
    "/ledger/toy.cars/export/?from=2020-02-01",
    "/password/",
    "/me/",
    "/officers/",
    "/officers/?show=vacant",
    "/officers/chen/",
    "/officers/chen/office/",
    f"/officers/invite/?area={EAST}&role=village_doctor",
    f"/why/?area={EAST}",
    "/why/?officer=chen",
    "/view-as/",
    "/view-as/log/",
    "/pick/areas/?area=37168110",
]


@pytest.mark.parametrize("address", PAGES)
def test_its_own_people_see_it_in_both_languages(cast: Cast, address: str) -> None:
    chinese = page(cast.lin, address)
    english = page(in_english(cast.lin), address)
    if not address.startswith("/pick/"):
        assert 'lang="zh-Hans"' in chinese and "态势" in chinese and "退出登录" in chinese
        assert 'lang="en"' in english and "Situation" in english and "Sign out" in english
        assert "退出登录" not in english and "Sign out" not in chinese
    assert "Traceback" not in chinese + english


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_sent_to_sign_in(cast: Cast, address: str) -> None:
    response = cast.nobody.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/")


@pytest.mark.parametrize("address", [one for one in PAGES if one != "/pick/areas/?area=37168110"])
def test_for_a_stranger_nothing_is_there(cast: Cast, address: str) -> None:
    assert "没有这个页面" in page(cast.zhou, address, 404)


SEEN_BY_CHEN = ["/", f"/areas/{EAST}/", f"/figures/toy.cars/?area={EAST}", "/ledger/", f"/entries/{uuid(101)}/"]
NOT_SEEN_BY_CHEN = [
    f"/?area={TOWN}",
    f"/areas/{TOWN}/",
    f"/areas/{COUNTY}/",
    f"/areas/{WEST}/",
    f"/areas/{FAR}/",
    "/areas/nowhere/",
    f"/figures/?area={WEST}",
    f"/figures/toy.cars/?area={TOWN}",
    f"/figures/toy.cars/?area={FAR}",
    f"/ledger/?area={TOWN}",
    f"/entries/{uuid(103)}/",
    f"/entries/{uuid(104)}/",
    f"/entries/{uuid(105)}/",
    f"/entries/{uuid(111)}/",
    f"/entries/{uuid(103)}/correct/",
    f"/entries/{uuid(103)}/void/",
    f"/entries/{uuid(99999)}/",
    "/record/policy.response/",
    "/record/toy.cars/",
    "/ledger/no.such/",
    "/figures/no.such/",
]


@pytest.mark.parametrize("address", SEEN_BY_CHEN)
def test_a_village_leader_sees_the_village(cast: Cast, address: str) -> None:
    page(cast.chen, address)


@pytest.mark.parametrize("address", NOT_SEEN_BY_CHEN)
def test_a_village_leader_sees_nothing_else(cast: Cast, address: str) -> None:
    page(cast.chen, address, 404)


def test_nothing_on_a_village_leaders_pages_tells_of_other_areas(cast: Cast) -> None:
    for address in [*SEEN_BY_CHEN, "/figures/", "/record/", "/ledger/held/"]:
        found = page(cast.chen, address)
        for code in (WEST, FAR, f"{TOWN}/", f"area={TOWN}&", f"/areas/{COUNTY}/"):
            assert code not in found, (address, code)


def test_a_search_finds_only_what_is_seen(cast: Cast) -> None:
    assert EAST in page(cast.chen, "/pick/areas/?area=village")
    assert WEST not in page(cast.chen, "/pick/areas/?area=village")
    assert WEST in page(cast.lin, "/pick/areas/?area=village")


def test_moving_somebody_out_of_office_takes_the_pages_away(cast: Cast) -> None:
    Account.objects.filter(username="chen").update(is_active=False)
    assert signed_in("chen").get("/").status_code == 302


def test_points_of_a_meeting_stand_as_a_numbered_list(cast: Cast) -> None:
    points = ["认识之一", "认识之二", "认识之三"]
    body = {"type": "special", "start": iso(at(5, 9)), "points": points, "decisions": [{"text": "只有一条"}]}
    (receipt,) = send(entry(960, "command.meeting", EAST, at(5, 9), body))
    assert receipt.outcome == "accepted", receipt
    found = page(cast.chen, f"/entries/{uuid(960)}/")
    assert f'<ol class="points">{"".join(f"<li>{text}</li>" for text in points)}</ol>' in found
    assert found.count('<ol class="points">') == 1
