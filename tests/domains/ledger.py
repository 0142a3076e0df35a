"""A ledger in memory: what the node makes of drafts, without a database, to try figures and imagination on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from gridward.ledger.answers import answered
from gridward.plug.figure import Figure, Line
from gridward.plug.imagine import Draft, Home, Spot, World
from gridward.plug.kind import Entry, EntryKind, Place, Ref, Subject, thing_of
from gridward.plug.shape import fields_of

encode = msgspec.json.Encoder(decimal_format="number").encode


class Ledger:
    """Takes drafts in any order; `values` sums a figure's lines from the active entries."""

    def __init__(self, kinds: Iterable[EntryKind], spots: Sequence[Spot] = ()) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        self.spots = {spot.code: spot for spot in spots}
        self.numbers: dict[tuple[str, str], int] = {}
        self.holder: dict[int, str] = {}
        self.told: dict[int, list[tuple[int, Place]]] = defaultdict(list)
        self.drafts: dict[UUID, Draft] = {}
        self.positions: dict[UUID, int] = {}
        for spot in spots:
            self.number("area", spot.code)

    def number(self, kind: str, ref: str) -> int:
        on_map = kind in ("area", "place")
        return self.numbers.setdefault(("map" if on_map else kind, ref), len(self.numbers) + 1)

    def take(self, drafts: Iterable[Draft]) -> "Ledger":
        for draft in sorted(drafts, key=lambda one: (one.received or one.at, one.id)):
            assert draft.id not in self.drafts, "an id was given twice"
            self.drafts[draft.id] = draft
            self.positions[draft.id] = len(self.positions) + 1
        return self

    def root(self, draft: Draft) -> UUID:
        while draft.replaces is not None:
            draft = self.drafts[draft.replaces]
        return draft.id

    @property
    def roots(self) -> dict[int, int]:
        return {self.positions[draft.id]: self.positions[self.root(draft)] for draft in self.drafts.values()}

    def active(self) -> list[Entry]:
        chains: dict[UUID, list[Draft]] = defaultdict(list)
        replaced = {draft.replaces for draft in self.drafts.values()}
        for draft in self.drafts.values():
            chains[self.root(draft)].append(draft)
        tips = [max((d for d in chain if d.id not in replaced), key=lambda d: d.id) for chain in chains.values()]
        found = [self.entry(tip) for tip in tips if tip.body is not None]
        for entry in found:
            described = self.kinds[entry.kind].describes
            if described is not None:
                self.told[entry.area].append((entry.at, described(entry.body)))
        return sorted(
            (msgspec.structs.replace(entry, place=self.place(entry.area, entry.at)) for entry in found),
            key=lambda entry: (entry.at, entry.position),
        )

    def place(self, area: int, at: int) -> Place:
        told = sorted(self.told.get(area, ()), key=lambda one: one[0])
        if told:
            return next((place for since, place in reversed(told) if since <= at), told[0][1])
        spot = self.spots.get(self.holder.get(area, ""))
        if area in self.holder:
            return Place("", spot.level if spot else "")
        level = next((s.level for s in self.spots.values() if self.number("area", s.code) == area), "")
        return Place(level, level)

    def entry(self, draft: Draft) -> Entry:
        kind = self.kinds[draft.kind]
        body = msgspec.json.decode(encode(draft.body), type=kind.body)
        if kind.needs is not None:
            assert kind.needs(body) == (), (draft, kind.needs(body))
        area = self.number("area", draft.area)
        changed = {}
        for one in fields_of(kind.body):
            value = getattr(body, one.attribute)
            if one.link and value:
                links = [self.link(item, one.field.names) for item in (value if one.many else (value,))]
                changed[one.attribute] = tuple(links) if one.many else links[0]
                if one.field.place:
                    area = int(links[0].id)
                    self.holder.setdefault(area, draft.area)
        subject = None
        if draft.subject is not None:
            assert draft.subject[0] in kind.about
            link = self.link(draft.subject[1], draft.subject[0])
            subject = Subject(link.kind, int(link.id))
            if subject.kind == "place":
                area = subject.id
                self.holder.setdefault(area, draft.area)
        elif "area" in kind.about:
            subject = Subject("area", area)
        return Entry(
            position=self.positions[draft.id],
            id=self.root(draft),
            kind=draft.kind,
            version=1,
            subject=subject,
            area=area,
            place=Place("", ""),
            at=draft.at,
            body=msgspec.structs.replace(body, **changed) if changed else body,
            chain=self.positions[self.root(draft)],
        )

    def link(self, value: Any, names: str) -> Ref:
        ref = value if isinstance(value, Ref) else None
        kind = ref.kind if ref else (names or "area").split()[0]
        text = (ref.ref or ref.id) if ref else value
        if kind == "entry":
            assert UUID(text) in self.drafts, "refers to an entry that was never sent"
            return Ref(kind="entry", id=str(self.positions[self.root(self.drafts[UUID(text)])]))
        return Ref(kind=kind, id=str(self.number(kind, text)))


