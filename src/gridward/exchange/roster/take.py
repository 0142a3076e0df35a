"""A roster taken in, some thousand rows at a time: into the roll, and what is said of households into the ledger.

It may be stopped at any moment and run again: what is in is found there, and nothing comes in twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import msgspec

from gridward.account.models import Account
from gridward.exchange.roster.block import Blocks
from gridward.exchange.roster.line import Line, Lines
from gridward.exchange.roster.source import Page
from gridward.exchange.sheet.within import Within
from gridward.intake.kernel import HouseStatus
from gridward.intake.receive import take as hand_in
from gridward.kit import clock
from gridward.kit.errors import Reason
from gridward.kit.heap import growing
from gridward.kit.ids import shaped7
from gridward.kit.pen import writing
from gridward.kit.rows import among, rows
from gridward.kit.text import Lang, Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import key_of, thing_of
from gridward.roll.blind import digester
from gridward.roll.keys import keys
from gridward.roll.register import Registered, register

SLICE = 8000
"""Rows a transaction: half a second of the pen, more on a slow machine. Smaller ones would write the pages of the
index, where names lie in no order, again and again.
"""

Code = Literal["new", "change", "same", "twin", "mend", "foot", "ready"]
WORDS: dict[Code, Text] = {
    "new": Text("已登记", "registered"),
    "change": Text("已更新", "brought up to date"),
    "same": Text("未改动", "unchanged"),
    "twin": Text("重复行", "the same row again"),
    "mend": Text("待修改", "to be mended"),
    "foot": Text("非记录行", "no record"),
    "ready": Text("可登记", "ready"),
}


class Verdict(NamedTuple):
    """What became of a row; a taken one may have reasons that somebody should look into."""

    number: int
    code: Code
    reasons: tuple[Reason, ...] = ()

    def say(self, lang: Lang) -> str:
        """In one cell."""
        said = [WORDS[self.code].say(lang), *(reason.text.say(lang) for reason in self.reasons)]
        return "；".join(said) if lang == "zh" else "; ".join(said)


@dataclass(slots=True)
class Roster:
    """One file taken in for one sender; `dry` looks only."""

    account: Account | None
    usual: str = ""
    at: int = 0
    dry: bool = False
    _seen: dict[str, int] = field(default_factory=dict)
    """The row in which each person stood first."""

    def slices(self, page: Page) -> Iterator[list[Verdict]]:
        """The verdicts of a sheet, a slice at a time; each slice is on the node before the next is read."""
        at = self.at or clock.now()
        within = Within(self.account, CATALOGUE.kind("roll.household"))
        lines = Lines(
            _finder(within), digester(keys().index, "sheet"), clock.date_of(clock.day_of(at)), usual=self.usual
        )
        for block in Blocks(page).of(SLICE):
            with growing():
                read = [None if row.foot else lines.read(row) for row in block]
                good = [line for line in read if line is not None and not line.errors]
                taken = {} if self.dry else self._take(good, at)
                told = [
                    Verdict(row.number, "foot") if line is None else self._verdict(line, taken)
                    for row, line in zip(block, read, strict=True)
                ]
            yield told

    def _take(self, lines: Sequence[Line], at: int) -> dict[int, list[Registered]]:
        items: list[Mapping[str, Any]] = []
        rows_of: list[int] = []
        for item, number in _items(lines):
            items.append(item)
            rows_of.append(number)
        with writing():
            registered = register(items, clock.now())
        taken: dict[int, list[Registered]] = {}
        numbers: dict[str, int] = {}
        for item, number, found in zip(items, rows_of, registered, strict=True):
            taken.setdefault(number, []).append(found)
            if item["kind"] == "household" and found.thing is not None:
                numbers[item["id"]] = found.thing
        told = set(self._state(lines, numbers, at))
        for line in lines:
            uuid = "" if line.household is None else str(line.household["id"])
            if uuid in told and (line.status or line.residents is not None):
                told.discard(uuid)
                taken.setdefault(line.number, []).append(Registered(numbers.get(uuid), (), "change"))
        return taken

    def _state(self, lines: Sequence[Line], numbers: Mapping[str, int], at: int) -> frozenset[str]:
        """Hand in what is said of households and not known yet; returns the households of which something was."""
        homes: dict[str, _Home] = {}
        for line in lines:
            if line.household is not None and line.area is not None:
                home = homes.setdefault(line.household["id"], _Home(line.area.code, line.area.id))
                home.status = line.status or home.status
                home.residents = home.residents if line.residents is None else line.residents
        known = _known([numbers[uuid] for uuid in homes if uuid in numbers])
        by = None if self.account is None else self.account.username
        news = {uuid: home for uuid, home in homes.items() if home.news(known.get(numbers.get(uuid, 0)))}
        if news:
            keyed = digester(keys().index, "sheet")
            hand_in([msgspec.json.encode(home.entry(uuid, at, by, keyed)) for uuid, home in news.items()])
        return frozenset(news)

    def _verdict(self, line: Line, taken: Mapping[int, Sequence[Registered]]) -> Verdict:
        if line.errors:
            return Verdict(line.number, "mend", tuple(line.errors))
        found = taken.get(line.number, ())
        reasons = (*line.flags, *(reason for one in found for reason in one.reasons))
        who = "" if line.person is None else str(line.person["id"])
        first = self._seen.setdefault(who, line.number) if who else line.number
        if first != line.number:
            reasons = (*reasons, _same_person(first))
        if self.dry:
            return Verdict(line.number, "ready" if first == line.number else "twin", reasons)
        news = {one.news for one in found}
        code: Code = "new" if "new" in news else "change" if "change" in news else "same"
        return Verdict(line.number, "twin" if code == "same" and first != line.number else code, reasons)


@dataclass(slots=True)
class _Home:
    """What a slice says of a household."""

    code: str
    area: int
    status: HouseStatus | None = None
    residents: int | None = None

    def news(self, known: "_Told | None") -> bool:
        """Whether this is not known yet; a household that nobody has spoken of is lived in."""
        if known is None:
            return True
        status = self.status is not None and self.status.value != known.status
        return status or known.area != self.area or self.residents not in (None, known.residents)

    def entry(self, uuid: str, at: int, by: str | None, keyed: Callable[[str], bytes]) -> dict[str, Any]:
        """The entry that says it; its id follows, keyed, from what it says."""
        body: dict[str, Any] = {"status": (self.status or HouseStatus.LIVED_IN).value}
        if self.residents is not None:
            body["residents"] = self.residents
        said = keyed(f"household {uuid} {self.code} {body}")
        return {
            "id": str(shaped7(at, said[:10])),
            "kind": "roll.household",
            "area": self.code,
            "subject": {"kind": "household", "id": uuid},
            "happened_at": clock.iso(at),
            "means": "file",
            "by": by,
            "body": body,
        }


class _Told(NamedTuple):
    area: int
    status: str
    residents: int | None


def _known(numbers: Sequence[int]) -> dict[int, _Told]:
    condition, params = among("subject", [key_of("household", number) for number in numbers], "int8")
    found = rows(f"SELECT subject, area, status, residents FROM roll_house WHERE {condition}", params)  # noqa: S608
    return {thing_of(subject).id: _Told(*row) for subject, *row in found}


def _items(lines: Sequence[Line]) -> Iterator[tuple[Mapping[str, Any], int]]:
    """The things of a slice, what others belong to first; a household once, with all that its rows say of it."""
    homes: dict[str, tuple[dict[str, Any], int]] = {}
    for line in lines:
        if line.household is not None:
            known = homes.setdefault(line.household["id"], (line.household, line.number))[0]
            known["identity"] = {**known["identity"], **line.household["identity"]}
    yield from homes.values()
    for line in lines:
        if line.person is not None:
            yield line.person, line.number
    for line in lines:
        for thing in line.things:
            yield thing, line.number


def _finder(within: Within) -> Callable[[str], Any]:
    def found(text: str) -> Any:
        node = within.node(text)
        within.check(node)
        return node

    return found


def _same_person(row: int) -> Reason:
    return Reason(code="same_row", text=Text(f"与第 {row} 行是同一人", f"the same person as in row {row}"))
