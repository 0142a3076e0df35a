"""Who made an entry, judged quickly and by the moment at which it happened: for intake, which refuses nobody.

`by` on an entry is the name an account signs in with, or an office without its holder: `gate_guard@371681102.place3`.
"""

from collections.abc import Iterator
from typing import Literal

from gridward.grid.book import Book, Held, book
from gridward.grid.reach import Reach, extent
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
            "记录人当时或此后已不任此职,请核实。", "Whoever made this did not hold the office then, or left it since."
        ),
        "by",
    ),
    "elsewhere": Reason(
        "out_of_reach",
        Text(
            "记录人的职务不包括该区域,请核实是否代班。", "This area is not the officer's; check whether they stood in."
        ),
        "by",
    ),
    "not_for_role": Reason(
        "not_for_role",
        Text("记录人的职务一般不登记此类记录,请核实。", "The officer's role does not usually record this; check it."),
        "by",
    ),
    "never": Reason(
        "never_in_office",
        Text(
            "记录人在本系统没有任何职务;任命后记录即生效。",
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


class Bench:
    """Judges the entries of one batch against one state of map and offices."""

    def __init__(self, found: Tree | None = None, offices: Book | None = None) -> None:
        self._map = tree() if found is None else found
        self._book = book() if offices is None else offices
        self._held: dict[str, tuple[Held, ...]] = {}

    def judge(self, by: str, *, kind: str, area: int, at: int, received: int, verb: str = "record") -> Verdict:
        """Whether `by` might do `verb` to entries of `kind` in `area` at `at`; the node heard of it at `received`."""
        held = self._held.get(by)
        if held is None:
            held = self._held[by] = offices_of(by, offices=self._book, found=self._map)
        if not held:
            return "never"
        able = [one for one in held if (rights := one.rights) is not None and rights.may(verb, kind)]
        here = list(self._over(able, area, at))
        if any(one.covers(at) for one in here):
            still = received == at or any(one.covers(received) for one in self._over(able, area, received))
            return "covered" if still else "ended"
        if here:
            return "ended"
        return "not_for_role" if any(one.covers(at) for one in self._over(held, area, at)) else "elsewhere"

    def _over(self, held: "tuple[Held, ...] | list[Held]", area: int, at: int) -> Iterator[Held]:
        path = self._map.path(area, at)
        for one in held:
            if path.startswith(self._map.ground(one.area, at)):
                yield one
