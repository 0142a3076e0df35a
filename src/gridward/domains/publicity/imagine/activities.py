"""Voices, screens and talks, and the area's own posts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gridward.domains.publicity.figures import (
    ACTIVITIES,
    BROADCAST_HOURS,
    GUIDANCE_TASKS,
    PERSUASIONS,
    PLATFORMS,
    POSTS,
    VEHICLE_RUNS,
    VEHICLE_VILLAGES,
)
from gridward.domains.publicity.imagine.plan import PART, planned
from gridward.domains.publicity.imagine.town import Town
from gridward.kit.clock import iso
from gridward.plug.course import Course, Leg, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft, Spot

TOPICS = ("mask", "hand_washing", "ventilation", "no_gathering", "no_visiting", "no_dining", "stay_home", "no_rumours")
TITLES = (
    "防控提示",
    "致全体村民的一封信",
    "居家防护要点",
    "疫情防控进行时",
    "戴口罩、勤洗手",
    "战“疫”一线",
    "返乡人员须知",
)
VOICES = ("vehicle", "loudspeaker", "broadcast")


def activities(town: Town) -> Iterator[Draft]:
    """All activities and own posts, leg by leg."""
    crew = Crew(town)
    for number, (begin, end) in enumerate(pairwise((crew.start, *crew.at))):
        yield from crew.leg(number, Leg(begin, end, 0))


class Crew:
    """Those who spread the word. Runs, villages, hours and persuasions are spread over the activities there are."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.random = town.random
        self.at, self.start = town.moments(
            ACTIVITIES, POSTS, GUIDANCE_TASKS, VEHICLE_RUNS, VEHICLE_VILLAGES, BROADCAST_HOURS, PERSUASIONS
        )
        self.plan = planned(town, self.at, self.start)
        told = [fact for code in ("", "sound") for fact in town.facts.of(ACTIVITIES.name, code)]
        silent = bool(told) and not any(fact.value for fact in told)
        self.often = 0.0 if silent else town.busy
        """How much of the usual voices there are: none where it is stated that there were none."""
        self.runs = self._course(VEHICLE_RUNS, {"": int(len(town.villages) * self.often / 3)})[""]
        self.villages = self._villages()
        self.hours = self._course(BROADCAST_HOURS, {"loudspeaker": 1, "broadcast": 1})
        self.persuaded = 0
        self.spoken: dict[str, int] = {}
        """Hours told so far: where nobody speaks and nothing is stated, they are told later."""
        self.talks = self._talks()
        stated = {one.code for one in PLATFORMS if town.facts.of(POSTS.name, one.code)}
        self.platform = next((one.code for one in PLATFORMS if one.code not in stated), "wechat")

    def _course(self, figure: Any, usual: dict[str, int]) -> dict[str, Course]:
        return self.town.courses(figure, self.at, self.start, usual)

    def _villages(self) -> Course:
        town = self.town
        whole = len(town.world.at("village", "community"))
        facts = town.valued(VEHICLE_VILLAGES, lambda fact: whole)
        usual = {"": min(len(town.villages), int(len(town.villages) * self.often))}
        course = town.courses(VEHICLE_VILLAGES, self.at, self.start, usual, facts=facts)[""]
        return [min(len(self._reachable), one) for one in course]

    @property
    def _reachable(self) -> Sequence[Spot]:
        here = {spot.code for spot in self.town.villages}
        return (*self.town.villages, *(spot for spot in self.town.world.spots if spot.code not in here))

    def _talks(self) -> Course:
        """Persuasions in activities: those stated without those that visits have told."""
        visits = [
            sum(int((one.body or {}).get("persuasions", 0)) for one in self.town.visits if one.at <= moment)
            for moment in self.at
        ]
        planner = Planner(PERSUASIONS, self.town.facts, self.at, start=self.start, usual={"": 0}, less={"": visits})
        return planner.courses()[""]

    def leg(self, number: int, leg: Leg) -> Iterator[Draft]:
        """Everything between two moments."""
        grown = {code: _growth(course, number) for code, course in self.plan.items()}
        for code, count in grown.items():
            if code.startswith(PART) or code == "posts":
                platform = code.removeprefix(PART) if code != "posts" else self.platform
                for when in drawn(leg.start, leg.end, count, OFFICE, self.random):
                    yield from self._post(platform, when)
        voices = self._voices(number, grown.get("sound", 0))
        self._make_room(number, grown, len(voices))
        bodies: list[dict[str, Any]] = [{"channel": "guidance_task"} for _ in range(grown.get("tasks", 0))]
        screens = ("wechat_group", "wechat_group", "led")
        bodies += [{"channel": self.random.choice(screens)} for _ in range(grown.get("cloud", 0))]
        talks = [
            {"channel": self.random.choice(("face_to_face", "face_to_face", "notice_board"))}
            for _ in range(grown.get("live", 0))
        ]
        self._persuade(number, talks, bodies + voices)
        bodies += voices + talks
        self.random.shuffle(bodies)
        for when, body in zip(drawn(leg.start, leg.end, len(bodies), OFFICE, self.random), bodies, strict=True):
            yield from self._activity(body, when)

    def _make_room(self, number: int, grown: dict[str, int], voices: int) -> None:
        """Where more must be said than was planned, there is less of what nothing is stated of."""
        more = voices - grown.get("sound", 0)
        for code in ("live", "cloud"):
            if not any(one.as_of >= self.at[number] for one in self.town.facts.of(ACTIVITIES.name, code)):
                less = max(0, min(more, grown.get(code, 0)))
                grown[code], more = grown.get(code, 0) - less, more - less

    def _voices(self, number: int, count: int) -> list[dict[str, Any]]:
        """As many activities by voice, or one more of a kind that is needed; runs, villages and hours among them."""
        runs = _growth(self.runs, number)
        reached = self.villages[number - 1] if number else 0
        new = [spot.code for spot in self._reachable[reached : self.villages[number]]]
        planned_hours = self.town.stated(BROADCAST_HOURS)
        due = any(one.figure == BROADCAST_HOURS.name and one.as_of == self.at[number] for one in self.town.facts.facts)
        hours = {code: course[number] - self.spoken.get(code, 0) for code, course in self.hours.items()}
        hours = hours if count or due else {}
        self.spoken |= {code: self.spoken.get(code, 0) + more for code, more in hours.items()}
        wanted = {code for code, tenths in hours.items() if tenths and planned_hours and code}
        wanted |= {"vehicle"} if runs or new else set()
        if count < len(wanted):
            told = (one for one in self.town.facts.facts if one.figure == BROADCAST_HOURS.name)
            wanted &= {one.member for one in told if one.as_of == self.at[number]}
            runs = runs if self.town.stated(VEHICLE_RUNS) else 0
            new = new if self.town.stated(VEHICLE_VILLAGES) else []
            wanted |= {"vehicle"} if runs or new else set()
        cars = min(max(runs, -(-len(new) // 6), "vehicle" in wanted), max(1, count - len(wanted - {"vehicle"})))
        channels = ["vehicle"] * (cars if "vehicle" in wanted else 0) + sorted(wanted - {"vehicle"})
        channels += [self.random.choice(VOICES[1:]) for _ in range(count - len(channels))]
        stated = {one.member for one in self.town.facts.facts if one.figure == BROADCAST_HOURS.name}
        free = [code for code in VOICES[1:] if code not in stated] or [VOICES[1]]
        if planned_hours and any(hours.values()) and not channels:
            channels = free[:1]
        later = [code for code in hours if code in stated - {"", *channels}]
        self.spoken |= {code: self.spoken[code] - hours.pop(code) for code in later}
        lost = [code for code in hours if code and code not in channels]
        hours = {"": hours.get("", 0) + sum(hours[one] for one in lost)} | {
            code: tenths for code, tenths in hours.items() if code and code not in lost
        }
        bodies: list[dict[str, Any]] = [{"channel": channel} for channel in channels]
        vehicles = [body for body in bodies if body["channel"] == "vehicle"]
        for place, body in enumerate(vehicles):
            body["runs"] = _share(runs, place, len(vehicles))
            body["areas_reached"] = new[place :: len(vehicles)] or self._again(reached)
        if planned_hours:
            for code, tenths in hours.items():
                same = [body for body in bodies if body["channel"] == code or not code]
                loose = [body for body in same if code or body["channel"] not in stated]
                same = loose or (same if "" in stated else [])
                for place, body in enumerate(same):
                    body["hours"] = Decimal(_share(tenths, place, len(same))) / 10 + body.get("hours", 0)
        else:
            for body in bodies:
                body["hours"] = Decimal(self.random.randrange(5, 40)) / 10
        return bodies

    def _again(self, reached: int) -> list[str]:
        """Villages where a vehicle has been before."""
        known = [spot.code for spot in self._reachable[:reached]]
        return self.random.sample(known, min(len(known), self.random.randrange(1, 5)))

    def _persuade(self, number: int, talks: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
        """Persuasions among the talks; one more talk where none is there to hold them."""
        if not self.town.stated(PERSUASIONS):
            for body in talks:
                body["persuasions"] = self.random.randrange(0, 15)
            return
        persuaded = self.talks[number] - self.persuaded
        bearers = talks or others
        if not bearers and not any(one.as_of == self.at[number] for one in self.town.facts.of(PERSUASIONS.name)):
            return
        self.persuaded += persuaded
        if persuaded and not bearers:
            talks.append({"channel": "face_to_face"})
            bearers = talks
        for place, body in enumerate(bearers):
            body["persuasions"] = _share(persuaded, place, len(bearers))

    def _activity(self, body: dict[str, Any], at: int) -> Iterator[Draft]:
        random, root = self.random, self.town.world.root
        office = body["channel"] in ("vehicle", "guidance_task", "led")
        spot = root if office else self.town.village()
        told = {key: value for key, value in body.items() if key == "runs" or value}
        told |= {"audience": random.randrange(10, 600), "topic": random.choice(TOPICS)}
        yield from self.town.hand.write(
            "publicity.activity",
            spot.code,
            at,
            told,
            subject=("area", spot.code),
            device=f"phone-{spot.code}-1",
            slip={"audience": told["audience"] * 100},
        )

    def _post(self, platform: str, at: int) -> Iterator[Draft]:
        body = {
            "platform": platform,
            "outlet": "本级官方账号",
            "outlet_level": "own",
            "title": self.random.choice(TITLES),
            "published_at": iso(at),
        }
        root = self.town.world.root.code
        slip = {"title": "标题录错"}
        yield from self.town.hand.write(
            "publicity.post", root, at, body, subject=("area", root), device=f"publicity-{root}", slip=slip
        )


def _growth(course: Sequence[int], number: int) -> int:
    return max(0, course[number] - (course[number - 1] if number else 0))


def _share(total: int, place: int, parts: int) -> int:
    """What the part at `place` gets of a number."""
    return total // parts + (place < total % parts)
