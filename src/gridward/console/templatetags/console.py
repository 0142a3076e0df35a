"""What the templates of the console and of the domains' screens write with."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gridward.account.phone import dialled as as_dialled
from gridward.console.numbers.number import Number
from gridward.console.reader.icons import ICONS
from gridward.console.records.upload import tone
from gridward.console.words.differing import differing
from gridward.console.words.naming import SOMETHING
from gridward.console.words.said import said
from gridward.grid.tree import Node
from gridward.kit import clock
from gridward.kit.errors import Reason
from gridward.kit.text import Text, speaking
from gridward.policy.items import items

register = template.Library()
WEEKDAYS = Text("一二三四五六日", "Mon Tue Wed Thu Fri Sat Sun")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@register.simple_tag
@cache
def icon(name: str, css: str = "") -> SafeString:
    """An icon beside a word; it says nothing to a screen reader."""
    drawn = mark_safe(ICONS[name])  # noqa: S308 - a constant of this package
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', css, drawn
    )


@register.simple_tag
def number(shown: Number, *, small: bool = False) -> SafeString:
    """A number that opens its figure; pages hold hundreds, so it is written here and not by a template."""
    link = '<a class="num" href="{}" data-figure="{}">{}</a>'
    if shown.blank:
        word = format_html('<span class="none {}">{}</span>', shown.nothing, shown.word)
        return format_html(link, shown.href, shown.mark, word)
    unit = "" if small and not shown.share else format_html('<span class="unit">{}</span>', shown.unit)
    told = format_html(link, shown.href, shown.mark, format_html("{}{}", shown.text, unit))
    if not shown.nothing or small:
        return told
    return format_html('{} <span class="none {} small">{}</span>', told, shown.nothing, shown.word)


@register.filter
def moment(at: int | None) -> str:
    """A time to the minute: 2020-02-10 07:31."""
    return "" if at is None else f"{clock.moment(at):%Y-%m-%d %H:%M}"


@register.filter
def day(at: int | None) -> str:
    """The day of a time: 2020-02-10."""
    return "" if at is None else f"{clock.moment(at):%Y-%m-%d}"


@register.filter
def monthday(at: int) -> str:
    """The day of a time within its year: 02-10."""
    return f"{clock.moment(at):%m-%d}"


@register.filter
def second(at: int | None) -> str:
    """A time to the second."""
    return "" if at is None else f"{clock.moment(at):%Y-%m-%d %H:%M:%S}"


@register.filter
def hexed(data: bytes) -> str:
    """Bytes as people compare them: groups of four signs."""
    return bytes(data).hex(" ", 2)


@register.filter
def hour(at: int) -> str:
    """The time of day: 07:31."""
    return f"{clock.moment(at):%H:%M}"


@register.filter
def until(at: int) -> str:
    """A time by which something is due: midnight belongs to the day that it ends: 02-10 24:00."""
    end = clock.moment(at)
    midnight = (end.hour, end.minute) == (0, 0)
    day = clock.moment(at - 1) if midnight else end
    return f"{day:%m-%d} 24:00" if midnight else f"{end:%m-%d %H:%M}"


@register.filter
def iso(at: int) -> str:
    """A time as machines read it."""
    return clock.iso(at)


@register.filter
def weekday(at: int) -> str:
    """The day of the week: 周一, Mon."""
    day = clock.moment(at).weekday()
    return f"周{WEEKDAYS.zh[day]}" if speaking.get() == "zh" else WEEKDAYS.en.split()[day]


@register.filter
def at_key(found: Any, key: Any) -> Any:
    """The value of a mapping at a key."""
    return found.get(key) if found else None


@register.filter
def at(found: Any, place: int) -> Any:
    """What stands at a place of a row."""
    return found[place]


@register.filter
def tapped(typed: Sequence[str], offered: Sequence[Node]) -> bool:
    """Whether what stands in a field is one of the places offered below it, where it is shown instead."""
    return any(one.code in typed for one in offered)


@register.filter
def subject_word(kind: str) -> Text:
    """What a kind of subject is called."""
    return SOMETHING.get(kind, Text(kind, kind))


@register.filter
def counted_in(item: str) -> str:
    """The unit in which stores count an item; "" for one that no pack lists."""
    return items()[item].unit if item in items() else ""


@register.filter
def dialled(number: str) -> str:
    """A phone number as the address of a call takes it."""
    return as_dialled(number)


@register.filter
def verdict_tone(code: str) -> str:
    """The colour of a row's verdict."""
    return tone(code)


@register.filter
def thousands(value: int) -> str:
    """A whole number as people read it: 12,345."""
    return f"{value:,}"


@register.filter(name="said")
def said_reason(reason: Reason, kind: str = "") -> Text:
    """A reason in the words of the forms: of that of a kind, where it is known."""
    return said(reason, kind)


@register.filter(name="differing")
def differing_pieces(text: object, other: object) -> list[tuple[str, bool]]:
    """The pieces of a wording, each with whether the other wording lacks it."""
    return differing(str(text), str(other))


@register.filter
def date_input(typed: Mapping[str, str], name: str) -> str:
    """The type of a date's field: plain text where what stands in it is no date, so that it is not lost."""
    text = typed.get(name, "")
    return "date" if not text or _DATE.fullmatch(text) else "text"
