"""Documents received and made, plans and their versions, and how often a document was studied."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from gridward.domains.command.figures.bodies import DOCUMENTS, PLANS, STUDIES
from gridward.domains.command.imagine.town import Town
from gridward.kit.clock import MINUTE, iso, moment
from gridward.plug.course import Course, Planner, beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Fact, Facts

TITLES = {
    "received": "关于进一步做好疫情防控工作的通知",
    "plan": "疫情防控工作方案",
    "contingency_plan": "疫情防控应急预案",
    "appeal_letter": "致全体居民的倡议书",
    "notice": "疫情防控通告",
    "guideline": "网格排查工作指引",
}
ISSUERS = (("province", "演示省指挥部"), ("city", "演示市指挥部"), ("county", "演示县指挥部"))


def documents(town: Town) -> Iterator[Draft]:
    """All documents, and the sessions in which they were studied."""
    at = moments(town.world, town.facts, DOCUMENTS.name, PLANS.name, STUDIES.name)
    start = beginning(town.world, at)
    desk = Desk(town)
    plans = _plans(town, at, start)
    whole = [sum(values) for values in zip(*plans.values(), [0] * len(at), strict=False)]
    usual = town.usual(received=2 + town.days / 3, notice=1, guideline=1, contingency_plan=1)
    others = Planner(DOCUMENTS, town.facts, at, start=start, usual=usual, less={"plan": whole}).courses()
    for maker, course in plans.items():
        for leg in legs(course, at, start):
            for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
                yield from desk.plan(maker or "command", when)
    for nature, course in others.items():
        for leg in legs(course, at, start):
            for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
                yield from desk.version(when) if nature == "plan" else desk.document(nature, when)
    for leg in legs(town.courses(STUDIES, at, start, town.usual(**{"": 2 + town.days / 4}))[""], at, start):
        for when in drawn(leg.start, leg.end, leg.number, OFFICE, town.random):
            yield from desk.studied(when, leg.end)


def _plans(town: Town, at: tuple[int, ...], start: int) -> dict[str, Course]:
    """Plans by maker. What is stated of all plans among the documents is plans, but for versions that it needs."""
    usual = town.usual(command=1, unit=min(6, len(town.below) / 4))
    stated = {fact.as_of: fact.aim() for fact in town.facts.of(PLANS.name) if fact.value is not None}
    more: list[Fact] = []
    versions = 0
    for fact in town.facts.of(DOCUMENTS.name, "plan"):
        most = min((number for moment, number in stated.items() if moment >= fact.as_of), default=fact.aim())
        versions = max(versions, fact.aim() - most)
        if fact.as_of not in stated:
            told = fact._replace(figure=PLANS.name, member="", qualifier="=", value=fact.aim() - versions, text="")
            more.append(told)
    facts = Facts((*town.facts.facts, *more))
    return Planner(PLANS, facts, at, start=start, usual=usual).courses()


class Desk:
    """The office that keeps the register."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.number = 0
        self.papers: list[tuple[int, UUID]] = []
        self.plans: list[tuple[int, UUID]] = []

    def plan(self, maker: str, at: int) -> Iterator[Draft]:
        """A plan of the command, of a level above or of a unit."""
        unit = ("place", f"演示单位{self.number + 1:03}") if maker == "unit" else None
        draft = self._made("plan", maker, at, unit=unit)
        self.plans.append((at, draft.id))
        yield draft

    def version(self, at: int) -> Iterator[Draft]:
        """A plan told anew."""
        earlier = [one for one in self.plans if one[0] <= at] or self.plans or self.papers
        more: dict[str, Any] = {"version": 2}
        if earlier:
            more["supersedes"] = str(earlier[-1][1])
        yield self._made("plan", "command", at, **more) if earlier else self._made("plan", "upper", at)

    def document(self, nature: str, at: int) -> Iterator[Draft]:
        """Any other document."""
        draft = self._made(nature, "upper" if nature == "received" else "command", at)
        self.papers.append((at, draft.id))
        yield draft

    def studied(self, at: int, last: int) -> Iterator[Draft]:
        """A session in which a document that had come by then was studied; it waits for the first, but not too long."""
        known = self.papers or self.plans
        if not known:
            made = self._made("guideline", "command", at)
            self.papers.append((at, made.id))
            known = self.papers
            yield made
        first = min(known)
        at = min(last, max(at, first[0] + MINUTE))
        came = [one for one in known if one[0] < at] or [first]
        town = self.town
        paper = town.random.choice(came)[1]
        body = {"stage": "studied", "reach": town.random.randrange(8, 60), "result": "已集中学习传达"}
        host = town.random.choice(town.below)
        yield from town.hand.write(
            "command.feedback", host.code, at, body, subject=("entry", str(paper)), device=f"phone-{host.code}"
        )

    def _made(self, nature: str, maker: str, at: int, *, unit: tuple[str, str] | None = None, **more: Any) -> Draft:
        town = self.town
        self.number += 1
        level, issuer = town.random.choice(ISSUERS) if maker == "upper" else ("town", f"{town.world.root.name}指挥部")
        if unit:
            level, issuer = "unit", unit[1]
        body: dict[str, Any] = {
            "nature": nature,
            "made_by": maker,
            "number": f"演指发〔{moment(at).year}〕{self.number}号",
            "title": TITLES[nature],
            "issuer": issuer,
            "issuer_level": level,
            "issued_on": town.day(at),
            **more,
        }
        if nature == "appeal_letter":
            body["sent_to"] = [{"kind": "area", "id": spot.code} for spot in town.below]
        if nature == "received":
            body |= {"received_at": iso(at), "study_required": self.number % 3 == 1}
        return Draft(
            id=town.hand.id(at),
            kind="command.document",
            area=town.root,
            at=at,
            body=body,
            subject=unit or ("area", town.root),
            device=f"office-{town.root}",
        )
