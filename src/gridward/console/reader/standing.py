"""The moment at which a page stands: what was asked for, else the end of the loaded response, else now."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from gridward.console.reader.response import last_end
from gridward.figure.value import Scope
from gridward.kit import clock
from gridward.kit.errors import refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`live`: the page stands at this moment. `given` is the as-of as it stands in the address ("" when it was left to
    the page); `kept` further fields of the address that a change of the as-of must keep.
    """

    as_of: int
    live: bool = False
    given: str = ""
    known_at: int | None = None
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def date(self) -> str:
        """The day, as a date field takes it."""
        return clock.date_of(self.day).isoformat()

    @property
    def day(self) -> int:
        """The day of the as-of."""
        return clock.day_of(self.as_of)

    def days(self, count: int) -> list[int]:
        """The last days up to the as-of, earliest first."""
        return list(range(self.day - count + 1, self.day + 1))

    def scope(self, area: int) -> Scope:
        """Where and when figures are read."""
        return Scope(area, self.as_of, self.known_at)

    def query(self, **more: str) -> str:
        """The query of an address that stands at the same moment."""
        known = "" if self.known_at is None else str(self.known_at)
        fields = {**more, "as_of": self.given, "known_at": known}
        found = urlencode({name: value for name, value in fields.items() if value})
        return f"?{found}" if found else ""


def standing(request: HttpRequest, *keep: str) -> Standing:
    """The standing of a request; raises Refusal for an as-of or a position that cannot be read."""
    given = request.GET.get("as_of", "").strip()
    known = request.GET.get("known_at", "").strip()
    kept = tuple((name, request.GET[name]) for name in keep if request.GET.get(name))
    moment, live = (clock.asked(given.replace(" ", "+")), False) if given else default_moment()
    return Standing(
        as_of=moment,
        live=live,
        given=given,
        known_at=_position(known) if known else None,
        kept=kept,
    )


def default_moment() -> tuple[int, bool]:
    """Now (live), or the end of the last response when every response has one and all are over."""
    end = last_end()
    now = clock.now()
    return (now, True) if end is None or end > now else (end, False)


def _position(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 18:
        return int(text)
    raise refuse(
        "not_a_position",
        field="known_at",
        zh=f"known_at:“{text[:40]}”不是账本位置，请写一个正整数。",
        en=f"known_at: “{text[:40]}” is no position of the ledger; write a whole number.",
    )
