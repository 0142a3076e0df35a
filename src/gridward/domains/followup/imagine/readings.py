"""Twice-daily readings of everybody under control, with as many missing as the facts say."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from gridward.domains.followup.entries.orders import Slot
from gridward.domains.followup.figures import ABNORMAL, READINGS, READINGS_MISSING
from gridward.domains.followup.imagine.stint import Inmate
from gridward.domains.followup.imagine.town import Town
from gridward.domains.followup.imagine.ward import Ward
from gridward.domains.followup.rules import due_within
from gridward.kit.clock import HOUR, MINUTE, day_of, last_moment
from gridward.plug.course import Leg
from gridward.plug.imagine import Draft

MISSED = 0.03
LATE = 0.02
AGAIN = 0.01
HOT = 0.004
EARLIEST = {"AM": 7 * HOUR, "PM": 2 * HOUR}
"""How long after its opening people begin to call for a slot."""


class Call(NamedTuple):
    """A reading to be made: of whom, in which slot, when."""

    ref: str
    area: str
    slot: str
    at: int


class Owed(NamedTuple):
    """A slot in which a reading is owed."""

    one: Inmate
    slot: str
    opens: int
    due: int


def readings(town: Town, ward: Ward) -> Iterator[Draft]:
    """Every reading, those in vain included."""
    rounds = Rounds(town, ward)
    for leg in town.legs:
        yield from rounds.go(leg)


class Rounds:
    """Those who call and measure. `made` counts readings by slot, `missing` what was owed and never made."""

    def __init__(self, town: Town, ward: Ward) -> None:
        self.town = town
        self.random = town.random
        self.made: Counter[str] = Counter()
        self.missing = 0
        self.abnormal = 0
        self.owed = sorted(
            (
                Owed(one, slot, opens, due)
                for one in ward.all()
                for stint in one.stints
                for _, slot, opens, due in due_within(stint.start, stint.end)
            ),
            key=lambda one: (one.due, one.one.ref),
        )
        self.bystanders = iter(town.strangers())
        self.ward = ward

    def go(self, leg: Leg) -> Iterator[Draft]:
        """The readings of one leg."""
        owed = [one for one in self.owed if leg.start < one.due <= leg.end]
        missed = self._missed(leg, owed)
        self.missing += len(missed)
        calls = [self._call(leg, one) for number, one in enumerate(owed) if number not in missed]
        calls += self._more(leg, calls)
        self.made.update(call.slot for call in calls)
        hot = self._hot(leg, len(calls))
        if hot > len(calls):
            slots = ("extra", "AM", "PM")
            slot = next((code for code in slots if not self.town.facts.of(READINGS.name, code)), "extra")
            self.made[slot] += hot - len(calls)
            calls += [self._stranger(slot, leg) for _ in range(hot - len(calls))]
        self.abnormal += hot
        chosen = set(self.random.sample(range(len(calls)), hot))
        for number, call in enumerate(calls):
            yield from self._read(call, hot=number in chosen)
        for number in sorted(missed):
            if self.random.random() < 0.5:
                yield from self._in_vain(leg, owed[number])

    def _missed(self, leg: Leg, owed: list[Owed]) -> set[int]:
        """Which of the owed slots stay without reading."""
        town, name = self.town, READINGS.name
        goal = town.goal(READINGS_MISSING.name, "", leg.end)
        by_slot = {code: [n for n, one in enumerate(owed) if one.slot == code] for code in ("AM", "PM")}
        least = {
            code: len(own) - (town.ceiling(name, code, leg.end) - self.made[code]) for code, own in by_slot.items()
        }
        least = {code: min(max(0, number), len(by_slot[code])) for code, number in least.items()}
        if goal is None:
            whole = len(owed) - (town.ceiling(name, "", leg.end) - sum(self.made.values()))
            usual = round(len(owed) * MISSED)
            wanted = min(usual, town.ceiling(READINGS_MISSING.name, "", leg.end) - self.missing)
            wanted = max(wanted, whole, sum(least.values()))
        else:
            wanted = goal - self.missing
        wanted = max(0, min(len(owed), wanted))
        found: set[int] = set()
        for code, own in by_slot.items():
            found |= set(self.random.sample(own, min(least[code], max(0, wanted - len(found)))))
        rest = [number for number in range(len(owed)) if number not in found]
        return found | set(self.random.sample(rest, max(0, wanted - len(found))))

    def _call(self, leg: Leg, one: Owed) -> Call:
        at = self._within(leg, one)
        late = one.due + self.random.randrange(5 * MINUTE, 2 * HOUR)
        if self.random.random() < LATE and late <= min(leg.end, last_moment(day_of(one.due))):
            at = late
        return Call(one.one.ref, one.one.area, one.slot, self._even(at, leg.start))

    def _within(self, leg: Leg, one: Owed) -> int:
        low = max(leg.start, one.opens)
        begin = max(low, min(one.opens + EARLIEST[one.slot], one.due - MINUTE))
        begin = begin if begin < one.due else low
        return begin + 1 + self.random.randrange(one.due - begin)

    def _even(self, at: int, after: int) -> int:
        """In whole seconds where that lies within the leg."""
        second = at - at % 1_000_000
        return second if second > after else at

    def _more(self, leg: Leg, calls: list[Call]) -> list[Call]:
        """Readings beside those owed: of a slot twice, or extra ones, as many as the facts ask for."""
        town, name, found = self.town, READINGS.name, []
        now = self.made + Counter(call.slot for call in calls)
        goals = {slot.value: town.goal(name, slot.value, leg.end) for slot in Slot}
        for code in ("AM", "PM", "extra"):
            goal = goals[code]
            found += [self._again(leg, code, calls) for _ in range(max(0, (goal or 0) - now[code]))]
        whole = town.goal(name, "", leg.end)
        free = next((code for code in ("extra", "AM", "PM") if goals[code] is None), "extra")
        if whole is not None:
            short = whole - sum(now.values()) - len(found)
            found += [self._again(leg, free, calls) for _ in range(max(0, short))]
        elif goals["extra"] is None:
            room = min(town.ceiling(name, "", leg.end) - sum(now.values()) - len(found),
                       town.ceiling(name, "extra", leg.end) - now["extra"])  # fmt: skip
            found += [self._again(leg, "extra", calls) for _ in range(min(max(0, room), round(len(calls) * AGAIN)))]
        return found

    def _again(self, leg: Leg, slot: str, calls: list[Call]) -> Call:
        """Somebody who was measured is measured once more that day; without any, somebody who owes nothing."""
        same = [call for call in calls if slot in ("extra", call.slot)] if len(calls) < 500 else []
        one = self.random.choice(same) if same else next((c for c in calls if slot in ("extra", c.slot)), None)
        if one is None:
            return self._stranger(slot, leg)
        last = min(leg.end, last_moment(day_of(one.at)), one.at + 3 * HOUR)
        return Call(one.ref, one.area, slot, one.at + self.random.randrange(max(1, last - one.at + 1)))

    def _stranger(self, slot: str, leg: Leg) -> Call:
        ref, area = next(one for one in self.bystanders if one[0] not in self.ward.inmates)
        return Call(ref, area, slot, leg.end - self.random.randrange(max(1, (leg.end - leg.start) // 2)))

    def _hot(self, leg: Leg, calls: int) -> int:
        """How many readings of the leg are abnormal."""
        goal = self.town.goal(ABNORMAL.name, "", leg.end)
        if goal is not None:
            return max(0, goal - self.abnormal)
        most = self.town.ceiling(ABNORMAL.name, "", leg.end) - self.abnormal
        return max(0, min(calls, most, sum(self.random.random() < HOT for _ in range(calls))))

    def _read(self, call: Call, *, hot: bool) -> Iterator[Draft]:
        random = self.random
        degrees = random.randrange(373, 386) if hot else random.randrange(360, 371)
        body: dict[str, Any] = {
            "slot": call.slot,
            "temperature": degrees / 10,
            "status": "cooperative",
            "method": random.choices(("in_person", "phone", "video", "self"), (50, 35, 5, 10))[0],
        }
        if hot and random.random() < 0.5:
            body["symptoms"] = ["dry_cough"]
        if random.random() < 0.1:
            body |= {
                "mood": random.choices(("ok", "anxious", "distressed"), (90, 9, 1))[0],
                "needs": random.random() < 0.3,
            }
        yield from self.town.hand.write(
            "followup.reading", call.area, call.at, body, subject=("person", call.ref),
            device=f"phone-{call.area}-doctor", slip={"temperature": 35.0 + (degrees % 10) / 10},
        )  # fmt: skip

    def _in_vain(self, leg: Leg, owed: Owed) -> Iterator[Draft]:
        status = self.random.choices(("unavailable", "uncooperative"), (9, 1))[0]
        body = {"slot": owed.slot, "status": status, "method": "phone"}
        at = self._even(self._within(leg, owed), leg.start)
        yield from self.town.hand.write(
            "followup.reading", owed.one.area, at, body, subject=("person", owed.one.ref),
            device=f"phone-{owed.one.area}-doctor",
        )  # fmt: skip
