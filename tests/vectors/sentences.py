"""What a guard is told to do, as plain sentences for each plan: the expectation that gate tables are held against.

Nothing here reads a gate table. A person is told apart by what counts for a guard (how warm in the end, which code,
which papers), the sentences are spoken in the order of danger, and the tables of packs must come to the same.
"""

from collections.abc import Callable, Mapping
from typing import Any

Seen = Mapping[str, Any]
Sentence = Callable[["Person"], bool]

FEVER = 373
"""37.3 ℃, the gate's threshold in every COVID-19 plan (domain.md §2.4)."""
STALE = 24
"""Hours after which a watch list is too old to be relied on."""


class Person:
    """Somebody at a gate, as far as seen; what was not seen is neither good nor bad."""

    def __init__(self, seen: Seen, fever: int = FEVER) -> None:
        first, second = seen.get("temperature"), seen.get("second_reading")
        last = first if second is None else second
        self.confirmed_fever = second is not None and second >= fever
        self.perhaps_fever = second is None and first is not None and first >= fever
        self.cool = last is not None and last < fever
        self.code, self.travel = seen.get("code"), seen.get("travel_code")
        self.bare, self.masked = seen.get("mask") is False, seen.get("mask") is True
        self.wanted = seen.get("list_hit") is True
        self.old_list = seen.get("list_age_h") is not None and seen["list_age_h"] >= STALE
        self.stranger = seen.get("from_outside") is True and seen.get("permit") is False


WANTED = ("call_desk", lambda one: one.wanted)
FEVERISH = ("hold", lambda one: one.confirmed_fever)
AGAIN = ("second_reading", lambda one: one.perhaps_fever)
STALE_LIST = ("call_desk", lambda one: one.old_list)
RED = ("hold", lambda one: one.code == "red")
YELLOW = ("turn_back", lambda one: one.code == "yellow")
NO_MASK = ("turn_back", lambda one: one.bare)

# Spring 2020: nobody has a code. Strangers without a permit go back; a known, cool person passes.
EARLY = (
    WANTED,
    FEVERISH,
    AGAIN,
    ("turn_back", lambda one: one.stranger),
    STALE_LIST,
    ("admit", lambda one: one.cool),
)
# Codes: red is held and reported, yellow goes back, a flagged journey is asked about, green and cool passes.
CODES = (
    RED,
    WANTED,
    FEVERISH,
    AGAIN,
    YELLOW,
    ("call_desk", lambda one: one.travel == "flagged"),
    NO_MASK,
    STALE_LIST,
    ("admit", lambda one: one.code == "green" and one.cool),
)
# Three checks: only mask, health code and travel code together open the gate.
THREE_CHECKS = (
    *CODES[:-1],
    ("admit", lambda one: one.masked and one.code == "green" and one.travel == "clear" and one.cool),
)
# All green: both codes green and cool, or no way in; a flagged journey is not green and goes back.
ALL_GREEN = (
    RED,
    WANTED,
    FEVERISH,
    AGAIN,
    YELLOW,
    ("turn_back", lambda one: one.travel == "flagged"),
    NO_MASK,
    STALE_LIST,
    ("admit", lambda one: one.code == "green" and one.travel == "clear" and one.cool),
)
# Twenty measures: no star on the travel code any more, the health code stays.
TWENTY = (RED, WANTED, FEVERISH, AGAIN, YELLOW, NO_MASK, STALE_LIST, CODES[-1])
# Ten measures: nobody is asked for a code; who has a fever is shown the way to the fever clinic.
TEN = (("call_desk", lambda one: one.confirmed_fever), AGAIN, ("admit", lambda one: True))
# Class B: there are no gates.
OPEN = (("admit", lambda one: True),)
# A school's door in the influenza season: 38.0 ℃ twice stays out of class.
SCHOOL = (FEVERISH, AGAIN, ("admit", lambda one: one.cool))

PLANS: Mapping[str, tuple[tuple[tuple[str, Sentence], ...], int]] = {
    **{f"cn-covid-e{number}": (EARLY, FEVER) for number in range(2, 7)},
    **{f"cn-covid-e{number}": (CODES, FEVER) for number in range(7, 10)},
    "cn-covid-20m": (TWENTY, FEVER),
    "cn-covid-10m": (TEN, FEVER),
    "cn-covid-e10": (OPEN, FEVER),
    "cn-changcheng-2021": (THREE_CHECKS, FEVER),
    "cn-qiu-2021": (ALL_GREEN, FEVER),
    "cn-flu-school": (SCHOOL, 380),
}
"""The sentences of each plan, and its fever."""


def expected(plan: str, seen: Seen) -> str:
    """What a guard under the plan does; who fits no sentence is written down by hand."""
    sentences, fever = PLANS[plan]
    person = Person(seen, fever)
    return next((act for act, fits in sentences if fits(person)), "register")
