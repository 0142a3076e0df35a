"""The entries that phones send: eight kinds, nearly all about people, houses and places that are known already.

A batch comes from one phone whose entries fall in one town, all over its villages: harder than a phone that stays in
one. One entry in a hundred corrects an earlier one, one in ten is about the day before. The same run makes the same
entries.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import msgspec

from bench.town import START, Town, doctor, lead, uuid
from gridward.kit import clock

_encode = msgspec.json.Encoder().encode
_KINDS = (
    ("checkpoint.person", 30),
    ("checkpoint.vehicle", 20),
    ("screening.visit", 22),
    ("screening.travel_entry", 8),
    ("screening.list_check", 6),
    ("screening.classification", 4),
    ("clinic.triage", 6),
    ("supplies.issue", 4),
)
_CORRECTED = 0.01
_NOTED = 0.03
_DEVICES = 480

Body = dict[str, Any]
Subject = dict[str, str]


class Stream:
    """Batches as sent, one after another. `pace` entries make a day; phones and ids differ from seed to seed."""

    def __init__(self, town: Town, *, pace: int, seed: int = 7) -> None:
        self._town = town
        self._name = f"phone-{seed}"
        self._random = Random(seed)
        self._step = clock.DAY // pace
        self._at = START + clock.DAY
        self._counters = [0] * _DEVICES
        self._sent: list[dict[str, Any]] = []
        self._list = ""
        self._make: dict[str, Callable[[int], tuple[Subject, Body]]] = {
            "checkpoint.person": self._person,
            "checkpoint.vehicle": self._vehicle,
            "screening.visit": self._visit,
            "screening.travel_entry": self._travel,
            "screening.list_check": self._check,
            "screening.classification": self._class,
            "clinic.triage": self._triage,
            "supplies.issue": self._issue,
        }

    @property
    def at(self) -> int:
        """The moment that the stream has come to."""
        return self._at

    def batches(self, number: int, size: int) -> list[bytes]:
        """The next batches."""
        return [self._batch(size) for _ in range(number)]

    def entry(self) -> bytes:
        """A single batch with what later entries refer to: the list whose names are checked."""
        self._list = str(uuid(self._random, self._at))
        body = {"issuer": "演示", "issuer_level": "county", "received_at": clock.iso(self._at), "names": 100}
        wire = {"id": self._list, "kind": "screening.pushed_list", "area": self._town.villages[0]}
        subject = {"kind": "area", "id": self._town.villages[0]}
        return _encode([wire | {"subject": subject, "happened_at": clock.iso(self._at), "body": body}])

    def _batch(self, size: int) -> bytes:
        device = self._random.randrange(_DEVICES)
        kinds = self._random.choices([kind for kind, _ in _KINDS], [share for _, share in _KINDS], k=size)
        entries = [self._entry(device, kind) for kind in kinds]
        sent_at = None
        return _encode({"device": f"{self._name}-{device}", "sent_at": sent_at, "entries": entries})

    def _entry(self, device: int, kind: str) -> dict[str, Any]:
        random = self._random
        self._at += self._step
        self._counters[device] += 1
        at = self._at if random.random() < 0.9 else self._at - clock.DAY
        envelope = {
            "id": str(uuid(random, self._at)),
            "means": "tap",
            "device": f"{self._name}-{device}",
            "counter": self._counters[device],
        }
        if self._sent and random.random() < _CORRECTED:
            old = self._sent.pop(random.randrange(len(self._sent)))
            body = self._again(old["kind"], old["village"])
            return envelope | old["wire"] | {"body": body, "replaces": old["id"]}
        towns = len(self._town.villages) // 16
        village = (device % 16) * towns + random.randrange(towns)
        subject, body = self._make[kind](village)
        wire = {
            "kind": kind,
            "area": self._town.grids[village * 10 + random.randrange(10)],
            "subject": subject,
            "happened_at": clock.iso(at),
            "recorded_at": clock.iso(at + 20 * clock.SECOND),
            "by": doctor(village) if kind == "clinic.triage" else lead(village),
        }
        if random.random() < _NOTED:
            body["note"] = random.choice(("已当面告知", "家中有老人", "明日复查", "电话联系"))
        if random.random() < 0.2:
            self._sent.append({"id": envelope["id"], "kind": kind, "village": village, "wire": wire})
        return envelope | wire | {"body": body}

    def _again(self, kind: str, village: int) -> Body:
        return self._make[kind](village)[1]

    def _one(self, kind: str, names: list[str], village: int) -> Subject:
        """Somebody of the village."""
        villages = len(self._town.villages)
        number = self._random.randrange(len(names) // villages) * villages + village
        return {"kind": kind, "id": names[number]}

    def _gate(self, village: int) -> dict[str, str]:
        return {"kind": "place", "id": self._town.gates[village]}

    def _person(self, village: int) -> tuple[Subject, Body]:
        random = self._random
        body = {
            "post": self._gate(village),
            "direction": random.choice(("in", "out")),
            "temperature": round(random.uniform(36.0, 37.2), 1),
            "mask": True,
            "health_code": "not_asked",
            "identified_by": random.choice(("id_card", "paper", "known")),
            "purpose": random.choice(("买菜", "上班", "看病", "探亲")),
            "outcome": "admitted" if random.random() < 0.97 else "turned_back",
        }
        return self._one("person", self._town.persons, village), body

    def _vehicle(self, village: int) -> tuple[Subject, Body]:
        random = self._random
        turned = random.random() < 0.1
        body = {
            "post": self._gate(village),
            "direction": random.choice(("in", "out")),
            "from_outside": turned,
            "occupants": random.randrange(1, 6),
            "origin": "演示市",
            "destination": "演示镇",
            "cargo": random.choice(("none", "goods")),
            "outcome": "turned_back" if turned else "passed",
        }
        if turned:
            body["reason_code"] = "outside_no_permit"
        known = random.random() < 0.95
        plate = random.choice(self._town.vehicles) if known else f"演B{random.randrange(10**6)}"
        return {"kind": "vehicle", "ref": plate}, body

    def _visit(self, village: int) -> tuple[Subject, Body]:
        random = self._random
        body = {
            "round": random.randrange(1, 4),
            "purpose": "round",
            "method": "door",
            "result": random.choice(("cooperative", "cooperative", "cooperative", "unavailable")),
            "persons": [self._one("person", self._town.persons, village) for _ in range(random.randrange(1, 4))],
            "residents": random.randrange(1, 6),
            "present": random.randrange(1, 6),
            "away": 0,
            "fever": 0,
            "team_roles": ["grid_worker", "medic"],
            "advice": ["mask"],
            "material": 1,
            "living": "ok",
        }
        return self._one("household", self._town.households, village), body

    def _travel(self, village: int) -> tuple[Subject, Body]:
        random = self._random
        body = {
            "direction": "in",
            "stage": "actual",
            "journey_id": f"j{random.randrange(10**9)}",
            "purpose": "return_home",
            "origin_area": random.choice(("济南", "武汉", "青岛", "上海")),
            "destination": "演示镇",
            "transport": "car",
        }
        return self._one("person", self._town.persons, village), body

    def _check(self, village: int) -> tuple[Subject, Body]:
        body = {"list": {"kind": "entry", "id": self._list}, "result": "already_screened", "attempt": 1}
        return self._one("person", self._town.persons, village), body

    def _class(self, village: int) -> tuple[Subject, Body]:
        day = clock.date_of(clock.day_of(self._at)).isoformat()
        body = {"category": "outside_returnee", "action": "add", "basis": "visit", "from": day}
        return self._one("person", self._town.persons, village), body

    def _triage(self, village: int) -> tuple[Subject, Body]:
        body = {"temperature": round(self._random.uniform(36.0, 38.5), 1), "disposition": "routine"}
        return self._one("person", self._town.persons, village), body

    def _issue(self, village: int) -> tuple[Subject, Body]:
        body = {
            "item": "mask_medical",
            "quantity": self._random.randrange(10, 200),
            "unit": "只",
            "to": self._gate(village),
            "purpose": "值守",
        }
        return {"kind": "place", "id": self._town.stores[village]}, body


def entries(batches: list[bytes]) -> Iterator[list[Any]]:
    """The entries of batches, for who wants to look at them."""
    for batch in batches:
        yield msgspec.json.decode(batch)["entries"]
