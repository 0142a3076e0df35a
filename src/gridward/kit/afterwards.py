"""What follows from entries may be derived afterwards, all at once: for who takes in a whole town, which nobody reads
yet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_put_off: ContextVar[bool] = ContextVar("put_off", default=False)


@contextmanager
def afterwards() -> Iterator[None]:
    """Inside the block lists and plans stay as they are when entries come; whoever opens it derives them at its end."""
    token = _put_off.set(True)
    try:
        yield
    finally:
        _put_off.reset(token)


def put_off() -> bool:
    """Whether somebody will derive afterwards what follows from the entries that come now."""
    return _put_off.get()
