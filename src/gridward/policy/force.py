"""Which clauses hold where several packs are switched on: the last of a jurisdiction, the narrower over the wider.

Pure: which packs are on, and since when, is told by the responses (see `duty.law`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar, cast

from gridward.kit.clock import day_number
from gridward.policy.office_duty import FixtureDuty, OfficeDuty, fixture_duties, office_duties
from gridward.policy.packs import Pack, packs
from gridward.policy.risk_measure import RiskMeasure, risk_measures
from gridward.policy.supply_duty import SupplyDuty, supply_duties
from gridward.policy.vocabulary import Clause, Duty, Holiday, Measure, Quiet, Transition


class On(NamedTuple):
    """A pack that is on, and the day and ledger position from which its response holds."""

    pack: str
    since: int
    response: int


class Ruled(NamedTuple):
    """A clause in force: from which pack, under which response, and of which packs it overrides what they say."""

    clause: Clause
    pack: str
    response: int
    over: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """Everything in force against one disease at one place on one day."""

    disease: str
    packs: tuple[On, ...]
    clauses: Mapping[str, Mapping[str, Ruled]]
    quiet: Quiet | None

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures by name."""
        return cast("Mapping[str, Measure]", self._of("measure"))

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """The duties by name."""
        return cast("Mapping[str, Duty]", self._of("duty"))

    @cached_property
    def transitions(self) -> tuple[Transition, ...]:
        """What the packs in force say of changes from others."""
        return tuple(cast("Transition", one) for one in self._of("transition").values())

    @cached_property
    def measures_on(self) -> Mapping[str, tuple[Measure, ...]]:
        """The measures by the kind of entry that triggers them."""
        own = [one for one in self.measures.values() if not isinstance(one, RiskMeasure)]
        return _grouped((one.on, one) for one in own)

    @cached_property
    def supplies(self) -> tuple[SupplyDuty, ...]:
        """The duties of supply clauses."""
        return tuple(one for one in self.duties.values() if isinstance(one, SupplyDuty))

    @cached_property
    def risks(self) -> Mapping[str, RiskMeasure]:
        """The measures for those who have been in a risk area, by its level."""
        return {one.risk.level: one for one in self.measures.values() if isinstance(one, RiskMeasure)}

    @cached_property
    def holidays(self) -> tuple[Holiday, ...]:
        """The days on which daily duties are not asked."""
        return tuple(cast("Holiday", one) for one in self._of("holiday").values())

    def free(self, duty: Duty, day: int) -> bool:
        """Whether a daily duty is not asked on a day."""
        return any(
            day_number(one.from_) <= day <= day_number(one.to)
            and (duty.name in one.duties if one.duties else bool(duty.weekdays))
            for one in self.holidays
        )

    @cached_property
    def duties_on(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties by the kind of entry that triggers them."""
        return _grouped((one.on, one) for one in self.duties.values() if one.on)

    @cached_property
    def during(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties by the standing during which they hold."""
        own = [one for one in self.duties.values() if not isinstance(one, OfficeDuty | FixtureDuty)]
        return _grouped((name, one) for one in own for name in one.during)

    @cached_property
    def each(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties by the level or kind of place of which each has one."""
        own = [one for one in self.duties.values() if not isinstance(one, OfficeDuty | FixtureDuty)]
        return _grouped((name, one) for one in own for name in one.kinds_of_place)

    @cached_property
    def offices(self) -> Mapping[str, tuple[OfficeDuty | FixtureDuty, ...]]:
        """The duties of office and fixture clauses by the level or kind of place that needs a holder or the thing."""
        own = [one for one in self.duties.values() if isinstance(one, OfficeDuty | FixtureDuty)]
        return _grouped((name, one) for one in own for name in one.kinds_of_place)

    @cached_property
    def crossing(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties by the level or kind of place in which a figure may grow too much."""
        return _grouped((one.crosses.per, one) for one in self.duties.values() if one.crosses is not None)

    def response(self, table: str, name: str) -> int:
        """The position of the response by which a clause holds."""
        return self.clauses[table][name].response

    def _of(self, table: str) -> Mapping[str, Any]:
        return {name: ruled.clause for name, ruled in self.clauses[table].items()}


C = TypeVar("C")


def _grouped(pairs: Iterable[tuple[str, C]]) -> Mapping[str, tuple[C, ...]]:
    found: dict[str, list[C]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}


class _Layer(NamedTuple):
    """What one pack says itself, as wide as its jurisdiction; `lent` when it is on only because another extends it."""

    pack: Pack
    on: On
    lent: bool


@lru_cache(maxsize=512)
def in_force(on: tuple[On, ...]) -> tuple[Rules, ...]:
    """The rules of each disease, from the packs that are on; raises `Refusal` for a pack that is not there."""
    by_disease: dict[str, list[_Layer]] = {}
    for one in on:
        for number, pack in enumerate(line_of(one.pack)):
            by_disease.setdefault(pack.strand, []).append(_Layer(pack, one, number > 0))
    return tuple(_rules(disease, _chosen(layers)) for disease, layers in sorted(by_disease.items()))


def line_of(name: str) -> tuple[Pack, ...]:
    """A pack, what it extends, what that extends …; a ring is cut."""
    found: list[Pack] = []
    while name and name in packs() and all(name != one.id for one in found):
        found.append(packs()[name])
        name = found[-1].extends
    return tuple(found)


def _chosen(layers: Iterable[_Layer]) -> list[_Layer]:
    """Of each jurisdiction what is on by itself and began last, with what it extends there; wider ones first."""
    heads: dict[str, _Layer] = {}
    for layer in layers:
        best = heads.get(layer.pack.jurisdiction)
        if best is None or _rank(layer) > _rank(best):
            heads[layer.pack.jurisdiction] = layer
    found = []
    for place in sorted(heads, key=_width):
        head = heads[place]
        line = [one for one in line_of(head.pack.id) if one.jurisdiction == place]
        found += [_Layer(one, head.on, head.lent) for one in reversed(line)]
    return found


def _rank(layer: _Layer) -> tuple[bool, int, bool, int, str, int]:
    """Of two that began at the same moment the later edition, whichever was entered or arrived first."""
    own = layer.pack.id == layer.on.pack
    return not layer.lent, layer.on.since, own, day_number(layer.pack.effective_from), layer.pack.id, layer.on.response


def _width(jurisdiction: str) -> tuple[int, str]:
    """A country before a province before a town."""
    return (len(jurisdiction) if jurisdiction[:1].isdigit() else 0), jurisdiction


def _rules(disease: str, layers: list[_Layer]) -> Rules:
    clauses: dict[str, dict[str, Ruled]] = {}
    quiet = None
    for layer in layers:
        for table, own in layer.pack.clauses.items():
            merged = clauses.setdefault(table, {})
            for name in layer.pack.drops:
                merged.pop(name, None)
            for name, clause in own.items():
                before = merged.pop(name, None)
                over = () if before is None else (*before.over, before.pack)
                merged[name] = Ruled(clause, layer.pack.id, layer.on.response, over)
        quiet = layer.pack.quiet or quiet
    _follow(clauses)
    on = tuple(dict.fromkeys(layer.on for layer in layers))
    return Rules(disease, on, clauses, quiet)


def _follow(clauses: dict[str, dict[str, Ruled]]) -> None:
    """Add the duties and measures that follow from clauses of other tables."""
    for table, becomes, made in _FOLLOWING:
        for ruled in clauses.get(table, {}).values():
            for clause in made(ruled.clause):
                clauses.setdefault(becomes, {})[clause.name] = ruled._replace(clause=clause)


_FOLLOWING: tuple[tuple[str, str, Callable[[Any], Iterable[Clause]]], ...] = (
    ("office", "duty", office_duties),
    ("fixture", "duty", fixture_duties),
    ("supply", "duty", supply_duties),
    ("risk", "measure", risk_measures),
)
