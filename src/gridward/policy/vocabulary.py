"""The words of a pack's clauses, as written in TOML (docs/packs.md). Closed: what is not here is an error. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from gridward.kit.learnt import learnt

Responsibility = Literal["territorial", "departmental", "unit", "personal"]
"""The four responsibilities of S4-13: 属地、主管、主体、个人."""


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything that a pack can say."""


class Label(Word, frozen=True):
    """A label in both languages."""

    zh: str
    en: str


class Clause(Word, frozen=True):
    """What every clause says of itself; `verified` only when its source was read in the original."""

    name: str
    label: Label
    source: str
    verified: bool


class Stage(Word, frozen=True):
    """A standing and for how many days; without days until something ends it."""

    standing: str
    days: int | None = None


class Ring(Word, frozen=True):
    """A standing of what lies within so many metres of the subject: the areas or places called `each`."""

    standing: str
    within_m: int
    each: str
    days: int | None = None


class Needed(Word, frozen=True):
    """What must be there (`have`) or must not (`none`): so many entries of a kind within the `last` span."""

    have: str = ""
    none: str = ""
    with_: Mapping[str, Any] = msgspec.field(name="with", default_factory=dict)
    times: int = 1
    last: str = ""


class Ends(Word, frozen=True):
    """An entry that ends a standing, at the moment it says in the field `at` or else its own."""

    on: str
    where: Mapping[str, Any] = msgspec.field(default_factory=dict)
    at: str = ""


class Moves(Word, frozen=True):
    """An entry that sets another last day: the one in its field `to`."""

    on: str
    to: str
    where: Mapping[str, Any] = msgspec.field(default_factory=dict)


class Elsewhere(Word, frozen=True):
    """A clock that another entry about the same subject starts: the kind and its field."""

    entry: str
    field: str


class Measure(Clause, frozen=True):
    """What an entry makes of its subject: standings, one stage after the other."""

    on: str
    where: Mapping[str, Any] = msgspec.field(default_factory=dict)
    for_: str = msgspec.field(name="for", default="")
    clock: str | Elsewhere = ""
    stages: tuple[Stage, ...] = ()
    spread: tuple[Ring, ...] = ()
    restart: str = ""
    release: tuple[Needed, ...] = ()
    ends: tuple[Ends, ...] = ()
    moves: tuple[Moves, ...] = ()
    entitles: bool = False
    team: str = ""


class Crossing(Word, frozen=True):
    """A figure that grew by at least `min` within so many days, in an area of the level `per`."""

    figure: str
    per: str
    days: int
    min: int
    member: str = ""


class Phase(Word, frozen=True):
    """Some days of one daily rhythm; `if_` must hold before the phase begins."""

    days: int
    daily: Mapping[str, str]
    if_: Needed | None = msgspec.field(name="if", default=None)


class Share(Word, frozen=True):
    """So many per cent of what there is."""

    share: int


NAMERS = "namers"
"""Instead of a field after `for` of a duty: whoever an entry names with what this one is about, a tube say."""


class Duty(Clause, frozen=True):
    """What must be done: one trigger, one rhythm, what settles it and whose it is."""

    by: tuple[str, ...]
    who: str
    responsibility: Responsibility

    on: str = ""
    where: Mapping[str, Any] = msgspec.field(default_factory=dict)
    for_: str = msgspec.field(name="for", default="")
    below: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    each: tuple[str, ...] | str = ()
    crosses: Crossing | None = None
    after_returns: int = 0
    without: tuple[str, ...] = ()

    within: str = ""
    of: str = ""
    until: str = ""
    days: tuple[int | Literal["last"], ...] = ()
    daily: Mapping[str, str] = msgspec.field(default_factory=dict)
    weekdays: tuple[int, ...] = ()
    every: str = ""
    once: bool = False
    round: str = ""
    phases: tuple[Phase, ...] = ()

    with_: Mapping[str, Any] = msgspec.field(name="with", default_factory=dict)
    match: Literal["subject", "matter", "below"] = "subject"
    times: int | str | Share = 1
    differ: str = ""
    apart: str = ""
    nil: bool = False
    covers: Literal["", "day_before"] = ""
    cannot: Mapping[str, Any] = msgspec.field(default_factory=dict)
    blocks: bool = False

    escalate: Mapping[str, str] = msgspec.field(default_factory=dict)
    minutes: int = 0
    vouches: tuple[str, ...] = ()
    urgent: bool = False

    @property
    def kinds_of_place(self) -> tuple[str, ...]:
        """What `each` names, as a list."""
        return (self.each,) if isinstance(self.each, str) else self.each


