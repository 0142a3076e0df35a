"""Replacing the wrapping key, so that what an old backup holds of the erased can never be opened."""

from gridward.kit.pen import Busy, writing
from gridward.kit.rows import execute, rows
from gridward.kit.sqlite.turn import NotMyTurn, turn
from gridward.roll.keys import add_wrapping, drop_wrapping, file, keys
from gridward.roll.sealing import unwrap, wrap

SLICE = 5000


def rotate() -> int:
    """Wrap every key anew under a new wrapping key, then destroy the old ones; returns how many keys were wrapped.

    A backup made before opens with its own copy of the key file only: both are to be thrown away within 35 days. May be
    interrupted at any moment and repeated. Takes the pen once for each 5 000 things; raises `Busy` when it is not to be
    had, or when another rotation is going on.
    """
    try:
        with turn(file().with_suffix(".lock"), patience=0):
            return _rotate()
    except NotMyTurn:
        raise Busy from None


def _rotate() -> int:
    number = add_wrapping()
    done = last = 0
    while True:
        with writing():
            found = rows(
                "SELECT id, key FROM roll_thing WHERE id > %s AND key IS NOT NULL ORDER BY id LIMIT %s", (last, SLICE)
            )
            own = keys()
            for thing, wrapped in found:
                key = wrap(own, thing, unwrap(own, thing, wrapped))
                execute("UPDATE roll_thing SET key = %s WHERE id = %s", (key, thing))
        if not found:
            break
        done += len(found)
        last = found[-1][0]
    if rows("SELECT 1 FROM roll_thing WHERE key IS NOT NULL AND substr(key, 1, 1) <> %s LIMIT 1", (bytes((number,)),)):
        raise RuntimeError("a key is still under an old wrapping key; the old ones are kept")
    drop_wrapping(but=number)
    return done
