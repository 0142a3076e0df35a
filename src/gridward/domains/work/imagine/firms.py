"""Enterprises: registered, supervised, applying, allowed to work and told to stop, as many as are stated."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

from gridward.domains.work.figures import (
    APPLICATIONS,
    ENTERPRISES,
    PLANS,
    REPORTED,
    REPORTS,
    RESUMED,
    SITE_WORKERS,
    STOCK_OK,
    SUPERVISORS,
    TRACKED,
)
from gridward.domains.work.imagine.town import Firm, Town, at
from gridward.kit.clock import DAY, date_of, day_of
from gridward.plug.agree import Limits, agreed
from gridward.plug.course import Course, Leg, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact, Facts
from gridward.plug.settle import settled

RESIDENTS, PER_SITE, PER_RESUMED = 2_500, 30_000, 15_000
"""Residents for each enterprise, each project site and each enterprise that has resumed."""


def _grown(course: Course) -> Course:
    return [later - before for before, later in pairwise((0, *course))]


class Firms:
    """All enterprises and project sites, and the courses of what is stated of them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.all: list[Firm] = []
        quiet = town.quiet()
        self.resumed = self._resumed(0 if quiet else max(1, town.people // PER_RESUMED))
        usual_supervisors = 0 if quiet and not town.ever(SUPERVISORS) else max(self.resumed)
        self.supervisors = town.level(SUPERVISORS, usual_supervisors)
        self.standing = self._standing()
        self.applications, self.plans = self._applications()

    def _resumed(self, usual: int) -> Course:
        """How many work again: as stated, or enough for those stated to have reported or to have masks."""
        course = self.town.level(RESUMED, usual)
        for number, moment in enumerate(self.town.at):
            if not self.town.stated(RESUMED, number):
                facts = (fact for one in (STOCK_OK, REPORTED) for fact in self.town.facts.of(one.name))
                told = [fact.aim() for fact in facts if fact.as_of == moment and fact.value is not None]
                course[number] = max(course[number], *told, 0)
        return course

    def _standing(self) -> dict[str, Course]:
        """How many enterprises and sites there are: enough for whatever must happen at them."""
        town = self.town
        usual = {} if town.quiet() else {
            "enterprise": max(2, town.people // RESIDENTS), "project_site": max(1, town.people // PER_SITE),
        }  # fmt: skip
        needed = max(*self.resumed, town.most("venue.inspected", "enterprise"))
        names = ("work.employees", "work.observed", "work.stock_ok", "work.reported", "work.plans", "work.alerts")
        busy = any(town.facts.members(name) for name in (*names, REPORTS.name, APPLICATIONS.name, SUPERVISORS.name))
        usual["enterprise"] = max(usual.get("enterprise", 0), needed, int(busy))
        on_site = any(town.facts.members(f"work.{name}") for name in ("site_workers", "workers_tracked"))
        sites = max(usual.get("project_site", 0), town.most("venue.inspected", "project_site"), int(on_site))
        usual["project_site"] = sites
        plan = Planner(ENTERPRISES, town.facts, town.at, start=town.start, usual=usual, level=True).courses()
        pairs = zip(self.resumed, self.supervisors, strict=True)
        needs = {"enterprise": [max(one, min(other, 1)) for one, other in pairs], "project_site": self._busy_sites()}
        for kind, need in needs.items():
            course = plan.setdefault(kind, [0] * len(town.at))
            for number, least in enumerate(need):
                if not town.stated(ENTERPRISES, number, kind, ""):
                    course[number] = max(course[number], least)
        working = {
            (ENTERPRISES.name, kind, number): min(one, 1) for kind in needs for number, one in enumerate(needs[kind])
        }
        at_sites = {cell: least for cell, least in working.items() if cell[1] == "project_site"}
        leasts: tuple[dict[tuple[str, str, int], int], ...] = (working, at_sites, {})
        tries = (agreed(town.facts, town.at, ((ENTERPRISES, plan),), Limits(least=one)) for one in leasts)
        told = next((one for one in tries if one is not town.facts), town.facts)
        if told is not town.facts:
            return {kind: [fact.value or 0 for fact in told.of(ENTERPRISES.name, kind)] for kind in plan}
        for number, least in enumerate(needs["project_site"]):
            if least > plan["project_site"][number] and not town.stated(ENTERPRISES, number, "project_site"):
                moved = min(least, plan["enterprise"][number])
                plan["enterprise"][number] -= moved
                plan["project_site"][number] += moved
        return plan

    def _busy_sites(self) -> Course:
        """One site at each moment for which workers at sites are stated."""
        told = [fact for one in (SITE_WORKERS, TRACKED) for fact in self.town.facts.of(one.name) if fact.value]
        return [int(any(fact.as_of == moment for fact in told)) for moment in self.town.at]

    def _applications(self) -> tuple[Course, Course]:
        """Applications and those with a plan, which never grow faster than all."""
        town = self.town
        usual = max(self.resumed) + (0 if town.quiet() else 2)
        told = Facts((*town.facts.facts, *self._for_shares()))
        first = Planner(APPLICATIONS, told, town.at, start=town.start, usual={"": usual}).courses()[""]
        told = Facts((*town.valued(PLANS, first).facts, *self._for_shares()))
        figures = {APPLICATIONS.name, PLANS.name}
        told = Facts(tuple(fact for fact in told.facts if fact.figure in figures))
        told = settled(told, APPLICATIONS, (PLANS,), start=town.start, usual={APPLICATIONS.name: usual})
        least = max((fact.aim() for fact in told.of(PLANS.name) if fact.value is not None), default=0)
        usual = max(usual, least)
        every = Planner(APPLICATIONS, told, town.at, start=town.start, usual={"": usual}).courses()[""]
        most = int(every[-1] * 0.9)
        along = {"": every} if town.ever(APPLICATIONS) else None
        plans = Planner(PLANS, told, town.at, start=town.start, usual={"": most}, along=along).courses()[""]
        if not town.ever(APPLICATIONS):
            growth = [max(pair) for pair in zip(_grown(every), _grown(plans), strict=True)]
            every = list(accumulate(growth))
        return every, plans

    def _for_shares(self) -> Iterator[Fact]:
        """As many applications, where nothing is stated of them, as make a share what was stated of plans before."""
        for fact in self.town.facts.of(PLANS.name) if not self.town.ever(APPLICATIONS) else ():
            told = [one.aim() for one in self.town.facts.of(PLANS.name) if one.value and one.as_of <= fact.as_of]
            if fact.share and told:
                yield fact._replace(figure=APPLICATIONS.name, value=round(told[-1] / fact.share), share=None)

    def drafts(self) -> Iterator[Draft]:
        """Registrations, applications and decisions, leg by leg."""
        for number, leg in enumerate(self.town.legs):
            third = leg.start + max(1, (leg.end - leg.start) // 3)
            early = leg.start + max(1, (leg.end - leg.start) // 20) if number == 0 else third
            changed = self._changed(number)
            for when, firm in zip(
                drawn(leg.start, early, len(changed), OFFICE, self.town.random), changed, strict=True
            ):
                yield from self._registered(firm, when)
            yield from self._applied(number, Leg(early, max(third, early + 1), 0))
            yield from self._decided(number, Leg(third, leg.end, 0))

    def _changed(self, number: int) -> list[Firm]:
        """The firms of which something new is registered: that they are there, that they closed, who supervises."""
        fresh: list[Firm] = []
        for kind in ("enterprise", "project_site"):
            own = [firm for firm in self.all if firm.kind == kind]
            for one in range(len(own), at(self.standing, kind, number)):
                own.append(self.town.firm(kind, one))
                fresh.append(own[-1])
                self.all.append(own[-1])
            own.sort(key=lambda firm: not firm.going)
            for place, firm in enumerate(own):
                stands = place < at(self.standing, kind, number)
                if firm.stands != stands:
                    firm.stands = stands
                    fresh += [firm] if firm not in fresh else []
        self.all.sort(key=lambda firm: firm.kind)
        return fresh + [firm for firm in self._supervised(number) if firm not in fresh]

    def _supervised(self, number: int) -> list[Firm]:
        """Spread the resident supervisors over the firms; those whose supervisors change."""
        standing = sorted((firm for firm in self.all if firm.stands), key=lambda firm: not firm.going)
        found = []
        for place, firm in enumerate(standing):
            named = tuple(f"演监督员{one + 1:03d}" for one in range(place, self.supervisors[number], len(standing)))
            if firm.supervisors != named:
                firm.supervisors = named
                found.append(firm)
        return found

    def _registered(self, firm: Firm, when: int) -> Iterator[Draft]:
        body: dict[str, Any] = {
            "credit_code": "演示信用代码",
            "sector": firm.sector,
            "kind": firm.kind,
            "employees": firm.size,
            "outside": firm.size // 4,
            "isolation_rooms": 1 + firm.size // 60,
            "canteen": firm.size > 60,
            "dormitory_beds": firm.size // 3,
            "status": "closed" if not firm.stands else "operating" if firm.going else "stopped",
        }
        if firm.supervisors:
            body["supervisors"] = [{"kind": "person", "ref": name} for name in firm.supervisors]
        yield from self._write("work.enterprise", firm, when, body, slip={"employees": firm.size * 10})

    def _applied(self, number: int, leg: Leg) -> Iterator[Draft]:
        done = self.applications[number - 1] if number else 0
        planned = self.plans[number - 1] if number else 0
        count = max(0, self.applications[number] - done)
        written = max(0, self.plans[number] - planned)
        firms = [firm for firm in self.all if firm.stands] or self.all or [self.town.firm("enterprise", 0)]
        firms = [firm for firm in firms if not firm.application] or firms
        for one, when in enumerate(drawn(leg.start, leg.end, count, OFFICE, self.town.random)):
            yield from self._application(firms[one % len(firms)], when, plan=one < written)

    def _application(self, firm: Firm, when: int, *, plan: bool) -> Iterator[Draft]:
        outside = firm.size // 4
        body: dict[str, Any] = {
            "planned_on": date_of(day_of(when + 3 * DAY)).isoformat(),
            "plan": f"{firm.ref}复工疫情防控方案" if plan else "",
            "commitment_signed": self.town.random.random() < 0.97,
            "employees": [{"origin": "elsewhere", "number": outside}],
            "batches": [
                {"no": batch, "date": date_of(day_of(when + (2 + batch) * DAY)).isoformat(), "number": firm.size // 3}
                for batch in (1, 2, 3)
            ],
            "shift_size": firm.size // 3 + 1,
            "stock": [{"item": "mask_medical_disposable", "qty": firm.size * 14, "unit": "只"}],
            "canteen_plan": "错峰就餐",
        }
        for draft in self._write("work.application", firm, when, body):
            firm.application = str(draft.id)
            yield draft

    def _decided(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Firms that may work again, and others that must stop, until as many work as are stated."""
        standing = [firm for firm in self.all if firm.stands] + [firm for firm in self.all if not firm.stands]
        going = [firm for firm in standing if firm.going]
        more = self.resumed[number] - len(going)
        moved = [firm for firm in standing if not firm.going][:more] if more > 0 else going[len(going) + more :]
        while len(moved) < more:
            self.all.append(self.town.firm("enterprise", sum(firm.kind == "enterprise" for firm in self.all)))
            moved.append(self.all[-1])
        middle = max(leg.start + 1, leg.start + (leg.end - leg.start) // 2)
        for when, firm in zip(drawn(leg.start, middle, len(moved), OFFICE, self.town.random), moved, strict=True):
            yield from self._decision(firm, when)
        for firm in self.all:
            firm.went += [False] * (number - len(firm.went)) + [firm.going]

    def _decision(self, firm: Firm, when: int) -> Iterator[Draft]:
        firm.going = not firm.going
        decision = "suspended" if not firm.going else "resumed" if any(firm.went) else "approved"
        day = date_of(day_of(when)).isoformat()
        body: dict[str, Any] = {"decision": decision, "site_visit_on": day, "effective_on": day}
        if decision == "approved" and firm.application:
            body["application"] = firm.application
        if decision == "suspended":
            body["opinion"] = "防控措施不到位，限期整改"
        yield from self._write("work.decision", firm, when, body, device=f"desk-{self.town.world.root.code}")

    def _write(
        self,
        kind: str,
        firm: Firm,
        when: int,
        body: dict[str, Any],
        *,
        slip: dict[str, Any] | None = None,
        device: str = "",
    ) -> Iterator[Draft]:
        yield from self.town.hand.write(
            kind, firm.host.code, when, body, subject=("place", firm.ref), slip=slip,
            device=device or f"firm-{firm.ref}",
        )  # fmt: skip

    def going(self, number: int) -> Sequence[Firm]:
        """The firms that work at the end of a leg."""
        return [firm for firm in self.all if number < len(firm.went) and firm.went[number]]
