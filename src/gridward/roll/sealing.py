"""Sealing: everything personal is encrypted under the key of the thing it belongs to, and that key under the node's.

One algorithm, AES-SIV (RFC 5297): the same text of the same thing in the same place gives the same bytes, so an entry
sent again is seen to be the same, and nothing is lost when a nonce would have been used twice.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gridward.kit.errors import Refusal, refuse
from gridward.kit.rows import among, rows
from gridward.roll.keys import Keys, keys

MARK = "~1:"
"""How a text sealed under a thing's key begins."""
NODE_MARK = "~n:"
"""How a text sealed under the node's key begins."""
HELD_MARK = "~h:"
"""How a text begins that is sealed under the keys of several things, whose numbers follow, and under the node's."""
WITHHELD = "~0:"
"""What stands for a personal text about somebody who had been erased before it came: it is not kept."""

_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder().encode


class Erased(Refusal):
    """The thing's key was destroyed: nothing personal about it can be read ever again."""


def seal(thing: int, text: str, context: bytes) -> str:
    """Seal one personal text; `context` says where it stands (entry id, field) and must be given again to open it."""
    return seal_many([(thing, text, context)])[0]


def unseal(thing: int, sealed: str, context: bytes) -> str:
    """Open one personal text; a text that is not sealed comes back as it is.

    Raises `Erased`, or `Refusal` when the text was changed, moved from elsewhere, or sealed by another node.
    """
    found = unseal_many([(thing, sealed, context)])[0]
    if found is None:
        raise erased(thing)
    return found


def seal_many(items: Sequence[tuple[int, str, bytes]]) -> list[str]:
    """`seal` for many (thing, text, context), with one query; `WITHHELD` for those erased."""
    ciphers = ciphers_of({thing for thing, _, _ in items})
    return [
        WITHHELD if (cipher := ciphers.get(thing)) is None else MARK + _to_text(cipher.encrypt(_bytes(text), [context]))
        for thing, text, context in items
    ]


def unseal_many(items: Sequence[tuple[int, str, bytes]]) -> list[str | None]:
    """`unseal` for many (thing, sealed, context), with one query; None where the thing was erased."""
    ciphers = ciphers_of({thing for thing, sealed, _ in items if sealed.startswith(MARK)})
    return [_open(ciphers.get(thing), sealed, context) for thing, sealed, context in items]


def seal_node(text: str, context: bytes = b"") -> str:
    """Seal a text that belongs to no thing yet: an entry that is held because nobody understands it."""
    return NODE_MARK + _to_text(keys().texts.encrypt(_bytes(text), [context]))


def unseal_node(sealed: str, context: bytes = b"") -> str:
    """Open such a text; raises `Refusal` when it was changed or sealed by another node."""
    try:
        return _text(keys().texts.decrypt(_from_text(sealed.removeprefix(NODE_MARK)), [context]))
    except (InvalidTag, ValueError):
        raise unreadable() from None


def seal_held(things: Collection[int], text: str, context: bytes) -> str:
    """Seal a text that belongs to no thing yet, but names these: whichever of them is erased takes it along."""
    ciphers = ciphers_of(things)
    under = sorted(ciphers)
    if not under:
        return seal_node(text, context)
    data = _bytes(text)
    for number in under:
        data = ciphers[number].encrypt(data, [context])
    return f"{HELD_MARK}{','.join(map(str, under))}:{_to_text(keys().texts.encrypt(data, [context]))}"


def unseal_held(sealed: str, context: bytes) -> str:
    """Open such a text; raises `Erased` when one of those whom it names was erased, else as `unseal_node`."""
    if not sealed.startswith(HELD_MARK):
        return unseal_node(sealed, context)
    numbers, _, rest = sealed.removeprefix(HELD_MARK).partition(":")
    try:
        under = [int(number) for number in numbers.split(",")]
        ciphers = ciphers_of(set(under))
    except (ValueError, LookupError):
        raise unreadable() from None
    gone = [number for number in under if number not in ciphers]
    if gone:
        raise erased(gone[0])
    try:
        data = keys().texts.decrypt(_from_text(rest), [context])
        for number in reversed(under):
            data = ciphers[number].decrypt(data, [context])
        return _text(data)
    except (InvalidTag, ValueError):
        raise unreadable() from None


def seal_identity(cipher: AESSIV, identity: dict[str, Any]) -> bytes:
    """The identity of a thing under its own key."""
    return cipher.encrypt(_encode(identity), [b"identity"])


def open_identity(cipher: AESSIV, sealed: bytes) -> dict[str, Any]:
    """The identity of a thing; raises `Refusal` when it does not belong to this key."""
    try:
        return _decode(cipher.decrypt(bytes(sealed), [b"identity"]))
    except InvalidTag:
        raise unreadable() from None


def wrap(own: Keys, number: int, key: bytes) -> bytes:
    """The key of thing `number` under the newest wrapping key, whose number is the first byte."""
    return bytes((own.newest,)) + own.wrapping[own.newest].encrypt(key, [number.to_bytes(8, "big")])


def unwrap(own: Keys, number: int, wrapped: bytes) -> bytes:
    """The key of a thing; raises `Refusal` when the node does not have the wrapping key."""
    wrapping = (own if wrapped[0] in own.wrapping else keys()).wrapping.get(wrapped[0])
    try:
        if wrapping is not None:
            return wrapping.decrypt(bytes(wrapped[1:]), [number.to_bytes(8, "big")])
    except InvalidTag:
        pass
    raise unreadable()


def ciphers_of(things: Collection[int]) -> dict[int, AESSIV]:
    """The ciphers of those things that are not erased; raises LookupError for a number that was never given."""
    if not things:
        return {}
    own = keys()  # before the rows: a wrapping key is destroyed only after the rows are free of it
    condition, params = among("id", things, "int8")
    found = rows(f"SELECT id, key FROM roll_thing WHERE {condition}", params)  # noqa: S608
    if len(found) != len(things):
        raise LookupError(f"no such things: {sorted(set(things) - {number for number, _ in found})}")
    return {number: AESSIV(unwrap(own, number, key)) for number, key in found if key is not None}


def erased(thing: int) -> Erased:
    """The error for a thing whose key is gone."""
    return Erased(
        *refuse(
            "erased",
            zh=f"编号 {thing} 的个人信息已依法删除，无法再查看。",
            en=f"The personal data of number {thing} has been erased and can never be read again.",
        ).reasons
    )


def unreadable() -> Refusal:
    """The error for what these keys do not open."""
    return refuse(
        "unreadable",
        zh="无法解密：内容被改动过，或密钥文件 roll.keys 不是写入时的那一份。请恢复对应的密钥文件。",
        en="Cannot be decrypted: it was changed, or the key file roll.keys is not the one it was written with. "
        "Restore the key file that belongs to this database.",
    )


def _open(cipher: AESSIV | None, sealed: str, context: bytes) -> str | None:
    if not sealed.startswith(MARK):
        return None if sealed == WITHHELD else sealed
    if cipher is None:
        return None
    try:
        return _text(cipher.decrypt(_from_text(sealed[len(MARK) :]), [context]))
    except (InvalidTag, ValueError):
        raise unreadable() from None


def _to_text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _from_text(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _bytes(text: str) -> bytes:
    return b"\0" + text.encode(errors="surrogatepass")  # AES-SIV takes no empty text


def _text(data: bytes) -> str:
    return data[1:].decode(errors="surrogatepass")
