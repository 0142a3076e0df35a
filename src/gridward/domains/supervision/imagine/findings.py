"""Findings of inspections, put right in time, too late or not yet: as many of each at each moment as the facts say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from uuid import UUID

from gridward.domains.supervision.figures import OVERDUE, PROBLEMS, RECTIFIED
from gridward.domains.supervision.imagine.rounds import Made
from gridward.domains.supervision.imagine.town import Target, Town
from gridward.kit.clock import DAY, HOUR, MINUTE, SECOND, iso
from gridward.plug.course import Course, Planner
from gridward.plug.hours import VISITS, drawn
from gridward.plug.imagine import Draft
from gridward.plug.settle import settled

_PROBLEMS = (
    "外来人员登记不全",
    "体温登记漏填",
    "值守人员未戴口罩",
    "消毒记录缺失",
    "宣传标语缺失",
    "重点人员底数不清",
    "垃圾未及时清运",
)
_ACTIONS = ("已补登完善", "已现场纠正", "已重新培训", "已补充物资并张贴制度", "已清运并消毒")


@dataclass(slots=True)
class Problem:
    """A finding: in which leg it was made, when it was put right, and from which leg on it is overdue."""

    opened: int
    closed: int | None = None
    overdue: int | None = None


@dataclass(slots=True)
class Found:
    """The entries, and the finding of each by its moment."""

    drafts: list[Draft] = field(default_factory=list)
    ids: list[tuple[int, UUID]] = field(default_factory=list)


def findings(town: Town, visits: Sequence[Made]) -> Found:
    """All findings and what was done about them."""
    found = Found()
    if visits:
        writer = Writer(town, visits)
        for problem in _history(town, visits):
            found.drafts += writer.write(problem, found)
    return found


def _history(town: Town, visits: Sequence[Made]) -> list[Problem]:
    """Every finding with what became of it, so that the three numbers run as planned."""
    plan = _plan(town, visits)
    told = {figure.name: bool(town.facts.of(figure.name)) for figure in (PROBLEMS, RECTIFIED)}
    everything: list[Problem] = []
    closed = 0
    for leg, (found, right, late) in enumerate(zip(*plan, strict=True)):
        standing = [one for one in everything if one.closed is None]
        over = [one for one in standing if one.overdue is not None]
        more = max(0, found - len(everything))
        solved = max(0, right - closed)
        if not told[RECTIFIED.name]:
            solved = max(solved, len(over) - late)
        if not told[PROBLEMS.name]:
            more = max(more, solved + late - len(standing))
        elif not told[RECTIFIED.name]:
            solved = min(solved, len(standing) + more - late)
        if visits[0].at > town.at[leg]:
            more = 0
        fresh = [Problem(leg) for _ in range(more)]
        everything += fresh
        waiting = [one for one in standing if one.overdue is None] + fresh
        from_over = max(0, len(over) - late, solved - len(waiting))
        for one in [*over[:from_over], *waiting[: max(0, solved - from_over)]]:
            one.closed = leg
            closed += 1
        left = [one for one in waiting if one.closed is None]
        for one in left[: max(0, late - max(0, len(over) - from_over))]:
            one.overdue = leg
    return everything


def _plan(town: Town, visits: Sequence[Made]) -> tuple[Course, Course, Course]:
    """How many there are, are put right and are overdue at each moment, before they are fitted to one another."""
    facts = settled(town.facts, PROBLEMS, (RECTIFIED,), start=town.start)
    at, start = town.at, town.start
    many = len(visits) // 3
    found = Planner(PROBLEMS, facts, at, start=start, usual={"": many}).courses()[""]
    right = Planner(RECTIFIED, facts, at, start=start, usual={"": found[-1] * 17 // 20}).courses()[""]
    late = Planner(OVERDUE, facts, at, start=start, usual={"": found[-1] // 20}, level=True).courses()[""]
    stated = {name: {at.index(fact.as_of) for fact in town.facts.of(name)} for name in (PROBLEMS.name, RECTIFIED.name)}
    if not stated[RECTIFIED.name] and stated[PROBLEMS.name]:
        spare = [max(0, one - other) for one, other in zip(found, late, strict=True)]
        right = [min(one, *spare[leg:]) for leg, one in enumerate(right)]
    if not town.facts.of(OVERDUE.name):
        late = [max(0, min(one, all_ - done)) for one, all_, done in zip(late, found, right, strict=True)]
    for leg in reversed(range(len(at) - 1)):
        if leg not in stated[RECTIFIED.name]:  # what is no longer overdue later must still be put right by then
            right[leg] = max(0, min(right[leg], right[leg + 1] - max(0, late[leg] - late[leg + 1])))
    for leg in range(len(at)):
        if leg not in stated[PROBLEMS.name]:
            after = [found[one] for one in stated[PROBLEMS.name] if one > leg]
            found[leg] = min([max(found[leg], right[leg] + late[leg]), *after])
        if leg not in stated[RECTIFIED.name]:
            right[leg] = max(0, min(right[leg], found[leg] - late[leg]))
    return list(accumulate(found, max)), list(accumulate(right, max)), late


class Writer:
    """Writes findings and corrective action."""

    def __init__(self, town: Town, visits: Sequence[Made]) -> None:
        self.town = town
        self.visits = visits
        self.after = max(town.world.end, town.at[-1])

    def write(self, problem: Problem, found: Found) -> Iterator[Draft]:
        """The entries of one finding."""
        town, random = self.town, self.town.random
        start, end = self._leg(problem.opened)
        visit, at = self._visit(start, end)
        solved = None if problem.closed is None else self._solved(problem, at)
        due = self._due(problem, at, solved)
        target = random.choice(visit.targets)
        area = target.ref if target.kind == "area" else target.host.code
        body = {
            "visit": str(visit.id),
            "problem": random.choice(_PROBLEMS),
            "responsible_office": f"{target.host.name}责任人",
            "deadline": iso(due),
            "severity": random.choices(("minor", "serious", "grave"), (80, 17, 3))[0],
        }
        subject = (target.kind, target.ref)
        first: UUID | None = None
        for draft in town.sure.write("supervision.finding", area, at, body, subject=subject, device="supervision-1"):
            first = first or draft.id
            yield draft
        if first is None:
            return
        found.ids.append((at, first))
        if solved is not None:
            yield from self._action(first, target, solved, on_the_spot=solved == at)

    def _action(self, finding: UUID, target: Target, at: int, *, on_the_spot: bool) -> Iterator[Draft]:
        town, random = self.town, self.town.random
        area = target.ref if target.kind == "area" else target.host.code
        body = {
            "action": random.choice(_ACTIONS),
            "done_at": iso(at),
            "on_the_spot": on_the_spot,
            "state": "verified" if random.random() < 0.4 else "done",
        }
        yield from town.hand.write(
            "supervision.rectification", area, at, body, subject=("entry", str(finding)), device=f"phone-{area}"
        )

    def _leg(self, leg: int) -> tuple[int, int]:
        return (self.town.at[leg - 1] if leg else self.town.start), self.town.at[leg]

    def _visit(self, start: int, end: int) -> tuple[Made, int]:
        """The inspection that found it, and when it was written down."""
        inside = [visit for visit in self.visits if start < visit.at <= end]
        if inside:
            visit = self.town.random.choice(inside)
            return visit, min(end, visit.at + self.town.random.randrange(1, 40) * MINUTE)
        before = [visit for visit in self.visits if visit.at <= start]
        return before[-1], drawn(start, end, 1, VISITS, self.town.random)[0]

    def _solved(self, problem: Problem, at: int) -> int:
        """When it was put right: often on the spot, else later in the leg in which it must be."""
        start, end = self._leg(problem.closed or 0)
        if problem.closed == problem.opened and (self.town.random.random() < 0.5 or end - at < 2):
            return at
        return drawn(max(start, at), end, 1, VISITS, self.town.random)[0]

    def _due(self, problem: Problem, at: int, solved: int | None) -> int:
        """The deadline: passed in the leg in which it becomes overdue, else not before it was put right or all ends."""
        random = self.town.random
        if problem.overdue is not None:
            start, end = self._leg(problem.overdue)
            begin = max(start, at)
            due = begin + 1 + random.randrange(max(1, end - begin))
            whole = due - due % SECOND
            return min(end, whole if whole > begin else due)
        since = self.after if solved is None else solved
        later = since + random.randrange(2 * HOUR, 2 * DAY)
        return later - later % SECOND
