"""Plans of areas and places: read for the days that are touched, derived, written."""

from collections.abc import Iterable, Mapping, Sequence

from gridward.duty.crossed import by_area, kept
from gridward.duty.gather import mentioning
from gridward.duty.ground import Ground, settle_ground, windows_of
from gridward.duty.ground_plans import GroundPlans
from gridward.duty.handed import giving, handed
from gridward.duty.handover import KINDS as HANDED
from gridward.duty.law import EVER, Law
from gridward.duty.needed import needed
from gridward.duty.office_book import office_plans
from gridward.duty.plan import HOUSEHOLD, WAIVER
from gridward.duty.ring_book import Rings
from gridward.duty.said import instant, links
from gridward.duty.settle import Settled
from gridward.duty.standing import Standing, standings
from gridward.duty.watched import (
    fixture_kinds,
    fixture_names,
    from_below,
    naming_ground,
    office_kinds,
    office_names,
    on_ground,
    ringed,
    ringing,
    settling,
    settling_below,
    settling_by_day,
    shifting,
    under_ground,
)
from gridward.duty.window import Window
from gridward.kit.clock import day_of, first_moment, now
from gridward.ledger.names import kind_numbers
from gridward.ledger.places import Places
from gridward.ledger.reading import to_entries
from gridward.ledger.stored import Stored, about, at_areas, by_position, counting, of_chains
from gridward.plug.kind import Entry, key_of, thing_of

AHEAD = 7
"""Days ahead of today for which duties are planned."""


