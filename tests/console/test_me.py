"""One's own account: offices in words, sittings, devices, a new password."""

from django.test import Client

from gridward.account import devices
from gridward.account.models import Account, Device, Sitting
from gridward.plug.catalogue import CATALOGUE
from tests.console.cast import EAST, PASSWORD, Cast, in_english, page


def came(name: str = "chen") -> Client:
    browser = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    assert browser.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return browser


def test_offices_and_what_they_allow_in_words(cast: Cast) -> None:
    found = page(came(), "/me/")
    for word in (
        "村（社区）书记",
        EAST,
        "派任务",
        str(CATALOGUE.domains["screening"].label.zh) + "（全部）",
        "网格员",
        "Firefox · Linux",
    ):
        assert word in found, word
    english = page(in_english(cast.chen), "/me/")
    assert "My offices and what they allow" in english
    assert "assign duties" in english


def test_ending_a_sitting_signs_out_there(cast: Cast) -> None:
    one, other = came(), came()
    key = other.session.session_key
    number = Sitting.objects.get(session_key=key).pk
    theirs = came("fang")
    assert theirs.post("/me/sittings/", {"sitting": number}).status_code == 404
    assert one.post("/me/sittings/", {"sitting": "x"}).status_code == 404
    assert one.post("/me/sittings/", {"sitting": number}).status_code == 302
    assert other.get("/").status_code == 302
    third = came()
    assert one.post("/me/sittings/", {"sitting": "others"}).status_code == 302
    assert third.get("/").status_code == 302
    page(one, "/me/")
    page(theirs, "/me/")


def test_a_new_password_keeps_this_sitting_and_ends_the_others(cast: Cast) -> None:
    one, other = came(), came()
    new = {"old_password": PASSWORD, "new_password1": "a longer secret 9", "new_password2": "a longer secret 9"}
    Account.objects.filter(username="chen").update(demonstration=True)
    assert one.post("/password/", new)["Location"] == "/me/"
    assert "密码已修改" in page(one, "/me/")
    assert "本机" in page(one, "/me/")
    assert other.get("/").status_code == 302
    assert not Account.objects.get(username="chen").demonstration


def test_ones_own_devices_and_nobody_elses(cast: Cast) -> None:
    devices.add("chen's phone", Account.objects.get(username="chen"))
    devices.add("fang's phone", Account.objects.get(username="fang"))
    found = page(cast.chen, "/me/")
    assert "chen&#x27;s phone" in found
    assert "fang&#x27;s phone" not in found
    assert cast.chen.post("/me/devices/", {"device": "fang's phone"}).status_code == 404
    assert cast.chen.post("/me/devices/", {"device": "chen's phone"}).status_code == 302
    assert Device.objects.get(name="chen's phone").revoked
    assert not Device.objects.get(name="fang's phone").revoked
