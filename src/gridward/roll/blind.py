"""The blind index: names, numbers and plates are found by a keyed digest, so the database never holds them."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from gridward.plug.kind import Ref

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_BLOCK = 64
_BETWEEN = re.compile(r"[\s·•.\-_()]+")

CERTAIN = {"person": "id_no", "vehicle": "plate", "organisation": "uscc"}
"""For each kind the part of an identity that two things never share."""


def digest(key: bytes, kind: str, text: str) -> bytes:
    """HMAC-SHA256 of kind and text, cut to 16 bytes: a chance meeting among 10⁹ names has probability 10⁻²¹."""
    inner, outer = _pads(key)
    return sha256(outer + sha256(inner + f"{kind}\0{text}".encode(errors="surrogatepass")).digest()).digest()[:16]


@lru_cache(maxsize=8)
def _pads(key: bytes) -> tuple[bytes, bytes]:
    """The two blocks of RFC 2104, whose sum is written out above: `hmac.digest` takes twice as long for short texts."""
    block = (key if len(key) <= _BLOCK else sha256(key).digest()).ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID in its usual form."""
    return len(text) == 36 and _UUID.fullmatch(text) is not None


def text_of(ref: Ref) -> str:
    """What names the thing: the UUID in small letters, else the text as it was sent. An id that is no UUID is text."""
    if not ref.id:
        return ref.ref
    small = ref.id.lower()
    return small if small != ref.id and is_uuid(ref.id) else ref.id


def names_in(kind: str, identity: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The certain name in an identity ("" where there is none or it is not valid), and the others it can be found by.

    A phone is shared in families, so it is no proof of who somebody is.
    """
    certain = CERTAIN.get(kind, "")
    proof = normal(certain, identity.get(certain)) if certain else ""
    phone = normal("phone", identity.get("phone"))
    return (proof if proof and valid(certain, proof) else ""), [phone] if phone else []


def normal(part: str, value: object) -> str:
    """One way of writing for an id number, phone or plate: half width, capitals, no blanks or dots, no +86."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = _BETWEEN.sub("", unicodedata.normalize("NFKC", str(value))).upper()
    if part == "phone" and len(text) > 11:
        text = text.removeprefix("+").removeprefix("00").removeprefix("86")
    return text


def valid(part: str, text: str) -> bool:
    """Whether a normal form can be what it says: check digits of resident ids and credit codes, length of a plate."""
    try:
        if part == "id_no":
            ric.validate(text)
        elif part == "uscc":
            uscc.validate(text)
        else:
            return part == "plate" and 6 <= len(text) <= 9
    except ValidationError:
        return False
    return True
