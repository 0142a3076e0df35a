"""Devices and their tokens."""

import hashlib

import pytest

from gridward.account import devices
from gridward.account.models import Account, Device
from gridward.kit.errors import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_a_token_finds_its_device_and_only_its_hash_is_kept() -> None:
    account = Account.objects.create_user("li", name_zh="李")
    device, token = devices.add("phone-1", account)
    found = devices.of_token(token)
    assert found == device
    assert found is not None
    assert found.account == account
    assert bytes(found.token_hash or b"") == hashlib.sha256(token.encode()).digest()
    assert devices.add("phone-2")[1] != token


@pytest.mark.parametrize("token", ["", "x", "令牌", "\ud800", "a" * 100_000])
def test_no_other_token_finds_a_device(token: str, django_assert_num_queries: object) -> None:
    devices.add("phone-1")
    devices.node()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert devices.of_token(token) is None


def test_a_revoked_device_stays_known_as_revoked() -> None:
    _, token = devices.add("phone-1")
    devices.revoke("phone-1")
    since = devices.revoke("phone-1").revoked_at
    found = devices.of_token(token)
    assert found is not None
    assert found.revoked
    assert found.revoked_at == since
    with pytest.raises(Refusal, match="no device"):
        devices.revoke("phone-9")


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "phone-1"])
def test_a_bad_or_taken_name_is_refused(name: str) -> None:
    devices.add("phone-1")
    with pytest.raises(Refusal) as refused:
        devices.add(name)
    assert refused.value.reasons[0].field == "name"
    assert Device.objects.count() == 1


def test_devices_are_entered_by_name_once() -> None:
    first = devices.named(["b", "a", "b"])
    assert set(first) == {"a", "b"}
    assert devices.named(["a", "b"]) == first
    assert devices.node() == devices.node()
    assert Device.objects.count() == 3


def test_an_account_without_a_password_cannot_sign_in_and_shows_a_name() -> None:
    account = Account.objects.create_user("li")
    assert not account.has_usable_password()
    assert (account.name.zh, account.name.en) == ("li", "li")
    assert Account.objects.create_user("sun", "secret-words-1", name_zh="孙").check_password("secret-words-1")
    assert Account.objects.get_by_natural_key("sun").name.en == "孙"
