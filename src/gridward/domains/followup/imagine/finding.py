"""Which of those found get an order in a leg, so that as many are controlled at each moment as the facts say."""

from collections.abc import Iterable, Sequence

from gridward.domains.followup.figures import CONTROLLED
from gridward.domains.followup.imagine.town import PARENTS, Returnee, Town
from gridward.plug.course import Leg
from gridward.plug.imagine import Fact

DEEPEST_FIRST = (
    *(code for code, parent in PARENTS.items() if parent),
    *(c for c, parent in PARENTS.items() if not parent),
    "",
)
WATCHED = 10
"""Of those who came from elsewhere every so many is asked to monitor themselves."""
MOST_WATCHED = 120


class Finding:
    """Chooses. `ordered` are those who have an order already."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.ordered: set[str] = set()
        self.everybody = list(town.returnees.values())
        self.limits = [(fact, self._aim(fact)) for fact in town.facts.facts if fact.figure == CONTROLLED.name]
        elsewhere = [one.ref for one in self.everybody if not one.key]
        self.watched = set(elsewhere[::WATCHED][:MOST_WATCHED]) if town.about_covid() else set()

    def _aim(self, fact: Fact) -> int:
        found = sum(one.known(fact.member, fact.as_of) for one in self.everybody)
        return round((fact.share or 0.0) * found) if fact.value is None else fact.aim()

    def chosen(self, leg: Leg, room: int) -> list[Returnee]:
        """Those who get an order in this leg: whom it is stated of, and as many as usual where nothing forbids it."""
        known = [one for one in self.everybody if one.found[0][0] <= leg.end]
        taken: list[Returnee] = []
        for one in known:
            usual = self.town.about_covid() and (one.key or one.ref in self.watched)
            if usual and one.ref not in self.ordered and len(taken) < room and self._fits(one, leg.end, taken):
                taken.append(one)
        now = {fact.member: aim for fact, aim in self.limits if fact.as_of == leg.end}
        for member in (code for code in DEEPEST_FIRST if code in now):
            short = now[member] - self._count(member, leg.end, taken)
            for one in sorted(known, key=lambda who: self._stated_below(who, now)):
                if short <= 0:
                    break
                free = one.ref not in self.ordered and one not in taken
                if free and one.known(member, leg.end) and self._fits(one, leg.end, taken):
                    taken.append(one)
                    short -= 1
        self.ordered |= {one.ref for one in taken}
        return taken

    def _stated_below(self, one: Returnee, now: Iterable[str]) -> bool:
        """Whether somebody counts in a part of which something is stated: others are taken before them."""
        return any(code in now and PARENTS.get(code) for _, code in one.found)

    def _count(self, member: str, at: int, taken: Sequence[Returnee]) -> int:
        fresh = {one.ref for one in taken}
        return sum((one.ref in self.ordered or one.ref in fresh) and one.known(member, at) for one in self.everybody)

    def _fits(self, one: Returnee, at: int, taken: Sequence[Returnee]) -> bool:
        """Whether one more exceeds nothing that is stated of now or later, nor takes the place of a part's."""
        return all(
            self._count(fact.member, fact.as_of, taken) + self._kept(fact, one, taken) < aim
            for fact, aim in self.limits
            if fact.as_of >= at and one.known(fact.member, fact.as_of)
        )

    def _kept(self, whole: Fact, one: Returnee, taken: Sequence[Returnee]) -> int:
        """How many places of a whole its parts still need by then, of which this one would fill none."""
        needs: dict[str, int] = {}
        for fact, aim in self.limits:
            part = PARENTS.get(fact.member) == whole.member if fact.member else False
            if part and fact.as_of <= whole.as_of and not one.known(fact.member, fact.as_of):
                short = aim - self._count(fact.member, fact.as_of, taken)
                needs[fact.member] = max(short, needs.get(fact.member, 0))
        return sum(needs.values())