class Grounds:
    """The areas that one piece of work touches, and on which days."""

    def __init__(self, law: Law, places: Places, until: int) -> None:
        self._law, self._places, self._until = law, places, until
        self._days: dict[int, set[int]] = {}
        self._of_offices: set[int] = set()
        """The areas of which is derived, too, what their offices and fixtures owe."""
        self._called: dict[int, tuple[str, ...]] = {}
        self._owing: set[int] = set()
        self._passed: set[int] = set()
        self._lie = Rings(places.tree)
        self._last = day_of(now()) + AHEAD

    def touch(self, one: Entry) -> None:
        """An entry is about an area or place, was recorded there or names it: its day, and the one before for a late
        one; where it puts something under a standing, or ends that, all days from then on.
        """
        if one.kind in HANDED:
            for area, day in giving(one, self._places, self._until):
                self.plan([area], range(day - 1, max(self._last, day) + 1))
            return
        day, named = day_of(one.at), _grounds(one)
        touched = {area for area in named if one.kind in settling(self._names(area))}
        if one.kind in from_below():
            above = self._places.tree.above(one.area, one.at)
            touched |= {area for area in above if one.kind in settling_below(self._names(area))}
        of = self._told_of(one)
        for area in touched:
            self._days.setdefault(area, set()).update((day - 1, day, day + 1, *of))
        if one.kind in (*office_kinds(), *fixture_kinds()):
            self._of_offices |= touched
        turns = one.kind in shifting() or (one.kind in on_ground() and not _of_somebody(one))
        turned = set(named) if turns else set[int]()
        if one.kind == HOUSEHOLD and one.subject is not None:
            turned |= self._ringed(self._lie.drawn_for(one.subject, self._law))
        if one.kind in ringing() and self._law.draws:
            turned |= self._ringed(self._lie.reached(one))
        self.plan(turned, range(day - 1, max(self._last, day) + 1))

    def _told_of(self, one: Entry) -> tuple[int, ...]:
        """The day of which an entry speaks, and the next, on which it may be asked for."""
        of = instant(one.body, "date")
        planned = of is not None and bool(self._law.turns) and self._law.turns[0] <= first_moment(day_of(of) + 2)
        return (day_of(of), day_of(of) + 1) if of is not None and planned and of < one.at else ()

    def _ringed(self, areas: Iterable[int]) -> set[int]:
        return {area for area in areas if not ringed().isdisjoint(self._names(area))}

    def _names(self, area: int) -> tuple[str, ...]:
        if area not in self._called:
            known = area in self._places.tree
            self._called[area] = names_of(self._places, area, self._until) if known else ()
        return self._called[area]

    def plan(self, areas: Iterable[int], days: range, *, known: bool = False, offices: bool = True) -> None:
        """All of these days of these areas; `known` ones have something, though nothing may be asked of them."""
        areas = list(areas)
        if known:
            self._owing.update(areas)
        if offices:
            self._of_offices.update(areas)
        for area in areas:
            self._days.setdefault(area, set()).update(days)

    @property
    def touched(self) -> frozenset[int]:
        """The areas that were touched."""
        return frozenset(self._days)

    def write(self) -> None:
        """Derive what was touched and write what changed."""
        self.derive().write(self._places)

    def derive(self) -> GroundPlans:
        """What was touched, derived; writes nothing."""
        self._places.expect(area for area in self._days if area in self._places.tree)
        asked = {
            area: self._span(days) for area, days in self._days.items() if area in self._owing or self._concerned(area)
        }
        if not asked:
            return GroundPlans({}, {}, {}, {}, {}, frozenset())
        past = self._about(asked)
        grounds = {area: ground_of(self._places, area, self._until) for area in asked}
        under = {area: standings(past[area], key_of("area", area), self._law) for area in asked}
        for area, found in self._rings(grounds).items():
            under[area] += found
        since = self._since({area: found for area, found in under.items() if found})
        spells = kept(asked)
        crossed = by_area(spells)
        windows = {
            area: windows_of(grounds[area], span, under[area], since.get(area, ()), self._law, crossed.get(area, ()))
            for area, span in asked.items()
        }
        settled = self._settled(windows, self._settling(windows))
        offices, passed = self._offices(grounds, under), frozenset(self._passed)
        return GroundPlans(asked, settled, under, past, offices, frozenset(spells), passed)

    def _span(self, days: set[int]) -> range:
        return range(min(days), min(max(days), self._last) + 1)

    def _concerned(self, area: int) -> bool:
        """Whether anything was ever asked of such an area."""
        names = set(self._names(area))
        return (
            any(
                rules.during or not names.isdisjoint((*rules.each, *rules.crossing, *rules.offices))
                for turn in (*self._law.turns, now())
                for rules in self._law.at(area, turn)
            )
            if names
            else False
        )

    def _about(self, areas: Iterable[int]) -> dict[int, list[Entry]]:
        """The active entries that may put these areas under a standing, or end that, by time."""
        asked, numbers = list(areas), kind_numbers(tuple(sorted(on_ground())))
        stored = [one for one in at_areas(asked, numbers, bare=True) if one.subject is None] if numbers else []
        keys = [key_of(kind, area) for area in asked for kind in ("area", "place")]
        stored += about(keys, numbers) if numbers else []
        return self._sorted(asked, stored)

    def _rings(self, grounds: Mapping[int, Ground]) -> dict[int, list[Standing]]:
        """The standings of those that lie around something."""
        drawn = {area: ground for area, ground in grounds.items() if not ringed().isdisjoint(ground.names)}
        return self._lie.standings(drawn, self._read, self._law)

    def _since(self, under: Mapping[int, Sequence[Standing]]) -> dict[int, list[Entry]]:
        """What was recorded in areas while they were under something: rhythms and phases go by it."""
        numbers = kind_numbers(tuple(sorted(under_ground())))
        if not under or not numbers:
            return {}
        first = min(day_of(one.begin) for found in under.values() for one in found)
        return self._sorted(under, self._stored(list(under), numbers, (first, self._last)))

    def _stored(self, areas: Sequence[int], numbers: list[int], days: tuple[int, int]) -> list[Stored]:
        """Entries of these days recorded in these areas, about them, or naming them."""
        keys = [key_of(kind, area) for area in areas for kind in ("area", "place")]
        naming = by_position(mentioning(keys, days=days)) if naming_ground() else []
        wanted = set(numbers)
        named = [one for one in naming if one.kind in wanted]
        chains = of_chains({one.chain for one in named}) if named else []
        return [*at_areas(areas, numbers, days=days), *about(keys, numbers, days=days), *chains]

    def _settling(self, windows: Mapping[int, list[Window]]) -> dict[int, list[Entry]]:
        """The active entries that may settle these windows, by time; areas that ask for the same are read together."""
        alike: dict[tuple[str, ...], list[int]] = {}
        found: dict[int, list[Entry]] = {area: [] for area in windows}
        for area, ones in windows.items():
            if ones:
                alike.setdefault(self._names(area), []).append(area)
        for names, areas in alike.items():
            lasting = frozenset(
                kind for area in areas for one in windows[area] if one.duty.once for kind in (*one.duty.by, WAIVER)
            )
            for once, kinds in ((False, settling(names)), (True, lasting)):
                days = _days_of([[one for one in windows[area] if one.duty.once is once] for area in areas])
                if any(days):
                    self._tell(found, areas, kinds, settling_below(names) & kinds, days)
                if any(days) and not once and days[1] < day_of(now()):
                    kinds = settling_by_day(names)
                    self._tell(found, areas, kinds, settling_below(names) & kinds, (days[1] + 1, day_of(now())))
        return found

    def _tell(
        self,
        found: dict[int, list[Entry]],
        areas: Sequence[int],
        kinds: frozenset[str],
        below: frozenset[str],
        days: tuple[int, int],
    ) -> None:
        """What was told of these areas on these days, beside what was found before."""
        told = self._sorted(areas, self._stored(areas, kind_numbers(tuple(sorted(kinds))), days))
        if below:
            told = self._below(areas, told, kind_numbers(tuple(sorted(below))), days)
        for area, entries in told.items():
            one = {entry.position: entry for entry in (*found[area], *entries)}
            found[area] = sorted(one.values(), key=lambda entry: (entry.at, entry.id)) if found[area] else entries

    def _below(
        self, areas: Sequence[int], own: Mapping[int, list[Entry]], numbers: list[int], days: tuple[int, int] | None
    ) -> dict[int, list[Entry]]:
        """With what was recorded anywhere in them."""
        above: dict[int, list[int]] = {}
        for area in areas:
            for inside in self._places.tree.ever_below(area):
                above.setdefault(inside, []).append(area)
        more = {area: {one.position: one for one in own[area]} for area in areas}
        for one in self._read(at_areas(above, numbers, days=days)):
            for area in set(self._places.tree.above(one.area, one.at)).intersection(above.get(one.area, ())):
                more[area][one.position] = one
        return {area: sorted(found.values(), key=lambda one: (one.at, one.id)) for area, found in more.items()}

    def _sorted(self, areas: Iterable[int], stored: Iterable[Stored]) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {area: [] for area in areas}
        for one in self._read(stored):
            for area in _grounds(one) & found.keys():
                found[area].append(one)
        return found

    def _read(self, stored: Iterable[Stored]) -> list[Entry]:
        once = {one.position: one for one in stored}
        active = counting(once.values(), self._until)
        self._places.expect(one.area for one in active)
        return to_entries(active, self._places, self._until)

    def _settled(
        self, windows: Mapping[int, list[Window]], told: Mapping[int, list[Entry]]
    ) -> dict[int, list[Settled]]:
        """The windows of each area, and what came of them."""
        count, passed = needed(self._places.tree), handed(windows)
        self._passed = set(passed)
        return {
            area: settle_ground(found, told[area], count, area=area, passed=passed.get(area, ()), path=self._law.path)
            for area, found in windows.items()
        }

    def _offices(
        self, grounds: Mapping[int, Ground], under: Mapping[int, Sequence[Standing]]
    ) -> dict[int, list[Settled]]:
        held = {area: one for area, one in grounds.items() if area in self._of_offices}
        asked = {area: one for area, one in held.items() if not office_names().isdisjoint(one.names)}
        if not asked:
            return {}
        numbers = kind_numbers(office_kinds())
        keys = [key_of(kind, area) for area in asked for kind in ("area", "place")]
        told = self._sorted(asked, [*at_areas(asked, numbers), *about(keys, numbers)])
        fixed = [area for area, one in asked.items() if not fixture_names().isdisjoint(one.names)]
        told |= self._below(fixed, told, kind_numbers(fixture_kinds()), None) if fixed else {}
        return office_plans(asked, told, under, self._law, self._places.tree, AHEAD)


