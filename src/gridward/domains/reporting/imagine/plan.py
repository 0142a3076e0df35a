"""How many reports of each kind are owed and have come at each moment, all planned in one table.

What is stated of one kind and of all, of those in time and those late, as a number or as a share of those owed, leaves
room for each other only where all of it stands together.
"""

from collections.abc import Iterable, Mapping, Sequence

from gridward.domains.reporting.figures import EXPECTED, LATE, NIL, ON_TIME, RECEIVED
from gridward.domains.reporting.imagine.counts import IN_TIME, TOO_LATE, WITH_NOTHING
from gridward.domains.reporting.rules import deadline
from gridward.kit.clock import day_of, last_moment
from gridward.plug.course import Course
from gridward.plug.imagine import Fact
from gridward.plug.table import MOST, Cell, Table, last

FIGURES = (ON_TIME, LATE, RECEIVED, NIL)
_TRIES = ((EXPECTED, *FIGURES), FIGURES, (EXPECTED, ON_TIME, LATE, RECEIVED), (ON_TIME, LATE, RECEIVED), ())
"""What cannot all be true together is met as far as it can be."""


class Plan:
    """The reports owed of each kind at each moment, and what is told of a day.

    `usual` says how many would be owed of a kind, those first that give way least; `least` how many are by the map.
    """

    def __init__(
        self, facts: Sequence[Fact], at: Sequence[int], usual: Mapping[str, int], least: Mapping[str, int], start: int
    ) -> None:
        self.at = at
        self.start = start
        self.usual = usual
        self.least = least
        told: dict[Cell, list[Fact]] = {}
        for fact in facts:
            if fact.as_of in at:
                told.setdefault((fact.figure, fact.member, at.index(fact.as_of)), []).append(fact)
        names = {figure.name for figure in FIGURES}
        self.stated = frozenset(place for name, _, place in told if name in names)
        self.days = frozenset(day_of(at[place]) for _, _, place in told)
        """Days of which something is stated."""
        found = (self._table(_only(told, {figure.name for figure in some})).settled() for some in _TRIES)
        self.found = next((one for one in found if one is not None), {})

    def owed(self, code: str) -> Course:
        """How many reports of a kind are owed at each moment."""
        return [self.found.get((EXPECTED.name, code, place), 0) for place in range(len(self.at))]

    def told(self, code: str, day: int) -> list[Fact]:
        """What is planned of the reports of a kind on a day of which something is stated."""
        return [
            Fact(figure.name, code, self.found[figure.name, code, place], None, "", "=", self.at[place], "", "")
            for place in sorted(self.stated)
            for figure in FIGURES
            if day_of(self.at[place]) == day and (figure.name, code, place) in self.found
        ]

    def _table(self, told: Mapping[Cell, Sequence[Fact]]) -> Table:
        table = Table()
        for place in range(len(self.at)):
            self._put(table, EXPECTED.name, place, told, self.usual)
            for code in self.usual:
                owed = (EXPECTED.name, code, place)
                table.row((owed,), (last(owed),))
                if self._same_day(place):
                    table.row((last(owed),), (owed,))
            if place in self.stated:
                self._reports(table, place, told)
        return table

    def _put(
        self, table: Table, name: str, place: int, told: Mapping[Cell, Sequence[Fact]], wish: Mapping[str, int]
    ) -> None:
        """A figure of each kind and of all of them; a share is one of those owed."""
        for code in (*self.usual, ""):
            cell, owed = (name, code, place), (EXPECTED.name, code, place)
            least = self.least.get(code, 0) if name == EXPECTED.name else 0
            table.put(cell, wish.get(code, MOST), least, facts=told.get(cell, ()))
            for fact in told.get(cell, ()):
                table.part(cell, owed, fact.share)
                if fact.share is not None:
                    table.low[owed] = max(table.low[owed], 1)
        table.same(((name, "", place),), ((name, code, place) for code in self.usual))

    def _reports(self, table: Table, place: int, told: Mapping[Cell, Sequence[Fact]]) -> None:
        moment, same = self.at[place], self._same_day(place) and place - 1 in self.stated
        too_late = moment > deadline(day_of(moment))
        soon = {code: round(number * IN_TIME) for code, number in self.usual.items()}
        late = {code: round((self.usual[code] - soon[code]) * TOO_LATE * too_late) for code in soon}
        self._put(table, ON_TIME.name, place, told, soon)
        self._put(table, LATE.name, place, told, late)
        self._put(table, RECEIVED.name, place, told, {})
        self._put(table, NIL.name, place, told, {code: round(soon[code] * WITH_NOTHING) for code in soon})
        for code in self.usual:
            on_time, behind, came, nil = ((figure.name, code, place) for figure in FIGURES)
            owed = (EXPECTED.name, code, place)
            table.same((came,), (on_time, behind))
            table.row((owed,), (came,))
            table.row((came,), (nil,))
            table.high[behind] = table.high[behind] if too_late else 0
            if same:
                for cell in (on_time, behind, nil):
                    table.row((cell,), (last(cell),))
                table.row((came, last(nil)), (last(came), nil))
                if self.at[place - 1] >= deadline(day_of(moment)):
                    table.row((last(on_time),), (on_time,))
            if moment == last_moment(day_of(moment)) and code not in self.least and not self._free_before(place):
                table.row((came, self._before(owed)), (owed,))

    def _before(self, owed: Cell) -> Cell | None:
        """Those who owe one on the day before: whoever begins on a day reports on it."""
        name, code, place = owed
        days = [one for one in range(place) if day_of(self.at[one]) < day_of(self.at[place])]
        return (name, code, days[-1]) if days else None

    def _same_day(self, place: int) -> bool:
        return bool(place) and day_of(self.at[place - 1]) == day_of(self.at[place])

    def _free_before(self, place: int) -> bool:
        """Whether there are days, since the moment before, of which nothing is stated."""
        before = self._before((EXPECTED.name, "", place))
        since = day_of(self.at[before[2]] if before else self.start) + 1
        return any(day not in self.days for day in range(since, day_of(self.at[place])))


def _only(told: Mapping[Cell, Sequence[Fact]], names: Iterable[str]) -> dict[Cell, Sequence[Fact]]:
    some = set(names)
    return {cell: facts for cell, facts in told.items() if cell[0] in some}
