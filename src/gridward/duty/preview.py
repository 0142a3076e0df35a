"""What switching a response would change, before anybody confirms it: duties of the next seven days under the rules as
they are against the same days under the rules as they would be. Nothing is written.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from gridward.duty import planner
from gridward.duty.book import OPEN, WAIVED
from gridward.duty.derive import horizon, plans_under
from gridward.duty.ground_book import AHEAD
from gridward.duty.law import EVER, Law, Response
from gridward.duty.names import clause_name
from gridward.duty.responses import law
from gridward.duty.settle import Settled
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import DAY, day_of, first_moment, now
from gridward.kit.rows import rows
from gridward.ledger.head import stand
from gridward.ledger.places import Places
from gridward.plug.kind import thing_of
from gridward.policy.risk_measure import JOURNEY, STAY
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


Asked = dict[tuple[int, tuple[str, str], int], tuple[int, int]]
"""Duties that are still asked for, by subject, clause and opening: when due, and where."""


def preview(*, add: Sequence[Response] = (), without: Sequence[int] = (), progress: Progress | None = None) -> Preview:
    """The change if these responses were added and those at these positions taken away; from now seven days ahead."""
    map_now = tree()
    before = law(map_now)
    kept = [one for one in before.responses if one.position not in without]
    after = Law([*kept, *add], map_now.path, before.risks, before.below)
    old, new = _asked(before, after, map_now, min((one.begin for one in add), default=EVER), progress)
    return Preview(_turns(old, new, before, after), _affected(old, new), _loads(old, new, before, after))


def _asked(before: Law, after: Law, map_now: Tree, begin: int, progress: Progress | None) -> tuple[Asked, Asked]:
    """The duties of seven days that are asked for under the rules as they are, and as they would be. What people and
    matters owe as it is stands in the tables, where everything is planned; what areas owe also goes by the hour.
    """
    today = day_of(now())
    places, until = Places(map_now), stand().position
    start, planned = first_moment(today), planner.in_step(before, today + AHEAD)
    old, new = _standing(start) if planned else Asked(), Asked()
    sides = [(after, new)] if planned else [(before, old), (after, new)]
    owners = sorted(_owners(after, begin) if planned else planner.subjects())
    slices = [owners[first : first + planner.SUBJECTS] for first in range(0, len(owners), planner.SUBJECTS)]
    ground = [(rules, told, piece) for rules, told in ((before, old), (after, new))
              for piece in planner.of_ground(rules, today + AHEAD, since=today)]  # fmt: skip
    for number, some in enumerate(slices, start=1):
        derived = plans_under(some, [rules for rules, _ in sides], places, until, since=start)
        for (_, told), found in zip(sides, derived, strict=True):
            told |= _open((one for plan in found.plans.values() for one in plan.duties), start)
        if progress is not None:
            progress(number, len(slices) + len(ground))
    for number, (rules, told, piece) in enumerate(ground, start=len(slices) + 1):
        piece.derive(rules, places, until)
        told |= _open(piece.settled(), start)
        if progress is not None:
            progress(number, len(slices) + len(ground))
    return old, new


def _standing(start: int) -> Asked:
    """What people, households and matters are asked for, as it was planned."""
    found = rows(
        "SELECT owner, subject, clause, opens, due, area FROM duty_duty"
        " WHERE state IN (%s, %s) AND (opens >= %s OR due > %s) AND opens < %s",
        (OPEN, WAIVED, start, start, horizon()),
    )
    return {
        (subject, clause_name(clause), opens): (due, area)
        for owner, subject, clause, opens, due, area in found
        if thing_of(owner).kind not in ("area", "place")
    }


def _owners(after: Law, begin: int) -> set[int]:
    """Who may have a duty where everything is planned: those who have had one, and those for whom entries begin
    something while the rules would be others. Journeys and stays count from when the area is known to be one of risk.
    """
    found = planner.subjects(since=day_of(min(begin, now())))
    if any(rules.risks for rules in after.everywhere()):
        found |= planner.subjects((JOURNEY, STAY))
    return found | planner.households()


def _open(settled: Iterable[Settled], start: int) -> Asked:
    """Those of them that are not done and not over before a moment, within the seven days."""
    found, end = Asked(), horizon()
    for one in settled:
        window = one.window
        due = window.due if one.put_off is None else max(window.due, one.put_off)
        within = window.opens < end and (window.opens >= start or due > start)
        if within and one.done_at is None and one.relieved_at is None:
            found[window.subject, (window.disease, window.duty.name), window.opens] = due, window.area
    return found


def _turns(old: Asked, new: Asked, before: Law, after: Law) -> tuple[Turn, ...]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for key in old.keys() | new.keys():
        what = "created" if key not in old else "withdrawn" if key not in new else "kept"
        counts[key[1]]["changed" if what == "kept" and old[key] != new[key] else what] += 1
    found = []
    for (disease, name), told in counts.items():
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
    known: dict[tuple[str, str], Duty | None] = {}
    for (_, clause, opens), (due, _) in asked.items():
        if clause not in known:
            known[clause] = _duty(rules, *clause)
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
