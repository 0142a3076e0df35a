"""Figures of material: printed, handed out, put up, and the households that now know."""

from collections.abc import Iterable, Sequence

from gridward.domains.publicity import rules
from gridward.domains.publicity.entries import Item, Recipient, Stage
from gridward.domains.publicity.figures.members import Lines, members_of
from gridward.kit.text import Text
from gridward.plug.figure import Figure, Line, line
from gridward.plug.kind import Entry


def handed_out(*items: Item) -> Lines:
    """Copies of these items, by who got them."""

    def lines(entries: Sequence[Entry]) -> Iterable[Line]:
        return [
            line(entry, entry.body.quantity, member=entry.body.recipient.value if entry.body.recipient else "")
            for entry in entries
            if entry.body.stage is Stage.DISTRIBUTED and entry.body.item in items and entry.body.quantity
        ]

    return lines


def banners(entries: Sequence[Entry]) -> Iterable[Line]:
    """Banners put up, whoever had them made."""
    return [
        line(entry, entry.body.quantity)
        for entry in entries
        if entry.body.stage is Stage.PUT_UP and entry.body.item is Item.BANNER and entry.body.quantity
    ]


def printed(entries: Sequence[Entry]) -> Iterable[Line]:
    """Copies printed, by item."""
    return [
        line(entry, entry.body.quantity, member=entry.body.item.value)
        for entry in entries
        if entry.body.stage is Stage.PRINTED and entry.body.item.value in rules.COPIES and entry.body.quantity
    ]


def signs(entries: Sequence[Entry]) -> Iterable[Line]:
    """Sign boards that stand: those put up without those taken down."""
    return [line(entry, change) for entry, change in rules.sign_changes(entries)]


def households_reached(entries: Sequence[Entry]) -> Iterable[Line]:
    """The household to which advice or material was given."""
    return [
        line(entry, key=entry.subject.key) for entry in entries if entry.subject is not None and rules.reached(entry)
    ]


def _material(name: str, label: Text, unit: str, lines: Lines, **more: object) -> Figure:
    return Figure(name=name, label=label, unit=unit, of=("publicity.material",), lines=lines, **more)  # type: ignore[arg-type]


LEAFLETS = _material(
    "publicity.leaflets",
    Text("发放宣传单（折页）", "Leaflets handed out"),
    "份",
    handed_out(Item.LEAFLET),
    members=members_of(Recipient),
    headline=71,
)
POSTERS = _material(
    "publicity.posters",
    Text("发放标语海报", "Slogans and posters handed out"),
    "份",
    handed_out(Item.POSTER, Item.SLOGAN),
    members=members_of(Recipient),
)
PRINTED = _material(
    "publicity.printed", Text("印制宣传品", "Material printed"), "份", printed, members=members_of(Item, *rules.COPIES)
)
BANNERS = _material("publicity.banners", Text("悬挂横幅", "Banners put up"), "条", banners)
SIGNS = _material("publicity.signs", Text("宣传牌", "Sign boards"), "处", signs, kind="stock")
HOUSEHOLDS_REACHED = Figure(
    name="publicity.households_reached",
    label=Text("宣传到户", "Households reached"),
    unit="户",
    of=("screening.visit", "publicity.material"),
    lines=households_reached,
    distinct=True,
    expected="roll.households",
    share=True,
    headline=70,
)
