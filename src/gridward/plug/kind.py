"""Entry kinds: the typed facts that the front line records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args
from uuid import UUID

import msgspec

from gridward.kit.errors import Reason
from gridward.kit.text import Text

SubjectKind = Literal[
    "person", "household", "vehicle", "herd", "place", "area", "body", "organisation", "lot", "entry", "account",
    "class",
]  # fmt: skip


SUBJECT_KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)
_CODES: dict[str, int] = {kind: code for code, kind in enumerate(SUBJECT_KINDS)}


def key_of(kind: str, number: int) -> int:
    """One whole number for a thing of any kind: the key of distinct figures and the ledger's subject column."""
    return number * 16 + _CODES[kind]


def thing_of(key: int) -> "Subject":
    """The thing behind a key."""
    return Subject(SUBJECT_KINDS[key % 16], key // 16)


class Choice(Enum):
    """A closed list of options: each member is its wire value and its label, `PASSED = "passed", Text(…)`."""

    label: Text

    def __new__(cls, value: str, label: Text) -> "Choice":
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What people and machines must know of a body field beyond its type.

    `unit` is one of packs/units.toml, `scale` the decimal places, `low`/`high` the plausible range (outside: flagged,
    never refused), `options` a list kept as pack data ("item"), `names` the kind of subject that the field refers to,
    `place=True` says the entry happened at the place that this field names, `personal=True` that the text is sealed
    under the subject's key, `longest` how many characters a text may have (more: held), `was` the field's former name.
    `stays=True`: entries made one after the other seldom differ in it, so the next form comes with the last answer.
    """

    label: Text
    unit: str = ""
    scale: int = 0
    low: int | float | None = None
    high: int | float | None = None
    options: str = ""
    names: str = ""
    place: bool = False
    file: bool = False
    personal: bool = False
    longest: int = 0
    was: str = ""
    stays: bool = False


class Ref(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something an entry refers to: as sent by `ref` (any text) or `id`; once stored always by `id`."""

    kind: str
    id: str = ""
    ref: str = ""

    @property
    def key(self) -> int:
        """The key of the thing referred to; only a stored reference has one."""
        return key_of(self.kind, int(self.id))


Link = str | Ref
"""A reference on the wire: an area code or entry id as plain text, or a `Ref`. In a stored body always a `Ref`."""


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of every body. An unknown field is an error of the sender that must be seen, so it is not passed over.

    `works_out` declares whole numbers that a body has as properties, so that the conditions of packs may ask for them.
    """

    works_out: ClassVar[Mapping[str, Field]] = {}

    note: Annotated[str, Field(label=Text("备注", "Note"), personal=True, longest=500)] = ""


class Subject(NamedTuple):
    """What an entry is about: the kind and the node's own number of it."""

    kind: str
    id: int

    @property
    def key(self) -> int:
        """The subject as one whole number."""
        return key_of(self.kind, self.id)


class Place(NamedTuple):
    """What the area of an entry was at that moment.

    `kind` is the area's level, or for a level `place` what it is (gate, store, clinic …); `level` is the level that it
    serves: its own for an area, for a place the one that was declared for it or else its parent's.
    """

    kind: str
    level: str


class Listing(NamedTuple):
    """Somebody came from an area that was on the list of risk areas at this level then; known since a moment."""

    level: str
    since: int


class Entry(msgspec.Struct, frozen=True):
    """An active entry as pure functions see it. `at` in microseconds, `area` and `subject` by the node's numbers.

    `chain` is the position of the first entry of its chain of corrections, by which links name it (0: its own). `by` is
    the roll's number of the account that made it, told for kinds that are `authored` only (0: nobody that is named).
    `listed` says, to figures and of journeys only, from which areas on the dated list of risk areas somebody came.
    """

    position: int
    id: UUID
    kind: str
    version: int
    subject: Subject | None
    area: int
    place: Place
    at: int
    body: Any
    chain: int = 0
    by: int = 0
    listed: "tuple[Listing, ...]" = ()

    @property
    def key(self) -> int:
        """The key of the entry itself: the subject of entries that are about it, however often it is corrected."""
        return key_of("entry", self.chain or self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """How an entry's words become a published entry of `kind`: `body(body, link, moment)` from the body in clear and
    the link to the entry; None while there is nothing to publish.
    """

    kind: str
    label: Text
    body: Callable[[Any, str, int], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A new entry comes with what figures say of its area: `rows` is the field that holds them (figure, member, value,
    unit), and the answer of the field `by` says which form template (packs/forms) names the figures.
    """

    rows: str
    by: str
    forms: Mapping[str, str]


Upcast = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """Looks at an entry after it was taken: `rule(entry, timeline)` says what is remarkable; it never refuses.

    `timeline` holds the subject's active entries of the kinds `of` that had arrived by then, by time, itself included;
    a rule that looks at the entry alone names no kinds, and nothing is read for it. Beside them stand those of the
    kinds `below` that were recorded about that day in the entry's area or in what lay in it, and of the kinds `above`
    in that area or in what it lay in.
    """

    rule: Callable[[Entry, Sequence[Entry]], tuple[Reason, ...]]
    of: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    @property
    def looks_around(self) -> bool:
        """Whether the rule sees what else was recorded there."""
        return bool(self.below or self.above)

    @property
    def alone(self) -> bool:
        """Whether the rule looks at the entry alone."""
        return not (self.of or self.looks_around)


LONGEST = 28
"""Days by which one officer may, for a reason, prolong what a rule sets: twice the longest measure of any edition."""


class Prolonging(NamedTuple):
    """Until which day an entry wants somebody restricted, and whether it says why for longer than the rule."""

    until: int
    reasoned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """A kind of entry. `about` are the subjects it may have (empty: the area itself).

    `needs(body)` names what the node must know before the entry can count (an item of the list, a unit that converts):
    with a reason the entry is held, not refused. `describes(body)` makes the entry tell what its place is from then on:
    it returns the place's kind and level. `open_for_all` kinds may be recorded by every office; else the roles of
    packs/roles.toml say who may. `second_person` kinds restrict somebody: outside what a pack entitles to they are held
    until a second person agrees (intake.second); so is what by `prolongs(body)` keeps somebody for longer, and
    `ends_by(id, moment, day)` is the kind and body by which the node ends it then, or has it end with the day that the
    rule sets, when the second person takes that back (intake.taken_back). `admits` is
    asked like `flags`, but a reason holds the entry: for decisions made at a desk, such as promising the last of
    something, never for what happened in the field. Of `authored` kinds rules see who made the entry; whoever
    `decides` by one for others must be allowed to, and be who they say (intake.deciding). `answers` names
    fields: beside its own matter an entry belongs to that of the entry which such a field names (goods that came to the
    request that they answer). An entry recorded
    before the moment that `closed_until(body)` names (microseconds; None: it is open) is nobody's to see until then,
    and happens then. `publishing` makes its opened words a published entry; `filling` fills a new one
    with what is known already.
    """

    name: str
    label: Text
    body: type[Body]
    about: tuple[SubjectKind, ...] = ()
    verb: str = "record"
    version: int = 1
    upcast: Mapping[int, Upcast] = field(default_factory=dict)
    opens_matter: bool = False
    answers: tuple[str, ...] = ()
    second_person: bool = False
    prolongs: Callable[[Any], Prolonging | None] | None = None
    ends_by: Callable[[str, str, date], tuple[str, dict[str, Any]]] | None = None
    authored: bool = False
    decides: bool = False
    form: Literal["generated", "own"] = "generated"
    flags: Flags | None = None
    admits: Flags | None = None
    needs: Callable[[Any], tuple[Reason, ...]] | None = None
    describes: Callable[[Any], Place] | None = None
    closed_until: Callable[[Any], int | None] | None = None
    publishing: Publishing | None = None
    filling: Filling | None = None
