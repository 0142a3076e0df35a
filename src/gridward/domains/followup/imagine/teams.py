"""Who answers for whom: as many have a named person at each moment as the facts say."""

from collections.abc import Iterator
from itertools import count

from gridward.domains.followup.figures import ASSIGNED
from gridward.domains.followup.imagine.stint import Inmate, wire_date
from gridward.domains.followup.imagine.town import Town
from gridward.domains.followup.imagine.ward import Ward
from gridward.kit.clock import HOUR, day_of
from gridward.plug.course import Leg
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft

USUAL = 0.97
ROLES = ("cadre", "medic", "police", "grid_worker")


def teams(town: Town, ward: Ward) -> Iterator[Draft]:
    """Every team named, and now and then one taken back."""
    desk = Desk(town)
    for leg in town.legs:
        needy = [(one, since) for one in ward.all() if (since := one.needs_since(leg.end)) is not None]
        yield from desk.reach(leg, needy)


class Desk:
    """Names teams of four; each village has people of its own for it."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._numbers = count(1)
        self._of: dict[str, int] = {}

    def reach(self, leg: Leg, needy: list[tuple[Inmate, int]]) -> Iterator[Draft]:
        """Bring the number of those with a named person to what is stated, or to nearly all."""
        fact = self.town.told(ASSIGNED.name, "", leg.end)
        if fact is None:
            goal = round(len(needy) * USUAL) if self.town.about_covid() else 0
        else:
            goal = round((fact.share or 0.0) * len(needy)) if fact.value is None else fact.aim()
        have = [pair for pair in needy if pair[0].covered(leg.end)]
        bare = [pair for pair in needy if not pair[0].covered(leg.end)]
        for one, since in bare[: max(0, goal - len(have))]:
            low = max(leg.start, since, one.teamed[-1][0] if one.teamed else 0)
            high = leg.end if fact is not None else min(leg.end, low + 12 * HOUR)
            yield from self._named(one, drawn(low, max(low, high), 1, OFFICE, self.town.random)[0], full=True)
        spare = len(have) - goal if fact is not None else 0
        for one, since in have[: max(0, spare)]:
            low = max(leg.start, since, one.teamed[-1][0])
            yield from self._named(one, drawn(low, leg.end, 1, OFFICE, self.town.random)[0], full=False)

    def _named(self, one: Inmate, at: int, *, full: bool) -> Iterator[Draft]:
        first = self._of.setdefault(one.area, next(self._numbers))
        members = [{"kind": "person", "ref": f"演包保{first:03d}-{role}"} for role in ROLES] if full else []
        body = {
            "template": "four_for_one",
            "members": members,
            "roles": list(ROLES) if full else [],
            "from": wire_date(day_of(at)),
        }
        one.teamed.append((at, full))
        yield from self.town.hand.write(
            "followup.team", one.area, at, body, subject=("person", one.ref), device=f"phone-{one.area}-1"
        )
