"""Who made an entry, judged quickly and by the moment at which it happened: for intake, which refuses nobody.

`by` on an entry is the name an account signs in with, or an office without its holder: `gate_guard@371681102.place3`.
"""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Literal

from gridward.grid.book import Book, Held, book
from gridward.grid.reach import Reach, extent
from gridward.grid.roles import roles
from gridward.grid.snapshot import Tree
from gridward.grid.tree import tree
from gridward.kit.errors import Reason
from gridward.kit.text import Text

Verdict = Literal["covered", "ended", "elsewhere", "not_for_role", "never"]
"""covered: within reach then and still · ended: the office was not held then, or is not any more · elsewhere: in
office, but not here · not_for_role: in office here, but not for this kind · never: never held any office."""

REASONS: dict[Verdict, Reason] = {
    "ended": Reason(
        "office_ended",
        Text(
            "记录人当时或此后已不任此职，请核实。", "Whoever made this did not hold the office then, or left it since."
        ),
        "by",
    ),
    "elsewhere": Reason(
        "out_of_reach",
        Text(
            "记录人的职务不包括该区域，请核实是否代班。", "This area is not the officer's; check whether they stood in."
        ),
        "by",
    ),
    "not_for_role": Reason(
        "not_for_role",
        Text("记录人的职务一般不登记此类记录，请核实。", "The officer's role does not usually record this; check it."),
        "by",
    ),
    "never": Reason(
        "never_in_office",
        Text(
            "记录人在本系统没有任何职务；任命后记录即生效。",
            "Whoever made this never held an office; it counts once they do.",
        ),
        "by",
    ),
}
"""What to tell of each verdict but the first; `never` holds an entry, the others only flag it."""


def offices_of(by: str, *, offices: Book | None = None, found: Tree | None = None) -> tuple[Held, ...]:
    """Every office ever held by whoever `by` names; none for a stranger; withdrawn appointments never were."""
    offices = book() if offices is None else offices
    held = offices.of_name(by)
    if not held and "@" in by:
        code, _, place = by.partition("@")
        area = (tree() if found is None else found).id_of(place)
        held = () if area is None else offices.at_area(area, code)
    return tuple(one for one in held if one.to_at is None or one.from_at < one.to_at)


def reach_of(by: str, at: int, *, verb: str = "record", kind: str | None = None) -> Reach:
    """As `reach.reach`, for whoever `by` names."""
    return extent(offices_of(by), verb, at=at, kind=kind)


Window = tuple[int, int | None]
"""From when until just before when (None: still)."""
REMEMBERED = 200_000
"""Officers and areas whose windows a bench remembers at most."""


