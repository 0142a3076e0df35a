"""The numbers of clauses by what packs say: whose duties they are, what settles them, of what each there is one."""

from collections.abc import Callable, Collection

from gridward.duty.models import Clause
from gridward.policy.office_duty import fixture_duties, office_duties
from gridward.policy.packs import Pack, packs
from gridward.policy.supply_duty import supply_duties
from gridward.policy.vocabulary import Duty, Fixture, Office, Supply


def clauses_of(roles: Collection[str]) -> list[int]:
    """The duties that some pack gives to one of these roles."""
    return clauses_where(lambda duty: duty.who in roles)


def clauses_by(kinds: Collection[str]) -> list[int]:
    """The duties that an entry of one of these kinds settles, and those to which nothing to report is an answer."""
    return clauses_where(lambda duty: duty.nil or any(kind in kinds for kind in duty.by))


def household_clauses() -> list[int]:
    """The duties that every household has."""
    return clauses_where(lambda duty: "household" in duty.kinds_of_place)


def clauses_where(test: Callable[[Duty], bool]) -> list[int]:
    """The numbers of the duties that pass a test in some pack; of those that were ever planned here."""
    wanted = {f"{pack.strand}:{name}" for pack in packs().values() for name in _passing(pack, test)}
    return sorted(Clause.objects.filter(name__in=wanted).values_list("id", flat=True))


def _passing(pack: Pack, test: Callable[[Duty], bool]) -> list[str]:
    duties = [duty for duty in pack.clauses.get("duty", {}).values() if isinstance(duty, Duty)]
    offices = [office for office in pack.clauses.get("office", {}).values() if isinstance(office, Office)]
    duties += [duty for office in offices for duty in office_duties(office)]
    fixtures = [one for one in pack.clauses.get("fixture", {}).values() if isinstance(one, Fixture)]
    duties += [duty for one in fixtures for duty in fixture_duties(one)]
    supplies = [supply for supply in pack.clauses.get("supply", {}).values() if isinstance(supply, Supply)]
    duties += [duty for supply in supplies for duty in supply_duties(supply)]
    return [duty.name for duty in duties if test(duty)]
