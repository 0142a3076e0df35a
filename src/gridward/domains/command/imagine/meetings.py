"""Meetings: as many of each type by each moment as the facts say, at the very minute where a fact names one."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.command.figures.bodies import MEETINGS
from gridward.domains.command.imagine.town import Town
from gridward.kit.clock import MINUTE, iso
from gridward.plug.course import beginning, legs, moments
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

POINTS = ("压实四方责任", "全面摸排返乡人员", "强化卡口值守", "做好物资保障", "严格督查问责")


def meetings(town: Town) -> Iterator[Draft]:
    """All meetings. Where a fact is about a minute and not a day, the last before it begins in that minute."""
    at = moments(town.world, town.facts, MEETINGS.name)
    start = beginning(town.world, at)
    usual = town.usual(emergency_deployment=1, dispatch=town.days / 3, online=town.days / 8)
    exact: set[int] = set()
    for code, course in town.courses(MEETINGS, at, start, usual).items():
        for leg in legs(course, at, start):
            times = drawn(leg.start, leg.end, leg.number, OFFICE, town.random)
            if times and leg.end % MINUTE == 0 and leg.end not in exact:
                exact.add(leg.end)
                times[-1] = leg.end
            for when in times:
                whole = when - when % (10 * MINUTE)
                yield from _meeting(town, code, when if when in exact or whole <= leg.start else whole)


def _meeting(town: Town, code: str, at: int) -> Iterator[Draft]:
    random = town.random
    lasts = random.randrange(40, 130, 10) * MINUTE
    body: dict[str, Any] = {
        "type": code or "special",
        "start": iso(at),
        "end": iso(at + lasts),
        "venue": "视频会议" if code == "online" else random.choice(("党委会议室", "机关大会议室", "便民服务中心三楼")),
        "presided_by": "演主持人",
        "main_speaker": "演讲话人",
        "attendees": random.randrange(12, 90),
        "bodies": [{"kind": "body", "ref": f"{town.root} 疫情防控指挥部"}],
    }
    if code != "online":
        body["decisions"] = [{"text": text, "owner": "各村（社区）"} for text in random.sample(POINTS, 3)]
    if code == "emergency_deployment":
        body |= {"conveyed_by": "演传达人", "conveyed": "上级疫情防控紧急会议精神"}
    drafts = town.hand.write(
        "command.meeting", town.root, at, body, subject=("area", town.root), device=f"office-{town.root}"
    )
    for number, draft in enumerate(drafts):
        if not number and "decisions" in body:
            town.decided += [(at, draft.id, point) for point in range(1, 1 + len(body["decisions"]))]
        yield draft
