"""The words that may stand behind a figure's name in a template: which word, how precise, in what form."""

from dataclasses import dataclass
from typing import Literal

from gridward.kit.errors import refuse

Qualifier = Literal["exact", "about", "over", "余"]
DIGITS: dict[Qualifier, int] = {"exact": 0, "about": 3, "over": 2, "余": 2}
"""Significant digits that a qualifier keeps unless the template says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one figure is to be told.

    `qualifier` exact · about 约 (nearest) · over 超 (strictly above) · 余 (that or a little more). `digits` significant
    digits kept; `wan` decimals of 万 kept instead; `form` amount, share (of `expected`, in per cent) or of (118/118);
    `unit` False leaves the unit to the officer's words; `named` puts the member's label first; `by` who reports
    ("哨点"); `at` the clock time ("12:00"), at or before the document's moment, as of which this figure is told;
    `complete` the latest such moment, within a week, by which everybody who was asked had reported.
    """

    qualifier: Qualifier = "exact"
    digits: int = 0
    wan: int | None = None
    form: Literal["amount", "share", "of"] = "amount"
    unit: bool = True
    named: bool = False
    by: str = ""
    at: str = ""
    complete: bool = False

    @property
    def kept(self) -> int:
        """The significant digits to keep."""
        return self.digits or DIGITS[self.qualifier]


_PLAIN: dict[str, dict[str, object]] = {
    "exact": {},
    "about": {"qualifier": "about"},
    "over": {"qualifier": "over"},
    "余": {"qualifier": "余"},
    "share": {"form": "share"},
    "of": {"form": "of"},
    "bare": {"unit": False},
    "named": {"named": True},
    "complete": {"complete": True},
    "万": {"wan": 0},
    "万.1": {"wan": 1},
    "万.2": {"wan": 2},
}


def wording(text: str, *, field: str) -> Wording:
    """Read the words behind the bar, separated by commas; raises `Refusal` naming `field` and what is allowed."""
    said: dict[str, object] = {}
    for word in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (part.strip() for part in word.partition("="))
        if not value and name in _PLAIN:
            said |= _PLAIN[name]
        elif name == "digits" and value in {"1", "2", "3", "4", "5", "6"}:
            said["digits"] = int(value)
        elif name == "by" and value:
            said["by"] = value
        elif name == "at" and _clock(value):
            said["at"] = value
        else:
            raise refuse(
                "unknown_wording",
                zh=f"{field}：不认识用词“{word[:40]}”。可用：{'、'.join(_PLAIN)}、digits=1…6、by=上报单位、at=12:00，以英文逗号分隔。",
                en=f"{field}: unknown word “{word[:40]}”. Allowed: {', '.join(_PLAIN)}, digits=1…6, by=WHO, at=12:00, "
                "separated by commas.",
                field=field,
            )
    return Wording(**said)  # type: ignore[arg-type]


def _clock(text: str) -> bool:
    hours, _, minutes = text.partition(":")
    return hours.isdigit() and minutes.isdigit() and int(hours) < 24 and len(minutes) == 2 and int(minutes) < 60
