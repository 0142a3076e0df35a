"""Keeps Python's search for circular rubbish away from what stays: with much in memory it costs a fifth of all work."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 20_000, 10, 10
"""Python's own three thresholds are 700, 10, 10: a batch of entries makes more than that ten times over."""


@contextmanager
def growing() -> Iterator[None]:
    """No search inside the block: for where much is made that stays, and nothing of it goes round in circles."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Inside the block only what is made in it is searched, and less often."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
