"""The toy domain: one kind and figure of every sort that the kernel must get right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.domain import Domain
from gridward.plug.figure import Figure, Line, Member, key_in, line, steps
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link, Place
from tests.toy.standing import STANDING


def label(text: str) -> Text:
    return Text(text, text)


class Serves(Choice):
    TOWN = "town", label("town")
    VILLAGE = "village", label("village")
    SHUT = "shut", label("shut")


class Item(Choice):
    MASK = "mask", label("mask")
    N95 = "n95", label("n95")
    GOWN = "gown", label("gown")


class Gate(Body, frozen=True):
    """Describes a gate: the level that it serves from then on."""

    gate: Annotated[Link, Field(label=label("gate"), names="place", place=True)]
    serves: Annotated[Serves, Field(label=label("serves"))]


class Cars(Body, frozen=True):
    """Cars counted at a gate."""

    count: Annotated[int, Field(label=label("count"), low=0, high=500)]
    gate: Annotated[Link | None, Field(label=label("gate"), names="place", place=True)] = None


class Moved(Body, frozen=True):
    """Goods that came in (or went out, below zero)."""

    item: Annotated[Item, Field(label=label("item"))]
    quantity: Annotated[int, Field(label=label("quantity"))]
    store: Annotated[Link | None, Field(label=label("store"), names="place", place=True)] = None


class Counted(Body, frozen=True):
    """A stock-take."""

    item: Annotated[Item, Field(label=label("item"))]
    quantity: Annotated[int, Field(label=label("quantity"), low=0)]
    store: Annotated[Link | None, Field(label=label("store"), names="place", place=True)] = None


class Visit(Body, frozen=True):
    """A household was visited; somebody may have been met."""

    sort: Annotated[str, Field(label=label("sort"), longest=10)] = "first"
    met: Annotated[tuple[Link, ...], Field(label=label("met"), names="person")] = ()


class Stay(Body, frozen=True):
    """A person is put under control from then on, or no longer."""

    measure: Annotated[str, Field(label=label("measure"), longest=10)] = ""


class Answer(Body, frozen=True):
    """An answer to another entry, with an amount that has decimals."""

    to: Annotated[Link, Field(label=label("to"), names="entry")]
    amount: Annotated[Decimal, Field(label=label("amount"), scale=1)] = Decimal(0)
    secret: Annotated[str, Field(label=label("secret"), personal=True, longest=200)] = ""


def cars(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one, one.body.count, member=one.place.level) for one in entries if one.place.level in LEVELS]


def passages(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one) for one in entries]


def gates(entries: Sequence[Entry]) -> Iterable[Line]:
    return steps((one.at, one, {one.body.serves.value: 1}) for one in entries if one.body.serves is not None)


def told(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one, member=one.place.level) for one in entries]


def on_hand(entries: Sequence[Entry]) -> Iterator[Line]:
    book: dict[str, int] = defaultdict(int)
    for one in entries:
        item = one.body.item.value
        change = one.body.quantity - (book[item] if one.kind == "toy.counted" else 0)
        book[item] += change
        if change:
            yield line(one, change, member=item)


def covered(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one, member=one.body.sort, key=one.subject.key) for one in entries if one.subject]


def met(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one, key=key_in(link)) for one in entries for link in one.body.met]


def under_control(entries: Sequence[Entry]) -> Iterable[Line]:
    return steps((one.at, one, {one.body.measure: 1} if one.body.measure in MEASURES else {}) for one in entries)


def answered(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one, key=key_in(one.body.to)) for one in entries]


def amount(entries: Sequence[Entry]) -> Iterable[Line]:
    return [line(one, int(one.body.amount * 10)) for one in entries]


LEVELS = ("town", "village")
MEASURES = ("home", "site")


def members(*codes: str) -> tuple[Member, ...]:
    return tuple(Member(code=code, label=label(code)) for code in codes)


def _figure(name: str, of: tuple[str, ...], lines: object, **more: object) -> Figure:
    return Figure(name=f"toy.{name}", label=label(name), unit="个", of=of, lines=lines, **more)  # type: ignore[arg-type]


GOODS = (
    Member(code="protection", label=label("protection")),
    Member(code="mask", label=label("mask"), parent="protection", unit="只"),
    Member(code="n95", label=label("n95"), parent="mask", unit="只"),
    Member(code="gown", label=label("gown"), parent="protection"),
)
SORTS = (Member(code="first", label=label("first")), Member(code="again", label=label("again"), parent="first"))

FIGURES = (
    _figure("cars", ("toy.cars",), cars, members=members(*LEVELS)),
    _figure("passages", ("toy.cars",), passages),
    _figure("passages_own", ("toy.cars",), passages, own=True),
    _figure("gates", ("toy.gate",), gates, kind="stock", members=members("town", "village", "shut")),
    _figure("told", ("toy.gate",), told, members=members("town", "village", "shut")),
    _figure("on_hand", ("toy.moved", "toy.counted"), on_hand, kind="stock", members=GOODS, total=False),
    _figure("on_hand_own", ("toy.moved", "toy.counted"), on_hand, kind="stock", members=GOODS, total=False, own=True),
    _figure("covered", ("toy.visit",), covered, distinct=True, members=SORTS, expected="toy.under_control"),
    _figure("met", ("toy.visit",), met, distinct=True, at_most="toy.covered"),
    _figure("under_control", ("toy.stay",), under_control, kind="stock", members=members(*MEASURES)),
    _figure("answered", ("toy.answer",), answered, distinct=True, expected="toy.passages", reported="toy.answers"),
    _figure("answers", ("toy.answer",), passages),
    _figure("amount", ("toy.answer",), amount, scale=1),
)


def _below_zero(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """Somebody goes who never came."""
    before = [one for one in timeline if (one.at, one.position) < (entry.at, entry.position)]
    if entry.body.measure or any(one.body.measure for one in before):
        return ()
    return (Reason(code="never_came", text=label("never came"), field="body.measure"),)


def _needs(body: Moved) -> tuple[Reason, ...]:
    if abs(body.quantity) < 10**6:
        return ()
    return (Reason(code="too_many", text=label("too many"), field="body.quantity"),)


KINDS = (
    EntryKind(
        name="toy.gate",
        label=label("gate"),
        body=Gate,
        about=("place",),
        describes=lambda body: Place("gate", body.serves.value),
    ),
    EntryKind(name="toy.cars", label=label("cars"), body=Cars),
    EntryKind(name="toy.moved", label=label("moved"), body=Moved, needs=_needs),
    EntryKind(name="toy.counted", label=label("counted"), body=Counted),
    EntryKind(name="toy.visit", label=label("visit"), body=Visit, about=("household",)),
    EntryKind(
        name="toy.stay",
        label=label("stay"),
        body=Stay,
        about=("person",),
        flags=Flags(of=("toy.stay",), rule=_below_zero),
    ),
    EntryKind(
        name="toy.answer",
        label=label("answer"),
        body=Answer,
        version=2,
        upcast={1: lambda old: {"to": old["of"], "amount": old.get("amount", 0)}},
    ),
)

TOY = Domain(name="toy", label=label("toy"), kinds=KINDS, figures=FIGURES, states=(STANDING,))
