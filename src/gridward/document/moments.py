"""Dates and hours as official papers print them; the last moment of a day is 24时."""

from gridward.kit import clock
from gridward.kit.text import Text

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not strftime: the machine's locale must not show."""


def long(at: int) -> Text:
    """2020年2月10日24时 / 24:00 on 10 February 2020."""
    when, hour = clock.moment(at), _hour(at)
    return Text(
        f"{when.year}年{when.month}月{when.day}日{hour.zh}",
        f"{hour.en} on {when.day} {MONTHS[when.month - 1]} {when.year}",
    )


def short(at: int) -> Text:
    """2月10日 for a whole day, else with the hour: 2月5日10时59分 / 10:59 on 5 February."""
    when, hour = clock.moment(at), _hour(at)
    day = Text(f"{when.month}月{when.day}日", f"{when.day} {MONTHS[when.month - 1]}")
    return day if hour.zh == "24时" else Text(day.zh + hour.zh, f"{hour.en} on {day.en}")


def day(at: int) -> Text:
    """2020年2月10日 / 10 February 2020."""
    when = clock.moment(at)
    return Text(f"{when.year}年{when.month}月{when.day}日", f"{when.day} {MONTHS[when.month - 1]} {when.year}")


def stamp(at: int) -> str:
    """2020-02-10 18:00:05, the same in both languages."""
    return clock.moment(at).strftime("%Y-%m-%d %H:%M:%S")


def cut_off(as_of: int, at: str) -> int:
    """The last moment at or before `as_of` when the clock showed `at` ("12:00")."""
    hours, minutes = (int(part) for part in at.split(":"))
    found = clock.first_moment(clock.day_of(as_of)) + hours * clock.HOUR + minutes * clock.MINUTE
    return found if found <= as_of else found - clock.DAY


def _hour(at: int) -> Text:
    when = clock.moment(at)
    if at == clock.last_moment(clock.day_of(at)):
        return Text("24时", "24:00")
    minute = f"{when.minute}分" if when.minute else ""
    return Text(f"{when.hour}时{minute}", f"{when.hour:02}:{when.minute:02}")
