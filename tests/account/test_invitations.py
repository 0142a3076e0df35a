"""One-time links: good once, for seven days, until withdrawn; only a fingerprint is kept."""

import hashlib

import pytest

from gridward.account import invitations, sittings
from gridward.account.models import Account, Invitation
from gridward.kit.clock import DAY, now, standing_at
from gridward.kit.errors import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]
WORDS = "mist over seven hills"


@pytest.fixture
def li() -> Account:
    return Account.objects.create_user("li", name_zh="演示-李")


def test_a_link_gives_the_password_once(li: Account) -> None:
    invitation, token = invitations.make(li, by=None)
    assert bytes(invitation.token_hash) == hashlib.sha256(token.encode()).digest()
    assert token not in str(list(Invitation.objects.values()))
    found = invitations.of_token(token)
    assert found is not None
    assert invitations.state(found) == "open"
    assert invitations.accept(found, WORDS).check_password(WORDS)
    assert invitations.state(Invitation.objects.get()) == "used"
    with pytest.raises(Refusal, match="has been used"):
        invitations.accept(found, "another password 1")
    assert Account.objects.get().check_password(WORDS)


def test_it_lasts_seven_days(li: Account) -> None:
    invitation, _token = invitations.make(li, by=None)
    with standing_at(now() + 7 * DAY - 1_000_000):
        assert invitations.state(invitation) == "open"
    with standing_at(now() + 7 * DAY + 1_000_000):
        assert invitations.state(invitation) == "expired"
        with pytest.raises(Refusal, match="7 days"):
            invitations.accept(invitation, WORDS)


def test_a_new_one_ends_those_before_and_one_can_be_withdrawn(li: Account) -> None:
    first, _ = invitations.make(li, by=None)
    second, _ = invitations.make(li, by=None)
    first.refresh_from_db()
    assert (invitations.state(first), invitations.state(second)) == ("withdrawn", "open")
    assert invitations.latest([li.pk])[li.pk] == second
    assert invitations.withdraw(li) == 1
    with pytest.raises(Refusal, match="withdrawn"):
        invitations.accept(second, WORDS)
    assert not Account.objects.get().has_usable_password()


def test_a_new_password_ends_sittings_and_the_demonstration(li: Account) -> None:
    Account.objects.filter(pk=li.pk).update(demonstration=True)
    li.refresh_from_db()
    sittings.begin(li, "k" * 32, "")
    invitation, _ = invitations.make(li, by=None, reset=True)
    assert not invitations.accept(invitation, WORDS).demonstration
    assert sittings.of(li) == []


@pytest.mark.parametrize("token", ["", "x", "令牌", "\ud800", "a" * 100_000])
def test_nobody_guesses_one(li: Account, token: str) -> None:
    invitations.make(li, by=None)
    assert invitations.of_token(token) is None


def test_an_account_that_is_off_cannot_be_taken_over(li: Account) -> None:
    invitation, _ = invitations.make(li, by=None)
    Account.objects.filter(pk=li.pk).update(is_active=False)
    invitation.account.refresh_from_db()
    with pytest.raises(Refusal):
        invitations.accept(invitation, WORDS)
