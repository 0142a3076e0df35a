"""The second factor: an app that makes codes (TOTP, RFC 6238), and what it has in common with passkeys.

    enrolment = factors.begin()                     # a seed, to be shown as a QR and kept in the session
    factors.confirm(account, enrolment, "123456")   # raises Refusal while the codes do not agree
    factors.check(account, "123456")                # at each sign-in; raises Refusal, also after too many wrong ones

Seeds are sealed under the node's secret. A code counts once; a step to either side is allowed, as clocks go wrong.
"""

import base64
import secrets
from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction

from gridward.account.models import Account, RecoveryCode, SecondFactor
from gridward.kit.clock import MINUTE, SECOND, now
from gridward.kit.errors import Refusal, refuse

STEP = 30
"""Seconds for which a code stands."""
DIGITS = 6
MOST_WRONG = 5
PAUSE = 15 * MINUTE
"""How long codes are not listened to after so many wrong ones."""
TOTP_KIND, PASSKEY_KIND = "totp", "passkey"


def begin() -> str:
    """A new seed, as the app takes it when it is typed in."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def uri(seed: str, account: Account, issuer: str) -> str:
    """What the QR for the app says."""
    return _generator(seed).get_provisioning_uri(account.username, issuer)


def confirm(account: Account, seed: str, code: str) -> SecondFactor:
    """The app and the node agree: from now on its codes are asked for. Raises Refusal for a code that does not fit."""
    step = _step_of(seed, code)
    if step is None:
        raise _wrong()
    with transaction.atomic():
        SecondFactor.objects.filter(account=account, kind=TOTP_KIND).delete()
        return SecondFactor.objects.create(
            account=account, kind=TOTP_KIND, name="TOTP", secret=_seal(seed), last=step, made_at=now(), used_at=now()
        )


def check(account: Account, code: str) -> None:
    """Whether a code is the app's present one and was not used before; raises Refusal with the remedy."""
    with transaction.atomic():
        found = SecondFactor.objects.select_for_update().filter(account=account, kind=TOTP_KIND).first()
        if found is None:
            raise _wrong()
        if found.wrong >= MOST_WRONG and now() - (found.wrong_at or 0) < PAUSE:
            raise _too_many()
        step = _step_of(_open(bytes(found.secret)), code)
        good = step is not None and step > found.last
        if step is not None and good:
            found.last, found.wrong, found.used_at = step, 0, now()
        else:
            found.wrong = 1 if now() - (found.wrong_at or 0) >= PAUSE else found.wrong + 1
            found.wrong_at = now()
        found.save(update_fields=["last", "wrong", "wrong_at", "used_at"])
    if not good:
        raise _wrong()


def of(account: Account) -> list[SecondFactor]:
    """The account's second factors, the app first."""
    return sorted(SecondFactor.objects.filter(account=account), key=lambda one: (one.kind != TOTP_KIND, one.made_at))


def kinds_of(account: Account) -> frozenset[str]:
    """Which kinds of second factor the account has; empty when it is signed in to with a password alone."""
    return frozenset(SecondFactor.objects.filter(account=account).values_list("kind", flat=True))


def who_has(accounts: Iterable[int]) -> frozenset[int]:
    """Which of these accounts have any."""
    return frozenset(SecondFactor.objects.filter(account__in=set(accounts)).values_list("account_id", flat=True))


def remove(account: Account, number: int) -> bool:
    """Take one away; recovery codes go with the last. False when the account has no such."""
    with transaction.atomic():
        gone, _ = SecondFactor.objects.filter(account=account, pk=number).delete()
        if not SecondFactor.objects.filter(account=account).exists():
            RecoveryCode.objects.filter(account=account).delete()
    return gone > 0


def forget(account: Account) -> None:
    """The phone is lost: everything goes, and is set up anew at the next sign-in where the office demands it."""
    with transaction.atomic():
        SecondFactor.objects.filter(account=account).delete()
        RecoveryCode.objects.filter(account=account).delete()


def _step_of(seed: str, code: str) -> int | None:
    """The time step to which a code belongs, the present one or its neighbours; None for a wrong one."""
    typed = "".join(code.split())
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdecimal()):
        return None
    present = now() // (STEP * SECOND)
    generator = _generator(seed)
    fitting = [
        step
        for step in (present, present - 1, present + 1)
        if compare_digest(generator.generate(step * STEP), typed.encode())
    ]
    return fitting[0] if fitting else None


def _generator(seed: str) -> TOTP:
    return TOTP(base64.b32decode(seed), DIGITS, SHA1(), STEP)  # noqa: S303  (what the apps speak, RFC 6238)


def _fernet() -> Fernet:
    key = sha256(b"gridward second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _seal(seed: str) -> bytes:
    return _fernet().encrypt(seed.encode())


def _open(sealed: bytes) -> str:
    try:
        return _fernet().decrypt(sealed).decode()
    except InvalidToken:
        raise refuse(
            "second_factor_lost",
            field="code",
            zh="节点的密钥已更换，验证器不再有效。请用备用码登录，或请管理员重设两步验证。",
            en="The node's secret has changed, so the app no longer fits. Use a recovery code, or ask the "
            "administrator of your office to reset the second factor.",
        ) from None


def _wrong() -> Refusal:
    return refuse(
        "wrong_code",
        field="code",
        zh="验证码不对或已用过。请等应用显示下一个验证码再输入；反复不对时请核对手机时间。",
        en="This code is wrong or was used already. Wait for the next one in the app; if none fits, check the time of "
        "the phone.",
    )


def _too_many() -> Refusal:
    return refuse(
        "too_many_codes",
        field="code",
        zh="验证码连续输错，15 分钟内不再接受。可用备用码登录。",
        en="Too many wrong codes; none is taken for 15 minutes. A recovery code still works.",
    )
