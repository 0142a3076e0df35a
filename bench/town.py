"""The county in which the benchmarks happen: its map, its officers, its people. All of it is made up."""

from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from django.core.management import call_command

from gridward.account.models import Account
from gridward.grid.offices import install_operator
from gridward.grid.tree import tree
from gridward.intake.receive import submit
from gridward.kit import clock
from gridward.kit.ids import shaped7
from gridward.kit.pen import writing
from gridward.kit.rows import execute
from gridward.plug.kind import Ref
from gridward.roll.blind import digest
from gridward.roll.keys import keys
from gridward.roll.resolve import resolve
from gridward.roll.things import Fresh, make, name, next_number

START = clock.parse("2020-01-20T00:00:00+08:00")
TOWNS, VILLAGES, GRIDS = 16, 55, 10
ROOT = "990001"


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    persons: int
    households: int
    vehicles: int
    rounds: int
    blocks: int
    """Batches of 500 in a round."""
    ledger: int
    """Entries of a ledger that is looked at; it is also looked at when it has a tenth of them."""


SMOKE = Size(persons=60_000, households=20_000, vehicles=10_000, rounds=5, blocks=8, ledger=100_000)
FULL = Size(persons=300_000, households=100_000, vehicles=60_000, rounds=7, blocks=10, ledger=2_000_000)


@dataclass
class Town:
    """What entries may be about."""

    size: Size
    villages: list[str]
    grids: list[str]
    gates: list[str]
    stores: list[str]
    persons: list[str]
    households: list[str]
    vehicles: list[str]


def build(size: Size) -> Town:
    """Make the node: tables, map, offices, people. Everything on the map goes through intake."""
    call_command("migrate", verbosity=0, interactive=False)
    random = Random(1)
    place = _map(size)
    place.persons = _people("person", size.persons, random)
    place.households = _people("household", size.households, random)
    place.vehicles = [f"演A{number:05}" for number in range(size.vehicles)]
    for first in range(0, size.vehicles, 5000):
        with writing():
            resolve([Ref(kind="vehicle", ref=one) for one in place.vehicles[first : first + 5000]], at=START)
    execute("ANALYZE")
    return place


def uuid(random: Random, at: int) -> UUID:
    """A phone's id for something, the same in every run."""
    return shaped7(at, random.randbytes(10))


def lead(village: int) -> str:
    """The account that does most work of a village."""
    return f"lead-{village}"


def doctor(village: int) -> str:
    """The account of the village doctor."""
    return f"doctor-{village}"


def _map(size: Size) -> Town:
    towns = [f"{ROOT}{number:03}" for number in range(1, TOWNS + 1)]
    villages = [f"{town}{number:03}" for town in towns for number in range(1, VILLAGES + 1)]
    grids = [f"{village}.grid_small{number}" for village in villages for number in range(1, GRIDS + 1)]
    gates = [f"{village}.place1" for village in villages]
    stores = [f"{village}.place2" for village in villages]
    submit([_area(ROOT, "county", "")])
    with writing():
        install_operator(tree().need(ROOT).id)
    _send([_area(town, "town", ROOT) for town in towns])
    _send([_area(village, "village", village[:9]) for village in villages])
    _send([_area(grid, "grid_small", grid[:12]) for grid in grids])
    _send([_area(gate, "place", gate[:12], kind="gate") for gate in gates])
    _send([_area(store, "place", store[:12], kind="store") for store in stores])
    names = [name for number in range(len(villages)) for name in (lead(number), doctor(number))]
    Account.objects.bulk_create(Account(username=name) for name in names)
    _send([_office("village_lead", lead(number), village) for number, village in enumerate(villages)])
    _send([_office("village_doctor", doctor(number), village) for number, village in enumerate(villages)])
    _send([_post(gate) for gate in gates])
    _send([_stock(store) for store in stores])
    return Town(size, villages, grids, gates, stores, [], [], [])


def _send(entries: list[dict[str, Any]]) -> None:
    for first in range(0, len(entries), 500):
        bad = [one for one in submit(entries[first : first + 500]) if one.outcome not in ("accepted", "flagged")]
        if bad:
            raise RuntimeError(f"the town could not be built: {bad[0]}")


def _entry(kind: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "happened_at": clock.iso(START), "body": body, **more}


def _area(code: str, level: str, parent: str, **more: str) -> dict[str, Any]:
    body = {"code": code, "action": "open", "level": level, "name_zh": f"演示{code[6:]}", "parent": parent, **more}
    return _entry("grid.area", {key: value for key, value in body.items() if value})


def _office(role: str, holder: str, village: str) -> dict[str, Any]:
    body = {"office": role, "holder": holder, "from": clock.iso(START)}
    return _entry("grid.appointment", body, area=village)


def _post(gate: str) -> dict[str, Any]:
    body = {"level": "village", "hours": "24h", "opened_on": "2020-01-20"}
    return _entry("checkpoint.post", body, area=gate[:12], subject={"kind": "place", "id": gate})


def _stock(store: str) -> dict[str, Any]:
    body = {"item": "mask_medical", "quantity": 1_000_000, "unit": "只", "source": "purchase"}
    return _entry("supplies.receipt", body, area=store[:12], subject={"kind": "place", "id": store})


def _people(kind: str, number: int, random: Random) -> list[str]:
    """Known beforehand, as after the first visit: registered under the ids that phones gave them."""
    names = [str(uuid(random, START)) for _ in range(number)]
    index = keys().index
    for first in range(0, number, 20_000):
        some = names[first : first + 20_000]
        with writing():
            at = next_number()
            fresh = [Fresh(kind, one, {"name": f"演示-{first + place}"}, False) for place, one in enumerate(some)]
            make(fresh, first=at, at=START)
            name({digest(index, kind, one): at + place for place, one in enumerate(some)})
    return names
