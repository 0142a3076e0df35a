"""A figure's value as it stands on a page: written out, with its unit, its trust, and the address it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from gridward.exchange.units import unit_label
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Member, label_of

NOTHING = {
    "reported_zero": Text("零报告", "Reported zero"),
    "missing": Text("缺报", "Missing"),
    "not_asked": Text("未要求", "Not asked"),
    "not_knowable": Text("不掌握", "Not knowable"),
}
"""The kinds of nothing that are not a plain zero, as pages say them."""


SPEECHLESS = frozenset({"missing", "not_asked", "not_knowable"})
"""The kinds of nothing that say that there is no number."""


class Valued(Protocol):
    """What `figure.value` answers for one figure at one area."""

    @property
    def value(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def scale(self) -> int: ...
    @property
    def reported(self) -> int | None: ...
    @property
    def expected(self) -> int | None: ...
    @property
    def nothing(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number with its link. `mark` is the figure's full name, `nothing` the kind of nothing ("" for a value)."""

    mark: str
    label: Text
    text: str
    unit: Text
    href: str
    raw: int | None
    nothing: str = ""
    reported: int | None = None
    expected: int | None = None
    share: bool = False
    scale: int = 0

    @property
    def standing(self) -> str:
        """Reported (or done) of expected, written out: 108/118; "" where neither is known."""
        return "" if self.expected is None else f"{self.reported_text or '–'}/{self.expected_text}"

    @property
    def reported_text(self) -> str:
        """Reported (or done), written out; "" where it is not known."""
        return self._written(self.reported)

    @property
    def expected_text(self) -> str:
        """Expected, written out; "" where it is not known."""
        return self._written(self.expected)

    def _written(self, count: int | None) -> str:
        return "" if count is None else written(count, self.scale if self.share else 0)

    @property
    def part(self) -> Text:
        """Of a member, only what the member is called."""
        return Text(self.label.zh.rpartition(" · ")[2], self.label.en.rpartition(" · ")[2])

    @property
    def word(self) -> Text:
        """What stands where no number can stand, or beside a zero that somebody reported."""
        return NOTHING.get(self.nothing, Text("", ""))

    @property
    def blank(self) -> bool:
        """Whether a word stands where the number would: a zero that nobody reported is no zero."""
        return self.raw is None or self.nothing in SPEECHLESS

    @property
    def covered(self) -> int | None:
        """Reported as a percentage of expected, rounded down so that 100 means all."""
        if self.reported is None or not self.expected:
            return None
        return min(100, self.reported * 100 // self.expected)


def number(figure: Figure, member: Member | None, value: Valued, *, href: str) -> Number:
    """The value of a figure as a number on a page. A share is written in per cent of what was expected."""
    mark = f"{figure.name}[{member.code}]" if member else figure.name
    share = figure.share and value.value is not None and bool(value.expected)
    raw = value.value
    text = "" if raw is None else written(raw, value.scale)
    if share:
        text = percent(raw or 0, value.expected or 1)
    return Number(
        mark=mark,
        label=label_of(figure, member),
        text=text,
        unit=Text("%", "%") if share else unit_label(value.unit, one=raw == 10**value.scale),
        href=href,
        raw=raw,
        nothing=value.nothing or "",
        reported=value.value if share else value.reported,
        expected=value.expected,
        share=figure.share,
        scale=value.scale,
    )


def written(value: int, scale: int = 0) -> str:
    """A value in units of 10**-scale with separators; trailing zeros of a fraction are left out."""
    if not scale:
        return f"{value:,}"
    found = Decimal(value).scaleb(-scale)
    text = f"{found:,.{scale}f}"
    return text.rstrip("0").rstrip(".")


def signed(value: int, scale: int = 0) -> str:
    """A difference with its sign, a true minus included."""
    return f"+{written(value, scale)}" if value > 0 else written(value, scale).replace("-", "−")


def percent(part: int, whole: int) -> str:
    """A share in per cent with one decimal place, never rounded up to 100."""
    tenths = part * 1000 // whole
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths / 10:.1f}"


def steps(values: Sequence[int | None], count: int = 6) -> list[int | None]:
    """The colour step 0 … count-1 of each value by its rank among the different values above zero; 0 for zero."""
    seen = sorted({value for value in values if value is not None and value > 0})
    rank = {value: position for position, value in enumerate(seen)}
    return [
        None if value is None else 0 if value <= 0 else 1 + rank[value] * (count - 1) // len(seen) for value in values
    ]
