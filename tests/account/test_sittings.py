"""Sittings: seen seldom written, ended from elsewhere; switching an account off ends all at once."""

import pytest
from django.contrib.sessions.backends.db import SessionStore

from gridward.account import closing, devices, invitations, sittings
from gridward.account.models import Account, Sitting
from gridward.kit.clock import MINUTE, now, standing_at

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def sit(account: Account, agent: str = "") -> str:
    session = SessionStore()
    session["x"] = 1
    session.save()
    sittings.begin(account, session.session_key or "", agent)
    return session.session_key or ""


@pytest.fixture
def li() -> Account:
    return Account.objects.create_user("li", "secret-words-1")


def test_one_can_be_ended_from_another_and_nobody_elses(li: Account) -> None:
    here, there = sit(li), sit(li)
    other = Account.objects.create_user("wang")
    theirs = sit(other)
    assert {one.session_key for one in sittings.of(li)} == {here, there}
    number = Sitting.objects.get(session_key=theirs).pk
    assert not sittings.end(li, number)
    assert sittings.end(li, Sitting.objects.get(session_key=there).pk)
    assert [one.session_key for one in sittings.of(li)] == [here]
    third = sit(li)
    assert sittings.end_others(li, third) == 1
    assert [one.session_key for one in sittings.of(li)] == [third]
    assert SessionStore(theirs).exists(theirs)
    assert sittings.last_seen([li.pk, other.pk]).keys() == {li.pk, other.pk}


def test_being_seen_is_written_at_most_every_five_minutes(li: Account, django_assert_num_queries: object) -> None:
    key = sit(li)
    began = now()
    with django_assert_num_queries(0):  # type: ignore[operator]
        sittings.seen(key)
    with standing_at(began + 6 * MINUTE):
        sittings.seen(key)
        with django_assert_num_queries(0):  # type: ignore[operator]
            sittings.seen(key)
    assert Sitting.objects.get().seen_at == began + 6 * MINUTE


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "Chrome · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 10) Chrome/87 Mobile MicroMessenger/8.0", "WeChat · Android"),
        ("<script>alert(1)</script>", "?"),
        ("", "?"),
    ],
)
def test_a_browser_is_told_in_two_words(agent: str, words: str) -> None:
    assert sittings.browser_of(agent) == words


def test_switching_off_ends_sittings_tokens_and_links(li: Account) -> None:
    sit(li)
    _device, token = devices.add("li's phone", li)
    invitation, _ = invitations.make(li, by=None, reset=True)
    closing.switch_off(li)
    invitation.refresh_from_db()
    assert sittings.of(li) == []
    found = devices.of_token(token)
    assert found is not None
    assert found.revoked
    assert invitations.state(invitation) == "withdrawn"
    assert not Account.objects.get(username="li").is_active
    closing.switch_on(li)
    assert Account.objects.get(username="li").is_active
    assert [one.revoked for one in closing.devices_of(li)] == [True]
