"""What stands booked before a slice: read for many groups at once, each group once."""

from collections.abc import Collection, Mapping

from gridward.figure.booking import Booked, Spot
from gridward.figure.series import series_name, series_of
from gridward.kit.rows import among, rows
from gridward.plug.catalogue import CATALOGUE

Group = tuple[str, int]
"""A figure's name and what it derives together: the root of a chain (flow), the key of a subject or matter (stock)."""

NOTHING: Mapping[Spot, int] = {}

_POSTINGS = (
    "SELECT series, area, path, at, source, key, response, value, grp FROM figure_posting WHERE position <= %s AND "
)


class Standing:
    """The postings up to a watermark, by group."""

    def __init__(self, after: int) -> None:
        self._after = after
        self._known: dict[str, set[int]] = {}
        self._have: dict[Group, Booked] = {}

    def learn(self, wanted: Mapping[str, Collection[int]]) -> None:
        """Read what stands booked for these groups of these figures, where that was not read yet."""
        fresh = {name: set(groups) - self._known.setdefault(name, set()) for name, groups in wanted.items()}
        fresh = {name: groups for name, groups in fresh.items() if groups}
        if not fresh:
            return
        numbers = [number for name in fresh for number in series_of(CATALOGUE.figures[name])]
        of_series, params = among("+series", numbers, "int4")  # +: by the groups alone, each looked up once
        of_group, more = among("grp", sorted(set().union(*fresh.values())), "int8")
        for *spot, value, group in rows(f"{_POSTINGS} {of_series} AND {of_group}", [self._after, *params, *more]):
            name = series_name(spot[0])[0]
            if group in fresh[name]:
                self.add((name, group), Spot(*spot), value)
        for name, groups in fresh.items():
            self._known[name] |= groups

    def known(self, group: Group) -> bool:
        """Whether it was read what stands booked for a group."""
        name, number = group
        return number in self._known.get(name, ())

    def of(self, group: Group) -> Mapping[Spot, int]:
        """What stands booked for a group that was read."""
        return self._have.get(group, NOTHING)

    def add(self, group: Group, spot: Spot, value: int) -> None:
        """Something more stands booked."""
        have = self._have.setdefault(group, {})
        have[spot] = have.get(spot, 0) + value

    def put(self, group: Group, booked: Booked) -> None:
        """Something else stands booked from now on."""
        self._have[group] = booked
