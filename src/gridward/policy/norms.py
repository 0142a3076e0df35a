"""What the packs ask for on a day, for figures that hold work against a number: how often, how soon, how much."""

from datetime import date
from functools import cache

from gridward.kit.clock import date_of
from gridward.policy.packs import Value, packs

NATIONAL = "CN"


def norm(name: str, day: int) -> int | None:
    """The value `name` on a local day, in whole 10**-scale of its unit: of the latest edition in force that sets it.

    Before the first edition that sets it, what that one says; None where no pack does.
    """
    found = _editions(name)
    if not found:
        return None
    on = date_of(day)
    return max((one for one in found if one[0] <= on), key=lambda one: one[0], default=found[0])[1].value


@cache
def _editions(name: str) -> tuple[tuple[date, Value], ...]:
    """Each national edition's value of this name, by the day from which it holds; a town's own packs bind the town."""
    found = (pack for pack in packs().values() if pack.jurisdiction == NATIONAL and name in pack.values)
    return tuple((pack.effective_from, pack.values[name]) for pack in found)