def _grounds(one: Entry) -> set[int]:
    """The area in which an entry was recorded, the area or place that it is about, and those that it names."""
    found = {one.area}
    if one.subject is not None and one.subject.kind in ("area", "place"):
        found.add(one.subject.id)
    if one.kind in naming_ground():
        found |= {thing.id for thing in map(thing_of, links(one)) if thing.kind in ("area", "place")}
    return found


def _of_somebody(one: Entry) -> bool:
    """Whether an entry is about something that is not on the map."""
    return one.subject is not None and one.subject.kind not in ("area", "place")


def ground_of(places: Places, area: int, until: int) -> Ground:
    """An area as rules see it now. A place is asked for nothing before it was known, no area after it was closed."""
    node, place = places.tree.by_id(area), places.place(area, now(), until)
    says = {
        "level": place.level,
        "kind": place.kind,
        "open": node.is_open,
        "has_property_mgmt": node.has_property_mgmt,
        "population": node.population,
        "households": node.households,
    }
    spells = places.tree.spells(area)
    closed = spells[-1].from_at if not spells[-1].is_open and len(spells) > 1 else EVER
    return Ground(area, names_of(places, area, until), says, spells[0].from_at if node.level == "place" else 0, closed)


def names_of(places: Places, area: int, until: int) -> tuple[str, ...]:
    """What duties may call an area: its level, a place also by what it is and whom it serves."""
    level, place = places.tree.spell(area).level, places.place(area, now(), until)
    return (level,) if level != "place" else ("place", place.kind, f"{place.level}_{place.kind}")


def _days_of(windows: Iterable[Sequence[Window]]) -> tuple[int, int]:
    """The days on which entries may fill these windows."""
    moments = [at for found in windows for one in found for at in (one.opens, one.closes)]
    far = day_of(now()) + AHEAD
    return (day_of(min(moments)), max(min(far, day_of(min(max(moments), first_moment(far)))), 0)) if moments else (0, 0)
