"""The phones that are published. Plain Python."""

from collections.abc import Iterable, Sequence

from gridward.kit.clock import day_number, day_of
from gridward.kit.text import Text
from gridward.plug.kind import Entry
from gridward.plug.public import Notice


def hotlines(bodies: Sequence[Entry], now: int) -> Iterable[Notice]:
    """Of every command, group or office that stands today the phone, where it is a published one (Q84)."""
    last = {one.subject: one for one in bodies if day_number(one.body.from_) <= day_of(now)}
    for one in last.values():
        body = one.body
        stands = body.to is None or day_number(body.to) >= day_of(now)
        if stands and body.public_hotline and body.duty_phone:
            title = Text(body.name_zh, body.name_en or body.name_zh)
            yield Notice(at=one.at, title=title, phone=body.duty_phone)
