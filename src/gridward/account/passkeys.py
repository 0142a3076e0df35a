"""Passkeys (WebAuthn): a phone, a laptop or a key that proves itself, through Yubico's `fido2`.

Every ceremony has two halves: `options` for the browser with a state for the session, then the browser's answer with
that state. A node answers under one host name; a passkey made under another is no good there.
"""

import json
from typing import Any

from django.db import transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from gridward.account.factors import PASSKEY_KIND
from gridward.account.models import Account, SecondFactor
from gridward.kit.clock import now
from gridward.kit.errors import Refusal, refuse

Options = dict[str, Any]
LONGEST = 60


def offer(account: Account, host: str) -> tuple[Options, Any]:
    """What the browser needs to make a passkey for this account, and the state to be kept."""
    options, state = _server(host).register_begin(
        PublicKeyCredentialUserEntity(id=_handle(account), name=account.username, display_name=str(account.name)),
        credentials=[_data(one) for one in _passkeys(account)],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options), state


def take(account: Account, host: str, state: Any, answer: str, name: str) -> SecondFactor:
    """Keep the passkey that the browser made; raises Refusal when its answer does not fit."""
    if state is None:
        raise _no_fit()
    try:
        made = _server(host).register_complete(state, RegistrationResponse.from_dict(_object(answer)))
    except (ValueError, TypeError, KeyError) as error:
        raise _no_fit() from error
    data = made.credential_data
    if data is None or SecondFactor.objects.filter(credential=data.credential_id).exists():
        raise _no_fit()
    return SecondFactor.objects.create(
        account=account,
        kind=PASSKEY_KIND,
        name=name.strip()[:LONGEST] or "Passkey",
        secret=bytes(data),
        credential=data.credential_id,
        last=made.counter,
        made_at=now(),
    )


def ask(account: Account | None, host: str) -> tuple[Options, Any]:
    """What the browser needs to prove a passkey: one of the account's, or, with None, whichever it has for this node.

    Without an account the passkey stands for both factors, so the device must check who holds it (PIN, finger, face).
    """
    needs = UserVerificationRequirement.REQUIRED if account is None else UserVerificationRequirement.PREFERRED
    known = None if account is None else [_data(one) for one in _passkeys(account)]
    options, state = _server(host).authenticate_begin(known, user_verification=needs)
    return dict(options), state


def prove(account: Account | None, host: str, state: Any, answer: str) -> Account:
    """Whose passkey answered; raises Refusal when it is none of this account, or of anybody."""
    if state is None:
        raise _no_fit()
    try:
        response = AuthenticationResponse.from_dict(_object(answer))
        known = SecondFactor.objects.select_related("account").filter(kind=PASSKEY_KIND, credential=response.raw_id)
        found = (known if account is None else known.filter(account=account)).first()
        if found is None:
            raise _no_fit()
        _server(host).authenticate_complete(state, [_data(found)], response)
        counter = AuthenticatorData(response.response.authenticator_data).counter
    except (ValueError, TypeError, KeyError) as error:
        raise _no_fit() from error
    with transaction.atomic():
        if counter and counter <= found.last:  # a copy of the key is about; those that do not count say 0
            raise _no_fit()
        SecondFactor.objects.filter(pk=found.pk).update(last=counter, used_at=now())
    return found.account


def _object(answer: str) -> dict[str, Any]:
    """What the browser sent; raises ValueError unless it is an object."""
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise ValueError(answer[:20])
    return found


def _passkeys(account: Account) -> list[SecondFactor]:
    return list(SecondFactor.objects.filter(account=account, kind=PASSKEY_KIND).order_by("made_at"))


def _data(one: SecondFactor) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(one.secret))


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Gridward 网格哨"))


def _handle(account: Account) -> bytes:
    return f"gridward:{account.pk}".encode()


def _no_fit() -> Refusal:
    return refuse(
        "passkey",
        field="passkey",
        zh="通行密钥没有通过验证。请重试，或改用密码和验证码。",
        en="The passkey could not be verified. Try again, or use the password and a code.",
    )
