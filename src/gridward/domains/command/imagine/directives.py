"""Directives to villages, communities and bodies, who acknowledged them and who had done them in time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gridward.domains.command.figures.work import DIRECTIVES
from gridward.domains.command.imagine.receipts import FIGURES, Order, Receipts
from gridward.domains.command.imagine.town import Town
from gridward.kit.clock import DAY, HOUR, MINUTE, iso
from gridward.plug.course import Leg, beginning, moments
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
    """What a directive is for one addressee: an area's code, or a body's name.

    `ends` is the leg in which it must have been done by those of whom that is planned, and `done` whether it is.
    """

    directive: str
    at: int
    due: int | None
    area: str
    body: str = ""
    ends: int | None = None
    done: bool = False
    answered: bool = False


def directives(town: Town) -> Iterator[Draft]:
    """All directives and what came back."""
    at = moments(town.world, town.facts, *(figure.name for figure in FIGURES))
    start = beginning(town.world, at)
    usual = town.usual(normal=min(5, 1 + town.days / 3), urgent=min(3, town.days / 5))
    issued = town.courses(DIRECTIVES, at, start, usual)
    desk = Desk(town, Receipts(town, at, start, issued, min(MOST, len(town.below))), at)
    for number, end in enumerate(at):
        leg = Leg(at[number - 1] if number else start, end, 0)
        yield from desk.ordered(leg, number)
        yield from desk.answered(leg, number)


class Desk:
    """The office that sends directives out and remembers who has not answered."""

    def __init__(self, town: Town, plan: Receipts, at: Sequence[int]) -> None:
        self.town = town
        self.random = town.random
        self.plan = plan
        self.at = at
        self.tasks: list[Task] = []
        self.sent = 0

    def ordered(self, leg: Leg, number: int) -> Iterator[Draft]:
        """The directives of a leg."""
        orders = self.plan.orders(number)
        soon = leg.start + max(1, (leg.end - leg.start) * 3 // 5)
        times = drawn(leg.start, soon, len(orders), OFFICE, self.random)
        for order, (when, source) in zip(orders, self._after_meetings(times, leg), strict=True):
            yield self._directive(when, source, order)

    def _after_meetings(self, times: Sequence[int], leg: Leg) -> list[tuple[int, tuple[UUID, int] | None]]:
        """Directives follow the meetings that decided on them, the rest go out whenever they do."""
        over = [(at + self.random.randrange(50, 110) * MINUTE, (one, point)) for at, one, point in self.town.decided]
        first = [(at, one) for at, one in sorted(over) if leg.start < at <= leg.end - LEFT][: len(times)]
        return [*first, *((at, None) for at in times[len(first) :])]

    def _directive(self, at: int, source: tuple[UUID, int] | None, order: Order) -> Draft:
        town = self.town
        self.sent += 1
        due = None
        if order.due is not None:
            end = self.at[order.due]
            due = end - end % MINUTE if end - end % MINUTE > max(at + MINUTE, end - DAY // 4) else end
        elif not self.plan.tasked and self.random.random() < 0.5:
            due = at - at % MINUTE + DAY
        directive = town.hand.id(at)
        tasks = [Task(str(directive), at, due, *self._whom(place), ends=order.due) for place in range(order.size)]
        for task in self.random.sample(tasks, order.done):
            task.done = True
        self.tasks += tasks
        body: dict[str, Any] = {
            "text": TEXTS[self.sent % len(TEXTS)],
            "to": [_link(task) for task in tasks] or [{"kind": "area", "id": town.root}],
            "requires": (["ack", "feedback"] if due else ["ack"]) if tasks else [],
            "urgency": order.urgency or "normal",
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
        """The answers of a leg: first of those who must have done what is due soonest; and what others have done."""
        for task in (task for task in self.tasks if task.answered and task.done and task.ends == number):
            yield from self._feedback(task, self._by_then(task, leg, 1)[0], "done")
        left = [task for task in self.tasks if not task.answered]
        self.random.shuffle(left)
        left.sort(key=lambda task: (not task.done, task.ends or 0 if task.done else 0, task.at))
        for task in left[: self.plan.answers(number)]:
            task.answered = True
            if task.done and task.ends == number:
                yield from self._done_in_time(task, leg)
            else:
                yield from self._acknowledged(task, leg)

    def _by_then(self, task: Task, leg: Leg, number: int) -> list[int]:
        """Moments of a leg by which a task is done in time."""
        return drawn(max(task.at, leg.start), leg.end if task.due is None else task.due, number, DOOR, self.random)

    def _done_in_time(self, task: Task, leg: Leg) -> Iterator[Draft]:
        times = self._by_then(task, leg, 2)
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
