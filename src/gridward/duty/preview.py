"""What switching a response would change, before anybody confirms it: duties of the next seven days under the rules as
they are against the same days under the rules as they would be. Nothing is written.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from gridward.duty import planner
from gridward.duty.beside import beside
from gridward.duty.book import OPEN, WAIVED
from gridward.duty.ground_book import AHEAD
from gridward.duty.law import EVER, Law, Response
from gridward.duty.names import clause_name
from gridward.duty.responses import law
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import DAY, day_of, first_moment, now
from gridward.kit.rows import rows
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from gridward.plug.kind import thing_of
from gridward.policy.vocabulary import Burden, Duty

Progress = Callable[[int, int], None]


class Turn(NamedTuple):
    """How the duties of one clause change in the next seven days."""

    disease: str
    clause: str
    duty: Duty | None
    created: int
    withdrawn: int
    changed: int
    kept: int


class Load(NamedTuple):
    """Minutes that a role is asked for on the busiest of the days, all its holders together, before and after; `most`
    is what a pack says one holder may be asked, `holders` how many there are.
    """

    role: str
    before: int
    after: int
    most: int
    holders: int

    @property
    def too_much(self) -> bool:
        """Whether each holder would be asked for more than the pack allows."""
        return self.most > 0 and self.after > self.most * max(self.holders, 1)

    @property
    def each(self) -> int:
        """Minutes of one holder afterwards, rounded up: what the pack's limit is held against."""
        return -(-self.after // max(self.holders, 1))


class Preview(NamedTuple):
    """What would change: by clause, for how many people, households and places, and what it asks of each role."""

    turns: tuple[Turn, ...]
    affected: dict[str, int]
    loads: tuple[Load, ...]

    @property
    def created(self) -> int:
        """Duties that would be new."""
        return sum(one.created for one in self.turns)

    @property
    def withdrawn(self) -> int:
        """Duties that would be withdrawn."""
        return sum(one.withdrawn for one in self.turns)


Asked = dict[tuple[int, int, int], tuple[int, int]]
"""Duties that are still asked for, by subject, clause and opening: when due, and where."""


def preview(*, add: Sequence[Response] = (), without: Sequence[int] = (), progress: Progress | None = None) -> Preview:
    """The change if these responses were added and those at these positions taken away; from now seven days ahead."""
    map_now = tree()
    before = law(map_now)
    kept = [one for one in before.responses if one.position not in without]
    after = Law([*kept, *add], map_now.path, below=before.below)
    start = first_moment(day_of(now()))
    old, new = (_asked(rules, map_now, start, progress) for rules in (before, after))
    return Preview(_turns(old, new, before, after), _affected(old, new), _loads(old, new, before, after))


def _asked(rules: Law, map_now: Tree, start: int, progress: Progress | None) -> Asked:
    """The duties of seven days that are asked for under these rules."""
    today = day_of(now())
    with beside():
        work = planner.everything(rules, today + AHEAD, since=today)
        places, until = Places(map_now), stand().position
        for number, piece in enumerate(work, start=1):
            piece(rules, places, until)
            if progress is not None:
                progress(number, len(work))
        found = rows(
            "SELECT subject, clause, opens, due, area FROM duty_duty"
            " WHERE state IN (%s, %s) AND (opens >= %s OR due >= %s)",
            (OPEN, WAIVED, start, start),
        )
    return {(subject, clause, opens): (due, area) for subject, clause, opens, due, area in found}


def _turns(old: Asked, new: Asked, before: Law, after: Law) -> tuple[Turn, ...]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for key in old.keys() | new.keys():
        what = "created" if key not in old else "withdrawn" if key not in new else "kept"
        counts[key[1]]["changed" if what == "kept" and old[key] != new[key] else what] += 1
    found = []
    for clause, told in counts.items():
        disease, name = clause_name(clause)
        duty = _duty(after, disease, name) or _duty(before, disease, name)
        found.append(Turn(disease, name, duty, told["created"], told["withdrawn"], told["changed"], told["kept"]))
    return tuple(sorted(found, key=lambda one: (-one.created - one.withdrawn - one.changed, one.clause)))


def _duty(rules: Law, disease: str, name: str) -> Duty | None:
    """The clause of this name in any of the rules that hold in these days."""
    for moment in (now(), *(turn for turn in rules.turns if turn > now())):
        for one in rules.responses:
            found = rules.of(one.area, moment, disease)
            if found is not None and name in found.duties:
                return found.duties[name]
    return None


def _affected(old: Asked, new: Asked) -> dict[str, int]:
    touched = {key[0] for key in old.keys() ^ new.keys()}
    touched |= {key[0] for key in old.keys() & new.keys() if old[key] != new[key]}
    return dict(Counter(thing_of(key).kind for key in touched))


def _loads(old: Asked, new: Asked, before: Law, after: Law) -> tuple[Load, ...]:
    least: dict[str, int] = {}
    for one in after.responses:
        for rules in after.at(one.area, max(now(), one.begin)):
            for ruled in rules.clauses.get("burden", {}).values():
                if isinstance(ruled.clause, Burden):
                    least[ruled.clause.role] = ruled.clause.minutes
    was, will = _minutes(old, before), _minutes(new, after)
    roles = sorted(was.keys() | will.keys())
    return tuple(Load(role, was.get(role, 0), will.get(role, 0), least.get(role, 0), _holders(role)) for role in roles)


def _minutes(asked: Asked, rules: Law) -> dict[str, int]:
    by_day: dict[str, Counter[int]] = defaultdict(Counter)
    known: dict[int, Duty | None] = {}
    for (_, clause, opens), (due, _) in asked.items():
        if clause not in known:
            known[clause] = _duty(rules, *clause_name(clause))
        duty = known[clause]
        if duty is not None and duty.minutes:
            by_day[duty.who][day_of(min(max(opens, now()), due if due < EVER else opens + DAY))] += duty.minutes
    return {role: max(days.values()) for role, days in by_day.items()}


def _holders(role: str) -> int:
    found = rows(
        "SELECT COUNT(*) FROM grid_office WHERE role = %s AND from_at <= %s AND (to_at IS NULL OR to_at > %s)",
        (role, now(), now()),
    )
    return int(found[0][0])