def lines(figure: Figure, entries: Sequence[Entry], roots: Mapping[int, int] | None = None) -> list[Line]:
    """All lines of a figure, from entries by time; `roots` are the first positions of chains of several entries."""
    mine = [entry for entry in entries if entry.kind in figure.of]
    if figure.kind == "flow":
        return [line for entry in mine for line in figure.lines([entry])]
    groups: dict[Any, list[Entry]] = defaultdict(list)
    chains = set()
    for entry in mine:
        about = entry.subject or ("area", entry.area)
        own = ("entry", roots.get(entry.position, entry.position) if roots else entry.position)
        chains.add(own)
        if figure.matter and about[0] != "entry":
            about = own
        groups[about].append(entry)
        for key in answered(entry) if figure.matter else ():
            groups[tuple(thing_of(key))].append(entry)
    told = [group for about, group in groups.items() if not figure.matter or tuple(about) in chains]
    return [line for group in told for line in figure.lines(group)]


def value(figure: Figure, found: Sequence[Line], member: str, as_of: int, areas: set[int] | None = None) -> int:
    """What the lines say of a member at a moment."""
    below = {member}
    for _ in range(3):
        below |= {one.code for one in figure.members if one.parent in below} if member else set()
    mine = [
        line
        for line in found
        if line.at <= as_of and (not member or line.member in below) and (areas is None or line.area in areas)
    ]
    if not figure.distinct:
        return sum(line.value for line in mine)
    keys: Counter[int | None] = Counter()
    for line in mine:
        keys[line.key] += line.value
    return sum(1 for total in keys.values() if total > 0)


def town(
    start: int, end: int, *, level: str = "town", population: int = 3_000, pack: str = "cn-covid-e4", **children: int
) -> World:
    """A made-up town: `children` of each level below the root, homes of about three in those that are lived in."""
    root = Spot("990001001", level, "某镇", "")
    spots = [root]
    for name, number in children.items():
        spots += [Spot(f"{root.code}.{name}{one}", name, f"{name}{one}", root.code) for one in range(1, number + 1)]
    lived = [spot for spot in spots if spot.level in ("village", "community")] or [root]
    homes: dict[str, tuple[Home, ...]] = {}
    for spot in lived:
        number = max(1, population // 3 // len(lived))
        homes[spot.code] = tuple(
            Home(f"{spot.code}-h{one}", spot.code, tuple(f"{spot.code}-h{one}-{who}" for who in range(1, 2 + one % 5)))
            for one in range(1, number + 1)
        )
    day = 24 * 3_600_000_000
    packs: Mapping[int, str] = {} if not pack else dict.fromkeys(range(start // day, end // day + 2), pack)
    return World(start=start, end=end, root=root, spots=tuple(spots), homes=homes, pack_of=packs)