class Slot(Word, frozen=True):
    """So many people of a role."""

    role: str
    people: int = 1


class Team(Clause, frozen=True):
    """The people who answer for one person, household or enterprise (四包一 and its variants)."""

    slots: tuple[Slot, ...]
    unit: Literal["person", "household", "enterprise"] = "person"


class Supply(Clause, frozen=True):
    """Stock of an item, or of a class of items, for so many days at full load; `who` must see to what is short."""

    days: int
    item: str = ""
    who: str = ""
    within: str = ""
    class_: str = msgspec.field(name="class", default="")


class Office(Clause, frozen=True):
    """Where somebody must hold a role, and whether with a signed letter; `who` appoints, `within` a span or at once.
    With `during` only while the place is under one of these standings.
    """

    role: str
    each: str
    where: Mapping[str, Any] = msgspec.field(default_factory=dict)
    during: tuple[str, ...] = ()
    pledge: bool = False
    holders: int = 1
    who: str = "office_clerk"
    within: str = ""


class Fixture(Clause, frozen=True):
    """Where something must stand, as an office must be held: entries of the kind `entry` that meet `with` say of a
    place from which day to which it does (`from`, `to`: their fields). What stands anywhere below counts.
    """

    entry: str
    from_: str = msgspec.field(name="from")
    to: str
    each: tuple[str, ...] | str
    who: str
    where: Mapping[str, Any] = msgspec.field(default_factory=dict)
    during: tuple[str, ...] = ()
    with_: Mapping[str, Any] = msgspec.field(name="with", default_factory=dict)
    within: str = ""


class Feed(Word, frozen=True):
    """A figure that tells how an item stands: at least so many per cent of its whole, or at least so many."""

    item: str
    figure: str
    member: str = ""
    share: int = 0
    min: int = 0


class Checklist(Clause, frozen=True):
    """What an inspection of such places asks; `fed` by figures where there are some, answers hold for `days`."""

    items: tuple[str, ...]
    each: str = ""
    fed: tuple[Feed, ...] = ()
    days: int = 0


class Risk(Clause, frozen=True):
    """For how many days having been in an area of this level counts, and the standing of whoever has; with `entitles`
    the pack entitles to restrict them.
    """

    level: str
    look_back: int
    standing: str = ""
    entitles: bool = False


class Holiday(Clause, frozen=True):
    """Days, from the first to the last, on which these daily duties are not asked; without names those that keep to
    days of the week.
    """

    from_: date = msgspec.field(name="from")
    to: date
    duties: tuple[str, ...] = ()


class Ask(Clause, frozen=True):
    """A field of a kind that only these roles are shown, or that they must fill in."""

    kind: str
    field: str
    roles: tuple[str, ...]
    require: bool = False


class Burden(Clause, frozen=True):
    """The most minutes a day that may be asked of a role."""

    role: str
    minutes: int


class Transition(Clause, frozen=True):
    """What the change from another pack means for what runs, and for what was done on the day of the change."""

    from_: str = msgspec.field(name="from")
    measures: tuple[str, ...] = ("*",)
    do: Literal["keep", "convert"] = "keep"
    work: Literal["keep", "open", "redo"] = "keep"


@learnt
class Quiet(Word, frozen=True):
    """Hours in which nobody is disturbed but for what is urgent."""

    from_: str = msgspec.field(name="from")
    to: str
    source: str
    verified: bool


TABLES: Mapping[str, type[Clause]] = {
    "measure": Measure,
    "duty": Duty,
    "team": Team,
    "supply": Supply,
    "office": Office,
    "fixture": Fixture,
    "checklist": Checklist,
    "risk": Risk,
    "holiday": Holiday,
    "ask": Ask,
    "burden": Burden,
    "transition": Transition,
}
"""The tables whose rows are clauses, each with the type of its rows."""

for _clause in TABLES.values():
    learnt(_clause)