class Bench:
    """Judges entries against one state of map and offices; what it has found out once it remembers."""

    def __init__(self, found: Tree | None = None, offices: Book | None = None) -> None:
        self.map = tree() if found is None else found
        self.book = book() if offices is None else offices
        self._held: dict[str, tuple[Held, ...]] = {}
        self._terms: dict[tuple[str, int], tuple[tuple[str, tuple[Window, ...]], ...]] = {}
        self._allowed: dict[tuple[str, str, str | None], bool] = {}
        self._unmoved: dict[tuple[str, int], tuple[tuple[str, float, float], ...]] = {}
        self.plain = Plain(self)

    def judge(self, by: str, *, kind: str, area: int, at: int, received: int, verb: str = "record") -> Verdict:
        """Whether `by` might do `verb` to entries of `kind` in `area` at `at`; the node heard of it at `received`."""
        windows = self.windows(by, verb, area, kind=kind)
        if _in(windows, at):
            return "covered" if _in(windows, received) else "ended"
        if windows:
            return "ended"
        if not self._offices(by):
            return "never"
        return "not_for_role" if _in(self.windows(by, "", area), at) else "elsewhere"

    def plain_window(self, by: str, kind: str, area: int) -> tuple[float, float]:
        """See `Plain`."""
        terms = self._unmoved.get((by, area))
        if terms is None:
            if len(self._unmoved) > REMEMBERED:
                self._unmoved.clear()
            terms = self._unmoved[by, area] = tuple(self._unmoved_terms(by, area))
        for role, begin, end in terms:
            if self._allows(role, "record", kind):
                return begin, end
        return inf, -inf

    def _unmoved_terms(self, by: str, area: int) -> Iterator[tuple[str, float, float]]:
        """The roles in which they had charge of an area, from when until when, while neither it nor that of the office
        ever moved.
        """
        paths = self.map.timeline(area)[1]
        for office in self._offices(by):
            grounds = self.map.timeline(office.area)[1]
            moved = len(paths) > 1 or len(grounds) > 1 or self.map.known(office.area).members
            if not moved and paths[0].startswith(grounds[0]):
                yield office.role, office.from_at, inf if office.to_at is None else office.to_at

    def knows(self, by: str) -> bool:
        """Whether `by` ever held any office."""
        return bool(self._offices(by))

    def windows(self, by: str, verb: str, area: int, *, kind: str | None = None) -> list[Window]:
        """When `by` could do `verb` to entries of `kind` in `area`; with verb "" when they held any office over it."""
        terms = self._terms.get((by, area))
        if terms is None:
            if len(self._terms) > REMEMBERED:
                self._terms.clear()
            terms = tuple((one.role, tuple(_windows(one, area, self.map))) for one in self._offices(by))
            self._terms[by, area] = terms
        return [window for role, windows in terms if not verb or self._allows(role, verb, kind) for window in windows]

    def _allows(self, role: str, verb: str, kind: str | None) -> bool:
        asked = (role, verb, kind)
        found = self._allowed.get(asked)
        if found is None:
            rights = roles().get(role)
            found = self._allowed[asked] = rights is not None and rights.may(verb, kind)
        return found

    def _offices(self, by: str) -> tuple[Held, ...]:
        if by not in self._held:
            self._held[by] = offices_of(by, offices=self.book, found=self.map)
        return self._held[by]


class Plain(dict[tuple[str, str, int], tuple[float, float]]):
    """From when until when one office answers for all that an officer recorded of a kind in an area, by (officer, kind,
    area): an entry made in that time and received in it is covered. Never, if that is not plain to see.

    Plain is what nearly always is: neither the area nor that of the office ever moved.
    """

    def __init__(self, found: Bench) -> None:
        self._bench = found

    def __missing__(self, asked: tuple[str, str, int]) -> tuple[float, float]:
        if len(self) > REMEMBERED:
            self.clear()
        by, kind, area = asked
        window = self[asked] = self._bench.plain_window(by, kind, area)
        return window


_latest: Bench | None = None


def bench(found: Tree) -> Bench:
    """The bench for this state of the map and the offices as they are now, the last one's where that is the same."""
    global _latest
    offices, last = book(at=found.version), _latest
    if last is None or last.map is not found or last.book is not offices:
        last = _latest = Bench(found, offices)
    return last


def _in(windows: Iterable[Window], at: int) -> bool:
    for begin, end in windows:  # noqa: SIM110  (asked twice for every entry: any() takes three times as long)
        if begin <= at and (end is None or at < end):
            return True
    return False


def _windows(office: Held, area: int, found: Tree) -> Iterator[Window]:
    """The parts of the office's term in which the area lay in what the office was over."""
    moments = {*found.timeline(area)[0], *found.timeline(office.area)[0]}
    for one in found.known(office.area).members:
        moments |= {one.from_at, *([] if one.to_at is None else [one.to_at]), *found.timeline(one.member)[0]}
    moments.update(spell.from_at for spell in found.spells(office.area))
    within = sorted(at for at in moments if office.covers(at) and at > office.from_at)
    for begin, end in zip((office.from_at, *within), (*within, office.to_at), strict=True):
        if found.path(area, begin).startswith(found.ground(office.area, begin)):
            yield begin, end
