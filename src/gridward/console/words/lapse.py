"""Spans of time in words."""

from gridward.kit.clock import DAY, HOUR, MINUTE
from gridward.kit.text import Text


def lapse(micros: int) -> Text:
    """How long: minutes below an hour, hours and minutes below a day, then days and hours."""
    span = abs(micros)
    if span < HOUR:
        number = span // MINUTE
        return Text(f"{number}分钟", f"{number} min")
    if span < DAY:
        hours, rest = span // HOUR, span % HOUR // MINUTE
        return Text(
            f"{hours}小时{rest}分" if rest else f"{hours}小时", f"{hours} h {rest} min" if rest else f"{hours} h"
        )
    days, rest = span // DAY, span % DAY // HOUR
    day = "day" if days == 1 else "days"
    return Text(f"{days}天{rest}小时" if rest else f"{days}天", f"{days} {day} {rest} h" if rest else f"{days} {day}")
