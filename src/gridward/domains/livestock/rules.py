"""How many animals are sick on a farm, and when that is too many. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gridward.kit.clock import day_number, day_of, last_moment
from gridward.plug.kind import Entry, key_of
from gridward.policy.norms import norm

Points = Iterator[tuple[int, Entry, Mapping[str, int]]]

INSPECTION = "livestock.inspection"


def farm_of(entry: Entry) -> int:
    """The key of the farm: the place the entry is about, or its area."""
    return entry.subject.key if entry.subject is not None else key_of("area", entry.area)


def unwell(body: Any) -> int:
    """Sick and dead animals of an inspection; what it does not tell is none."""
    return (body.sick or 0) + (body.dead or 0)


def registered(statements: Sequence[Entry]) -> Points:
    """A farm counts from its first registration until the day on which it is given up, by the last statement."""
    for number, entry in enumerate(statements):
        later = statements[number + 1] if number + 1 < len(statements) else None
        yield entry.at, entry, {"": 1}
        if entry.body.closed_on is not None:
            end = max(entry.at, last_moment(day_number(entry.body.closed_on)))
            end = entry.at if day_of(end) == day_of(entry.at) else end
            if later is None or end < later.at:
                yield end, entry, {}


def open_points(entries: Sequence[Entry]) -> Points:
    """A farm counts from when it is first heard of, registered or inspected, until it is given up."""
    first = next(iter(entries), None)
    if first is not None and first.kind == INSPECTION:
        yield first.at, first, {"": 1}
    yield from registered([entry for entry in entries if entry.kind != INSPECTION])


def inspected_points(entries: Sequence[Entry]) -> Points:
    """A farm that was ever inspected counts while it is open."""
    looked = next((entry for entry in entries if entry.kind == INSPECTION), None)
    if looked is None:
        return
    told = list(open_points(entries))
    yield looked.at, looked, next((values for at, _, values in reversed(told) if at <= looked.at), {})
    yield from (point for point in told if point[0] > looked.at)


def unwell_points(inspections: Sequence[Entry]) -> Points:
    """Sick or dead animals by the last inspection or report."""
    for entry in inspections:
        yield entry.at, entry, {"": unwell(entry.body)}


def too_many_sick(entry: Entry) -> bool:
    """Whether an inspection tells of more sick or dead animals than the pack lets pass; without a limit nothing is."""
    most = norm("sick_animals", day_of(entry.at))
    return most is not None and unwell(entry.body) > most


def farm_row(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The columns of the list of farms: what it is, and how it stood when somebody last looked."""
    if not entries:
        return None
    farm = next((entry for entry in reversed(entries) if entry.kind == "livestock.farm"), None)
    looked = next((entry for entry in reversed(entries) if entry.kind == INSPECTION), None)
    told = [entry.body.head for entry in entries if entry.body.head is not None]
    return {
        "area": entries[-1].area,
        "species": list(farm.body.species) if farm is not None else [],
        "biosecurity": farm.body.biosecurity.value if farm is not None and farm.body.biosecurity else "",
        "head": told[-1] if told else None,
        "inspected_at": looked.at if looked is not None else None,
        "unwell": unwell(looked.body) if looked is not None else 0,
    }
