"""The second factor: codes count once, wrong ones are counted, seeds are sealed, paper codes are good once."""

import base64

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from gridward.account import factors, recovery
from gridward.account.models import Account, RecoveryCode, SecondFactor
from gridward.kit.clock import MINUTE, SECOND, now, standing_at
from gridward.kit.errors import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]
START = 1_580_000_010 * SECOND


def code(seed: str, at: int) -> str:
    return TOTP(base64.b32decode(seed), 6, SHA1(), 30).generate(at // SECOND).decode()


@pytest.fixture
def li() -> Account:
    return Account.objects.create_user("li")


@pytest.fixture
def seed(li: Account) -> str:
    seed = factors.begin()
    with standing_at(START):
        factors.confirm(li, seed, code(seed, START))
    return seed


def test_a_code_counts_once_and_a_clock_may_go_half_a_minute_wrong(li: Account, seed: str) -> None:
    for later in (30, 60, 120):
        at = START + later * SECOND
        with standing_at(at):
            factors.check(li, code(seed, at))
            with pytest.raises(Refusal, match="used already"):
                factors.check(li, code(seed, at))
    at = START + 600 * SECOND
    with standing_at(at):
        factors.check(li, code(seed, at - 30 * SECOND))
        factors.check(li, " ".join(code(seed, at + 30 * SECOND)))
        with pytest.raises(Refusal):
            factors.check(li, code(seed, at + 90 * SECOND))


def test_it_is_not_set_up_with_a_code_that_does_not_fit(li: Account) -> None:
    seed = factors.begin()
    for wrong in ("", "12345", "abcdef", "１２３４５６", code(seed, START + 10 * MINUTE)):
        with standing_at(START), pytest.raises(Refusal):
            factors.confirm(li, seed, wrong)
    assert factors.kinds_of(li) == frozenset()


def test_after_five_wrong_codes_none_is_taken_for_a_while(li: Account, seed: str) -> None:
    at = START + 60 * SECOND
    with standing_at(at):
        for _ in range(5):
            with pytest.raises(Refusal, match="wrong"):
                factors.check(li, "000000" if code(seed, at) != "000000" else "000001")
        with pytest.raises(Refusal, match="Too many"):
            factors.check(li, code(seed, at))
    later = at + 16 * MINUTE
    with standing_at(later):
        factors.check(li, code(seed, later))


def test_seeds_are_sealed(li: Account, seed: str) -> None:
    kept = bytes(SecondFactor.objects.get().secret)
    assert seed.encode() not in kept
    assert base64.b32decode(seed) not in kept


def test_a_node_with_another_secret_says_what_to_do(li: Account, seed: str, settings: object) -> None:
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="recovery code"):
        factors.check(li, "123456")


def test_paper_codes_are_good_once_and_only_their_fingerprints_are_kept(li: Account, seed: str) -> None:
    codes = recovery.make(li)
    assert len(set(codes)) == 10
    assert all(
        one.replace("-", "").encode() not in bytes(row.code_hash) for row in RecoveryCode.objects.all() for one in codes
    )
    assert recovery.use(li, codes[0].upper().replace("-", " "))
    assert not recovery.use(li, codes[0])
    assert recovery.left(li) == 9
    other = Account.objects.create_user("wang")
    assert not recovery.use(other, codes[1])
    recovery.make(li)
    assert not recovery.use(li, codes[1])


def test_with_the_last_factor_the_paper_codes_go(li: Account, seed: str) -> None:
    recovery.make(li)
    assert not factors.remove(Account.objects.create_user("wang"), SecondFactor.objects.get().pk)
    assert factors.remove(li, SecondFactor.objects.get().pk)
    assert recovery.left(li) == 0
    assert now() > START
