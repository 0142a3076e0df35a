"""Classes of schools, and their morning and noon checks on school days; as many in session and absent as are stated."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from gridward.domains.venue.figures import ATTENDANCE, CLASSES
from gridward.domains.venue.imagine.register import Register
from gridward.domains.venue.imagine.town import Town, Venue
from gridward.kit.clock import HOUR, MINUTE, SECOND, date_of, day_of, first_moment, last_moment
from gridward.plug.course import Leg, Planner
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

OF_SCHOOL, MOST = 6, 36
"""Classes of an imagined school, and of a town at most."""
SLOTS = {"morning": (7 * HOUR + 20 * MINUTE, 90 * MINUTE), "noon": (12 * HOUR + 30 * MINUTE, 100 * MINUTE)}
"""From when on a check is made, and for how long."""
_GRADES = "一二三四五六"


class Room(NamedTuple):
    """A class: its reference, its school, how many it has."""

    ref: str
    school: Venue
    enrolled: int


def classes(town: Town, register: Register) -> Iterator[Draft]:
    """Every class told and checked, leg by leg."""
    schools = Schools(town, register)
    for number, leg in enumerate(register.legs):
        yield from schools.tell(number, leg)
        yield from schools.stated(number, leg)
    yield from schools.usual_days()


class Schools:
    """The schools of the town. `told` says of each class since when it is in session or not."""

    def __init__(self, town: Town, register: Register) -> None:
        self.town = town
        self.random = town.random
        facts = town.facts
        self.days = {day_of(fact.as_of) for fact in facts.facts if fact.figure == ATTENDANCE.name}
        self.asked = any("flu" in name for name in town.world.pack_of.values())
        places = register.places("school")
        self.schools = places or [town.venue("school", 0)]
        usual = 0
        if self.asked or not town.quiet():
            usual = min(MOST, OF_SCHOOL * len(self.schools))
        self.usual = usual
        in_term = {"": usual if is_school_day(day_of(town.world.end)) or self.asked else 0}
        self.plan = Planner(CLASSES, facts, register.at, start=register.start, usual=in_term, level=True).courses()[""]
        self.heads = Planner(ATTENDANCE, facts, register.at, start=register.start, usual={}, level=True).courses()
        self.rooms: list[Room] = []
        self.told: dict[str, list[tuple[int, bool]]] = {}

    def tell(self, number: int, leg: Leg) -> Iterator[Draft]:
        """As many classes in session as are wanted by the end of the leg; the others are stopped."""
        wanted = self.plan[number]
        going = sum(self._going(room, leg.end) for room in self.rooms)
        fresh = [self._room(one) for one in range(len(self.rooms), max(wanted, self.usual))]
        self.rooms += fresh
        turned = [(room, True) for room in self.rooms if room not in fresh and not self._going(room, leg.end)]
        turned = turned[: max(0, wanted - going)]
        if going > wanted:
            turned = [(room, False) for room in self.rooms if self._going(room, leg.end)][: going - wanted]
        left = wanted - going - len(turned) if wanted >= going else 0
        turned += [(room, place < left) for place, room in enumerate(fresh)]
        soon = leg.start + max(1, (leg.end - leg.start) // 24)
        for at, (room, going_on) in zip(drawn(leg.start, soon, len(turned), OFFICE, self.random), turned, strict=True):
            self.told.setdefault(room.ref, []).append((at, going_on))
            body = {"enrolled": room.enrolled, "status": "in_session" if going_on else "stopped"}
            yield from self._write("venue.class", room, at, body)

    def stated(self, number: int, leg: Leg) -> Iterator[Draft]:
        """The last checks before a moment of which it is stated who is there and who is not."""
        if not any(fact.as_of == leg.end for fact in self.town.facts.facts if fact.figure == ATTENDANCE.name):
            return
        left = {code: course[number] for code, course in self.heads.items() if code}
        start = max(leg.end - max(1, (leg.end - leg.start) // 8), first_moment(day_of(leg.end)) - 1)
        for place, room in enumerate(self.rooms or [self._room(0)]):
            others = max(1, len(self.rooms)) - place
            body: dict[str, Any] = {code: left.get(code, 0) // others for code in ("present", "absent_ill")}
            body["absent_other"] = left.get("absent_other", 0) // others
            left = {code: whole - body[code] for code, whole in left.items()}
            yield from self._check(room, drawn(start, leg.end, 1, OFFICE, self.random)[0], body)

    def usual_days(self) -> Iterator[Draft]:
        """All other school days: a check in the morning and one at noon, now and then none."""
        world = self.town.world
        for day in range(day_of(world.start + 1), day_of(world.end) + 1):
            if day in self.days or not self.usual or not is_school_day(day):
                continue
            for room in self.rooms:
                for begin, length in SLOTS.values():
                    at = first_moment(day) + begin + self.random.randrange(length // SECOND) * SECOND
                    inside = world.start < at <= min(world.end, last_moment(day))
                    if inside and self._going(room, at) and self.random.random() > 0.01:
                        ill = int(self.random.random() < 0.3)
                        yield from self._check(room, at, {"present": room.enrolled - ill, "absent_ill": ill})

    def _going(self, room: Room, at: int) -> bool:
        return next((going for since, going in reversed(self.told.get(room.ref, [])) if since <= at), False)

    def _room(self, number: int) -> Room:
        school, turn = self.schools[number % len(self.schools)], number // len(self.schools)
        grade, parallel = _GRADES[turn % len(_GRADES)], turn // len(_GRADES) + 1
        return Room(f"{school.ref}{grade}年级({parallel})班", school, self.random.randrange(28, 46))

    def _check(self, room: Room, at: int, body: dict[str, Any]) -> Iterator[Draft]:
        slot = "morning" if at - first_moment(day_of(at)) < 11 * HOUR else "noon"
        yield from self._write("venue.class_check", room, at, {"slot": slot, **body})

    def _write(self, kind: str, room: Room, at: int, body: dict[str, Any]) -> Iterator[Draft]:
        host = room.school.host.code
        said = {"school": {"kind": "place", "ref": room.school.ref}} | body
        yield from self.town.hand.write(kind, host, at, said, subject=("class", room.ref), device=f"school-{host}")


def is_school_day(day: int) -> bool:
    """Whether schools teach: on weekdays, but not in the winter and summer holidays."""
    on = date_of(day)
    winter, summer = (1, 15) <= (on.month, on.day) <= (2, 28), (7, 10) <= (on.month, on.day) <= (8, 31)
    return on.weekday() < 5 and not winter and not summer
