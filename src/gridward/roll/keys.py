"""The node's secret keys: one file `roll.keys` in GRIDWARD_HOME (0600), made on first use.

`root` never changes: the blind index and sealed node texts hang on it. The `wrapping` keys are numbered; they wrap the
keys of the things, are replaced from time to time (rotation.rotate), and what an old one wrapped in a backup is lost
with it. That is wanted: a person erased today is gone from the backups when the wrapping key is.
"""

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from gridward.kit.errors import Refusal, refuse
from gridward.kit.learnt import learnt
from gridward.kit.rows import rows

LENGTH = 32
"""Bytes of every key: AES-128 in SIV mode uses one half to authenticate, the other to encrypt."""


@learnt
class Held(msgspec.Struct, forbid_unknown_fields=True):
    """The file: keys in hex, the wrapping keys by their number."""

    root: str
    newest: int
    wrapping: dict[int, str]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys, ready to use."""

    index: bytes
    """Key of the blind index."""
    prints: bytes
    """Key of what makes two entries the same: without it a guess about somebody erased could be tried on it."""
    texts: AESSIV
    """Seals what is understood by nobody yet and so belongs to no thing."""
    wrapping: dict[int, AESSIV]
    newest: int
    """The number of the wrapping key that wraps new keys."""


def file() -> Path:
    """Where the keys lie."""
    return Path(settings.GRIDWARD_HOME) / "roll.keys"


def keys() -> Keys:
    """The node's keys, read again only when the file was replaced.

    Raises `Refusal` if the file is missing though sealed things exist, or is damaged.
    """
    path = file()
    if not path.exists():
        _make(path)
    found = path.stat()
    return _read(path, (found.st_ino, found.st_mtime_ns))


def add_wrapping() -> int:
    """Put a new wrapping key into the file and use it from now on; returns its number."""
    keys()
    held = _load(file())
    held.newest = held.newest % 255 + 1
    held.wrapping[held.newest] = secrets.token_hex(LENGTH)
    _replace(file(), held)
    return held.newest


def drop_wrapping(*, but: int) -> None:
    """Destroy every wrapping key except number `but`: what they wrapped can never be opened again."""
    held = _load(file())
    held.wrapping = {but: held.wrapping[but]}
    _replace(file(), held)


@lru_cache(maxsize=4)
def _read(path: Path, state: tuple[int, int]) -> Keys:
    """`state` changes with the file, so that no process goes on with a wrapping key that is about to be destroyed."""
    held = _load(path)
    try:
        root = bytes.fromhex(held.root)
        wrapping = {number: AESSIV(bytes.fromhex(key)) for number, key in held.wrapping.items()}
    except ValueError:
        raise _damaged(path) from None
    if len(root) != LENGTH or held.newest not in wrapping:
        raise _damaged(path)
    return Keys(_derive(root, "index"), _derive(root, "prints"), AESSIV(_derive(root, "texts")), wrapping, held.newest)


def _derive(root: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=f"gridward roll {purpose}".encode()).derive(root)


def _make(path: Path) -> None:
    if rows("SELECT 1 FROM roll_thing WHERE key IS NOT NULL LIMIT 1"):
        raise refuse(
            "keys_missing",
            field=path.name,
            zh=f"密钥文件 {path} 不见了，而名册里已有加密的身份信息。请从备份恢复该文件，不要新建。",
            en=f"The key file {path} is missing although the roll holds sealed identities. Restore it from its backup; "
            "do not make a new one.",
        )
    fresh = _write_beside(path, Held(secrets.token_hex(LENGTH), 1, {1: secrets.token_hex(LENGTH)}))
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process was first: its keys count
    finally:
        fresh.unlink()


def _replace(path: Path, held: Held) -> None:
    _write_beside(path, held).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _write_beside(path: Path, held: Held) -> Path:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(msgspec.json.encode(held))
        out.flush()
        os.fsync(out.fileno())
    return fresh


def _load(path: Path) -> Held:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Held)
    except msgspec.DecodeError:
        raise _damaged(path) from None


def _damaged(path: Path) -> Refusal:
    return refuse(
        "keys_damaged",
        field=path.name,
        zh=f"密钥文件 {path} 已损坏，请从备份恢复。",
        en=f"The key file {path} is damaged. Restore it from its backup.",
    )
