"""What every figure must be, worked out from the entries as they were sent, from scratch and without a database.

Written to be plainly right, not fast: which entries count is a function of their set, and a value is a sum of lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from gridward.kit.clock import parse
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure, Line
from gridward.plug.kind import Entry, Place, Ref, Subject, key_of
from tests.toy.node import LATE, LATE_GRID, MAP, NOW, opening

Wire = Mapping[str, Any]
OPENINGS = [opening(number, *area) for number, area in enumerate(MAP, start=1)]
NUMBERS = {code: number for number, code in enumerate([*(code for code, *_ in MAP), LATE, LATE_GRID], start=1)}


class Oracle:
    """The truth about a set of entries; `known` are the ids of those that count as far as is known."""

    def __init__(self, sent: Iterable[Wire], known: set[str] | None = None) -> None:
        self.sent = {wire["id"]: wire for wire in (*OPENINGS, *sent)}
        self.moves: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
        self.levels: dict[int, str] = {}
        self._draw()
        self.counting = {one for one in self.sent if self._counts(one)}
        self.known = self.counting if known is None else known & self.counting
        self.active = [self.sent[one] for one in self._tips(self.known) if self.sent[one]["body"] is not None]
        self.gates = [wire for wire in self.active if wire["kind"] == "toy.gate"]
        self.entries = {wire["id"]: self._entry(wire) for wire in self.active}

    # Which entries count

    def _root(self, one: str) -> str | None:
        """The first of a chain, None when some part of it has not come."""
        while one in self.sent and self.sent[one].get("replaces"):
            one = self.sent[one]["replaces"]
        return one if one in self.sent else None

    def _counts(self, one: str) -> bool:
        wire = self.sent[one]
        refers = (wire["body"] or {}).get("to")
        return (
            wire["area"] in self.here
            and self._root(one) is not None
            and (refers is None or self._root(refers) is not None)
        )

    def _tips(self, counting: set[str]) -> Iterator[str]:
        replaced = {self.sent[one].get("replaces") for one in counting}
        chains: dict[str | None, list[str]] = defaultdict(list)
        for one in counting - replaced:
            chains[self._root(one)].append(one)
        return (max(chain) for chain in chains.values())

    # The map

    def _draw(self) -> None:
        """The areas that are open and what lay in what: known areas, then moves, then the places spoken of."""
        opened = {wire["body"]["code"] for wire in self.sent.values() if wire["kind"] == "grid.area" and _opens(wire)}
        if LATE not in opened:
            opened.discard(LATE_GRID)
        self.here = opened
        on_map = {one for one, wire in self.sent.items() if wire["kind"] == "grid.area" and self._counts(one)}
        for one in self._tips(on_map):
            wire = self.sent[one]
            if wire["body"] is not None and wire["body"]["code"] in self.here:
                area, body = NUMBERS[wire["body"]["code"]], wire["body"]
                order = (parse(wire["happened_at"]), self._root(one) or "")
                if body.get("parent"):
                    self.moves[area].append((*order, NUMBERS[body["parent"]]))
                if body.get("level"):
                    self.levels[area] = body["level"]
        for held in self.moves.values():
            held.sort()
        self.places: dict[str, int] = {}
        mentions: dict[str, tuple[int, int]] = {}
        for wire in self.sent.values():
            name = _place(wire)
            if name and wire["area"] in self.here:
                mention = (parse(wire["happened_at"]), NUMBERS[wire["area"]])
                mentions[name] = min(mention, mentions.get(name, mention))
        for number, (name, (_, parent)) in enumerate(sorted(mentions.items()), start=100):
            self.places[name] = number
            self.levels[number] = "place"
            self.moves[number] = [(0, "", parent)]

    def parent(self, area: int, at: int) -> int | None:
        told = self.moves[area]
        found = [parent for since, _, parent in told if since <= at] or [parent for _, _, parent in told[:1]]
        return found[-1] if found else None

    def above(self, area: int, at: int) -> list[int]:
        """The area and everything that it lay in."""
        found: list[int] = []
        one: int | None = area
        while one is not None:
            found.append(one)
            one = self.parent(one, at)
        return found

    def place(self, area: int, at: int) -> Place:
        if self.levels[area] != "place":
            return Place(self.levels[area], self.levels[area])
        told = sorted(
            (parse(wire["happened_at"]), wire["id"], wire["body"]["serves"])
            for wire in self.gates
            if self.places[wire["body"]["gate"]] == area
        )
        if told:
            return Place("gate", ([serves for at_, _, serves in told if at_ <= at] or [told[0][2]])[-1])
        return Place("", self.levels[self.parent(area, at) or 0])

    # Entries and values

    def _entry(self, wire: Wire) -> Entry:
        kind = CATALOGUE.kinds[wire["kind"]]
        body = msgspec.convert(wire["body"], kind.body)
        at = min(parse(wire["happened_at"]), NOW)
        name = _place(wire)
        area = self.places[name] if name else NUMBERS[wire["area"]]
        subject = None
        if wire["kind"] == "grid.area":
            area = NUMBERS[wire["body"]["code"]]
            subject = Subject("area", area)
        elif wire.get("subject"):
            subject = Subject(wire["subject"]["kind"], _number(wire["subject"]["ref"]))
        if wire["body"].get("met"):
            met = tuple(Ref(kind="person", id=str(_number(one))) for one in wire["body"]["met"])
            body = msgspec.structs.replace(body, met=met)
        if wire["body"].get("to"):
            root = UUID(self._root(wire["body"]["to"]) or "").int % 2**48
            body = msgspec.structs.replace(body, to=Ref(kind="entry", id=str(root)))
        number = UUID(wire["id"]).int % 2**48
        return Entry(number, UUID(wire["id"]), kind.name, 1, subject, area, self.place(area, at), at, body)

    def lines(self, figure: Figure) -> list[Line]:
        """Every line of a figure."""
        entries = sorted(
            (one for one in self.entries.values() if one.kind in figure.of), key=lambda one: (one.at, one.id)
        )
        groups: dict[int, list[Entry]] = defaultdict(list)
        for one in entries:
            about = one.subject.key if one.subject else key_of("area", one.area)
            groups[one.position if figure.kind == "flow" else about].append(one)
        return [line for group in groups.values() for line in figure.lines(group)]

    def holds(self, figure: Figure, line: Line, area: int, as_of: int) -> bool:
        """Whether a line is part of the figure of an area: a state goes where its area goes, a flow stays."""
        above = self.above(line.area, as_of if figure.kind == "stock" else line.at)
        if not figure.own:
            return area in above
        return area == next(one for one in above if self.levels[one] != "place")

    def value(self, lines: Sequence[Line], figure: Figure, member: str, area: int, as_of: int) -> int:
        """The value of a figure's member."""
        parts = _within(figure, member)
        keys: dict[int | None, int] = defaultdict(int)
        for line in lines:
            if line.at <= as_of and line.member in parts and self.holds(figure, line, area, as_of):
                keys[line.key if figure.distinct else None] += line.value
        return sum(total > 0 for total in keys.values()) if figure.distinct else sum(keys.values())


def _opens(wire: Wire) -> bool:
    return wire["body"] is not None and wire["body"]["action"] == "open"


def _place(wire: Wire) -> str:
    body = wire["body"] or {}
    return body.get("gate") or body.get("store") or ""


def _number(ref: str) -> int:
    return int.from_bytes(ref.encode(), "big")


def _within(figure: Figure, member: str) -> set[str]:
    if not member:
        return {"", *(one.code for one in figure.members)}
    found = {member}
    while more := {one.code for one in figure.members if one.parent in found} - found:
        found |= more
    return found
