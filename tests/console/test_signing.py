"""Signing in and out, changing the password, choosing language and colours."""

import pytest
from django.test import Client

from gridward.account.models import Account
from tests.console.cast import PASSWORD, Cast, page

pytestmark = pytest.mark.django_db


def test_the_language_can_be_chosen_before_signing_in(cast: Cast) -> None:
    assert "登录" in page(cast.nobody, "/sign-in/")
    assert "Sign in" not in page(cast.nobody, "/sign-in/")
    cast.nobody.post("/language/", {"language": "en", "next": "/sign-in/"})
    found = page(cast.nobody, "/sign-in/")
    assert "Sign in" in found
    assert 'lang="en"' in found
    cast.nobody.post("/sign-in/", {"username": "chen", "password": PASSWORD})
    assert "Sign out" in page(cast.nobody, "/")
    assert Account.objects.get(username="chen").language == "en"


def test_wrong_passwords_are_answered_in_the_readers_language(cast: Cast) -> None:
    wrong = {"username": "chen", "password": "wrong"}
    assert "账号或密码不对" in cast.nobody.post("/sign-in/", wrong).content.decode()
    cast.nobody.post("/language/", {"language": "en"})
    assert "do not go together" in cast.nobody.post("/sign-in/", wrong).content.decode()
    unknown = cast.nobody.post("/sign-in/", {"username": "nobody", "password": "wrong"}).content.decode()
    assert "do not go together" in unknown


def test_too_many_wrong_passwords_lock_the_door(cast: Cast) -> None:
    for _attempt in range(9):
        answer = cast.nobody.post("/sign-in/", {"username": "chen", "password": "wrong"})
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()
    answer = cast.nobody.post("/sign-in/", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 429


def test_signing_in_goes_on_where_one_was_sent_from(cast: Cast) -> None:
    answer = cast.nobody.post("/sign-in/?next=/ledger/", {"username": "chen", "password": PASSWORD, "next": "/ledger/"})
    assert (answer.status_code, answer["Location"]) == (302, "/ledger/")
    outside = Client().post(
        "/sign-in/", {"username": "chen", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert outside["Location"] == "/"


def test_signing_out(cast: Cast) -> None:
    assert cast.chen.get("/sign-out/").status_code == 405
    assert cast.chen.post("/sign-out/")["Location"] == "/sign-in/"
    assert cast.chen.get("/").status_code == 302


def test_changing_the_password(cast: Cast) -> None:
    new = {"old_password": PASSWORD, "new_password1": "a longer secret 9", "new_password2": "a longer secret 9"}
    assert cast.chen.post("/password/", new | {"old_password": "wrong"}).status_code == 200
    assert cast.chen.post("/password/", new | {"new_password2": "another"}).status_code == 200
    assert cast.chen.post("/password/", new | {"new_password1": "short", "new_password2": "short"}).status_code == 200
    assert cast.chen.post("/password/", new).status_code == 302
    assert "密码已修改" in page(cast.chen, "/")


@pytest.mark.parametrize(
    ("theme", "kept"), [("dark", "dark"), ("light", "light"), ("auto", "auto"), ("<script>", "auto")]
)
def test_colours(cast: Cast, theme: str, kept: str) -> None:
    answer = cast.lin.post("/theme/", {"theme": theme, "next": "/ledger/"})
    assert answer["Location"] == "/ledger/"
    assert f'data-theme="{kept}"' in page(cast.lin, "/")


def test_choices_lead_nowhere_else(cast: Cast) -> None:
    for address in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""):
        assert cast.lin.post("/theme/", {"theme": "dark", "next": address})["Location"] == "/"


def test_a_page_that_breaks_says_so_in_both_languages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("a secret of the insides")

    monkeypatch.setattr("gridward.console.pages.situation.watermark", broken)
    cast.lin.raise_request_exception = False
    answer = cast.lin.get("/")
    assert answer.status_code == 500
    found = answer.content.decode()
    assert "系统出了问题" in found
    assert "Something went wrong" in found
    assert "secret" not in found


def test_a_form_that_is_out_of_date_says_so(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 403
    assert "页面可能已过期" in answer.content.decode()
    assert "out of date" in answer.content.decode()


def test_a_node_without_accounts_says_how_it_begins(client: Client) -> None:
    assert not Account.objects.exists()
    assert "./run grid import" in client.get("/sign-in/").content.decode()
    Account.objects.create_user("someone", PASSWORD)
    found = client.get("/sign-in/").content.decode()
    assert "./run grid import" not in found
    assert "请联系本单位管理员" in found
