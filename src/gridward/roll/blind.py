"""The blind index: names, numbers and plates are found by a keyed digest, so the database never holds them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from gridward.plug.kind import Ref
from gridward.roll.resident import birth, checks

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_BLOCK = 64
_BETWEEN = re.compile(r"[\s·•.\-_()]+")

CERTAIN = {"person": "id_no", "vehicle": "plate", "organisation": "uscc"}
"""For each kind the part of an identity that two things never share."""


SHARED = ("name", "phone", "id_no")
"""The parts of an identity by which a thing is found, though others may have the same."""
_SOUGHT = {kind: dict.fromkeys((*SHARED, part)) for kind, part in CERTAIN.items()}
PARTS = (*SHARED, "born")
"""With name and day of birth together; numbers in the database: append only."""


def digest(key: bytes, kind: str, text: str) -> bytes:
    """HMAC-SHA256 of kind and text, cut to 16 bytes: a chance meeting among 10⁹ names has probability 10⁻²¹."""
    return digester(key, kind)(text)


@lru_cache(maxsize=256)
def digester(key: bytes, kind: str) -> Callable[[str], bytes]:
    """`digest` for many texts of one kind."""
    inner, outer = _pads(key)
    start = inner + f"{kind}\0".encode(errors="surrogatepass")

    def made(text: str) -> bytes:
        return sha256(outer + sha256(start + text.encode("utf-8", "surrogatepass")).digest()).digest()[:16]

    return made


@lru_cache(maxsize=8)
def _pads(key: bytes) -> tuple[bytes, bytes]:
    """The two blocks of RFC 2104, whose sum is written out above: `hmac.digest` takes twice as long for short texts."""
    block = (key if len(key) <= _BLOCK else sha256(key).digest()).ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def mark(key: bytes, kind: str, part: str, text: str) -> int:
    """A digest of something that several things may share, as a whole number of the database."""
    return int.from_bytes(digester(key, f"{kind}\0{part}")(text)[:8], "big", signed=True)


def marks(key: bytes, kind: str, identity: Mapping[str, Any]) -> frozenset[tuple[int, int]]:
    """What a thing is found by besides its own names, as (mark, part): name, phone, a number that may be another's, and
    name and day of birth together.
    """
    return marks_of(key, kind, {part: normal(part, identity[part]) for part in SHARED if part in identity}, identity)


def marks_of(key: bytes, kind: str, said: Mapping[str, str], identity: Mapping[str, Any]) -> frozenset[tuple[int, int]]:
    """`marks`, for who has the parts in their normal forms already."""
    found = [(mark(key, kind, part, said[part]), place) for place, part in enumerate(SHARED) if said.get(part)]
    name = said.get("name")
    born = name and (identity.get("birth") or _born(said.get("id_no", "")))
    if born:
        found.append((mark(key, kind, "born", f"{name} {born}"), PARTS.index("born")))
    return frozenset(found)


def _born(number: str) -> str:
    found = birth(number) if len(number) == 18 else None
    return "" if found is None else found.isoformat()


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID in its usual form."""
    return len(text) == 36 and _UUID.fullmatch(text) is not None


def text_of(ref: Ref) -> str:
    """What names the thing: the UUID in small letters, else the text as it was sent. An id that is no UUID is text."""
    return text_of_id(ref.id) if ref.id else ref.ref


def text_of_id(id: str) -> str:
    """`text_of` for an id."""
    small = id.lower()
    return small if small != id and is_uuid(id) else id


def names_in(kind: str, identity: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The certain name in an identity ("" where there is none or it is not valid), and the others it can be found by.

    A phone is shared in families, so it is no proof of who somebody is.
    """
    return names_of(kind, normals(kind, identity))


def names_of(kind: str, said: Mapping[str, str]) -> tuple[str, list[str]]:
    """`names_in`, for who has the parts in their normal forms already."""
    certain = CERTAIN.get(kind, "")
    proof, phone = said.get(certain, ""), said.get("phone", "")
    return (proof if proof and valid(certain, proof) else ""), [phone] if phone else []


def normals(kind: str, identity: Mapping[str, Any]) -> dict[str, str]:
    """The parts of an identity by which a thing is found, in their normal forms."""
    return {part: normal(part, identity[part]) for part in _SOUGHT.get(kind, SHARED) if part in identity}


def normal(part: str, value: object) -> str:
    """One way of writing for an id number, phone or plate: half width, capitals, no blanks or dots, no +86."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = str(value)
    if not text.isalnum() or not (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        text = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    text = text.upper()
    if part == "phone" and len(text) > 11:
        text = text.removeprefix("+").removeprefix("00").removeprefix("86")
    return text


def valid(part: str, text: str) -> bool:
    """Whether a normal form can be what it says: check digits of resident ids and credit codes, length of a plate."""
    try:
        if part == "id_no":
            return checks(text)
        if part == "uscc":
            uscc.validate(text)
        else:
            return part == "plate" and 6 <= len(text) <= 9
    except ValidationError:
        return False
    return True
