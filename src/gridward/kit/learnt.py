"""Types that msgspec reads are made known to it while there is one thread, or by one thread at a time.

What msgspec 0.22 notes of a struct it notes before it has learnt all of it, for types that contain themselves. A second
thread that decodes the same type in that moment reads what is not there yet, and the process dies: seen where a web
server had just started and several telephones came at once.
"""

from threading import RLock
from typing import Any, TypeVar

from msgspec.json import Decoder

T = TypeVar("T", bound=type)
_ONE_AT_A_TIME = RLock()


def learnt(type: T) -> T:
    """A struct or dataclass that msgspec knows from here on. As a decorator: since it was declared."""
    decoder(type)
    return type


def decoder(type: Any) -> Decoder[Any]:
    """A decoder of a type, whoever else makes one."""
    with _ONE_AT_A_TIME:
        return Decoder(type)
