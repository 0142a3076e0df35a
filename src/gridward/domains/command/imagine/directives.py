"""Directives to villages, communities and bodies, who acknowledged them and who had done them in time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gridward.domains.command.figures.work import (
    ACKNOWLEDGED,
    ADDRESSED,
    DIRECTIVES,
    FEEDBACK_DONE,
    FEEDBACK_DUE,
    UNACKNOWLEDGED,
)
from gridward.domains.command.imagine.receipts import Receipts
from gridward.domains.command.imagine.town import Town
from gridward.kit.clock import DAY, HOUR, MINUTE, iso
from gridward.plug.course import Leg, beginning, legs, moments
from gridward.plug.hours import DOOR, OFFICE, drawn
from gridward.plug.imagine import Draft

PROMPT = 18 * HOUR
"""Who acknowledges does so within this time of hearing of it."""
LEFT = 6 * HOUR
"""So much of a leg is left for the answers to a directive that follows a meeting."""
MOST = 120
"""To so many a directive usually goes at most: others hear of it from them."""
TEXTS = (
    "今日内完成返乡人员摸排并报送台账", "各卡口严格落实二十四小时值守",
    "开展环境卫生整治和重点部位消杀",
    "暂停聚集性活动，红事缓办、白事简办",    "将倡议书转发至各村民小组群", "核实推送名单并反馈结果",
    "排查冷链食品经营场所", "全体干部取消休假、返岗到位",
)  # fmt: skip


@dataclass(slots=True)
class Task:
    """What a directive is for one addressee: an area's code, or a body's name."""

    directive: str
    at: int
    due: int | None
    area: str
    body: str = ""


def directives(town: Town) -> Iterator[Draft]:
    """All directives and what came back."""
    names = (DIRECTIVES, ADDRESSED, ACKNOWLEDGED, UNACKNOWLEDGED, FEEDBACK_DUE, FEEDBACK_DONE)
    at = moments(town.world, town.facts, *(figure.name for figure in names))
    start = beginning(town.world, at)
    usual = town.usual(normal=min(5, 1 + town.days / 3), urgent=min(3, town.days / 5))
    parts = {code: legs(course, at, start) for code, course in town.courses(DIRECTIVES, at, start, usual).items()}
    issued = [
        [code for code, course in parts.items() for _ in range(course[number].number)] for number in range(len(at))
    ]
    plan = Receipts(town, at, start, issued, min(MOST, len(town.below)))
    desk = Desk(town, plan)
    for number, end in enumerate(at):
        leg = Leg(at[number - 1] if number else start, end, 0)
        yield from desk.ordered(leg, number, plan.issued[number])
        yield from desk.answered(leg, number)


class Desk:
    """The office that sends directives out and remembers who has not answered."""

    def __init__(self, town: Town, plan: Receipts) -> None:
        self.town = town
        self.random = town.random
        self.plan = plan
        self.waiting: list[Task] = []
        self.fresh: list[Task] = []
        self.sent = 0

    def ordered(self, leg: Leg, number: int, urgencies: Sequence[str]) -> Iterator[Draft]:
        """The directives of a leg."""
        self.fresh = []
        if not urgencies:
            return
        share, more = divmod(self.plan.added(self.plan.addressed, number), len(urgencies))
        soon = leg.start + max(1, (leg.end - leg.start) * 3 // 5)
        times = drawn(leg.start, soon, len(urgencies), OFFICE, self.random)
        for place, (when, source) in enumerate(self._after_meetings(times, leg)):
            yield self._directive(when, source, urgencies[place], share + (place < more), leg)

    def _after_meetings(self, times: Sequence[int], leg: Leg) -> list[tuple[int, tuple[UUID, int] | None]]:
        """Directives follow the meetings that decided on them, the rest go out whenever they do."""
        over = [(at + self.random.randrange(50, 110) * MINUTE, (one, point)) for at, one, point in self.town.decided]
        first = [(at, one) for at, one in sorted(over) if leg.start < at <= leg.end - LEFT][: len(times)]
        return [*first, *((at, None) for at in times[len(first) :])]

    def _directive(self, at: int, source: tuple[UUID, int] | None, urgency: str, size: int, leg: Leg) -> Draft:
        town = self.town
        self.sent += 1
        due = None
        if self.plan.tasked:
            last = leg.end - leg.end % MINUTE
            due = last if last > at + MINUTE else leg.end
        elif self.random.random() < 0.5:
            due = at - at % MINUTE + DAY
        directive = town.hand.id(at)
        tasks = [Task(str(directive), at, due, *self._whom(place)) for place in range(size)]
        self.fresh += tasks
        body: dict[str, Any] = {
            "text": TEXTS[self.sent % len(TEXTS)],
            "to": [_link(task) for task in tasks] or [{"kind": "area", "id": town.root}],
            "requires": (["ack", "feedback"] if due else ["ack"]) if tasks else [],
            "urgency": urgency or "normal",
            "responsibility": "territorial",
        }
        if source is not None:
            body |= {"source": {"kind": "entry", "id": str(source[0])}, "decision": source[1]}
        if due is not None and tasks:
            body["deadline"] = iso(due)
        if self.sent % len(TEXTS) == 4 and due is not None:
            body["broadcast"] = True
        return Draft(
            id=directive,
            kind="command.directive",
            area=town.root,
            at=at,
            body=body,
            subject=("area", town.root),
            device=f"office-{town.root}",
        )

    def _whom(self, place: int) -> tuple[str, str]:
        """The addressee in this place: the areas below, and after them units that are bodies."""
        areas = self.town.below
        if place < len(areas):
            return areas[(place + self.sent) % len(areas)].code, ""
        return self.town.root, f"{self.town.root} 演示单位{place - len(areas) + 1:03}"

    def answered(self, leg: Leg, number: int) -> Iterator[Draft]:
        """The answers of a leg: first what is done in time, then as many others as must be."""
        done = self.plan.added(self.plan.done, number) if self.plan.tasked else 0
        more = self.plan.added(self.plan.answered, number) - done
        self.random.shuffle(self.fresh)
        for task in self.fresh[:done]:
            yield from self._done_in_time(task)
        left = [*self.waiting, *self.fresh[done:]]
        for task in left[: max(0, more)]:
            yield from self._acknowledged(task, leg)
        self.waiting = left[max(0, more) :]

    def _done_in_time(self, task: Task) -> Iterator[Draft]:
        due = task.at if task.due is None else task.due
        times = drawn(task.at, due, 2, DOOR, self.random)
        if self.random.random() < 0.6:
            yield from self._feedback(task, times[0], "received")
        yield from self._feedback(task, times[1], "done")

    def _acknowledged(self, task: Task, leg: Leg) -> Iterator[Draft]:
        """An answer in the leg; where nothing is stated of results, mostly also that it was done."""
        told = max(task.at, leg.start)
        at = drawn(told, min(leg.end, told + PROMPT), 1, DOOR, self.random)[0]
        chance = self.random.random()
        if self.plan.tasked or task.due is None:
            stage = "received" if chance < 0.8 else "in_progress" if chance < 0.96 else "cannot"
            yield from self._feedback(task, at, stage)
            return
        yield from self._feedback(task, at, "received")
        limit = max(at, task.due) + (DAY // 4 if chance > 0.8 else 0)
        later = drawn(at, min(self.town.world.end, limit), 1, DOOR, self.random)[0]
        if chance < 0.9 and later >= at:
            yield from self._feedback(task, later, "done" if chance < 0.86 else "cannot")

    def _feedback(self, task: Task, at: int, stage: str) -> Iterator[Draft]:
        body: dict[str, Any] = {"stage": stage}
        if task.body:
            body["addressee"] = {"kind": "body", "ref": task.body}
        if stage == "done":
            body["result"] = "已按要求完成"
        yield from self.town.hand.write(
            "command.feedback",
            task.area,
            at,
            body,
            subject=("entry", task.directive),
            device=f"phone-{task.area}",
        )


def _link(task: Task) -> dict[str, str]:
    return {"kind": "body", "ref": task.body} if task.body else {"kind": "area", "id": task.area}
