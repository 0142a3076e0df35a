"""What is wrong with a measure: its trigger, clock, stages or rings, and what ends or moves it."""

from collections.abc import Iterator

from gridward.kit.errors import Reason
from gridward.policy.fault import fault
from gridward.policy.named import Named
from gridward.policy.vocabulary import Elsewhere, Measure, Needed
from gridward.policy.worded import is_span


def measure_faults(where: str, measure: Measure, named: Named) -> Iterator[Reason]:
    """Everything wrong with a measure."""
    yield from named.kind(f"{where}.on", measure.on)
    yield from named.condition(f"{where}.where", measure.on, measure.where)
    if measure.for_:
        yield from named.subjects(f"{where}.for", measure.on, measure.for_)
    yield from _clock(where, measure, named)
    yield from _stages(where, measure, named)
    if measure.restart:
        yield from named.kind(f"{where}.restart", measure.restart)
    for number, need in enumerate(measure.release, 1):
        yield from needed_faults(f"{where}.release[{number}]", need, named)
    for number, end in enumerate(measure.ends, 1):
        at = f"{where}.ends[{number}]"
        yield from named.kind(f"{at}.on", end.on)
        yield from named.condition(f"{at}.where", end.on, end.where)
        if end.at:
            yield from named.moment(f"{at}.at", end.on, end.at)
    for number, move in enumerate(measure.moves, 1):
        at = f"{where}.moves[{number}]"
        yield from named.kind(f"{at}.on", move.on)
        yield from named.condition(f"{at}.where", move.on, move.where)
        yield from named.moment(f"{at}.to", move.on, move.to)


def needed_faults(where: str, need: Needed, named: Named) -> Iterator[Reason]:
    """Everything wrong with what must be there, or must not."""
    if bool(need.have) == bool(need.none):
        yield fault(where, "have 与 none 必须且只能写一个", "needs have or none, and not both")
    for name in ("have", "none"):
        kind = getattr(need, name)
        if kind:
            yield from named.kind(f"{where}.{name}", kind)
            yield from named.condition(f"{where}.with", kind, need.with_)
    if need.times < 1:
        yield fault(f"{where}.times", "至少为 1", "must be at least 1")
    if need.last and not is_span(need.last):
        yield fault(
            f"{where}.last", f"“{need.last}”不是时长，应如 48h、3d", f"{need.last!r} is no span; write 48h or 3d"
        )


def _clock(where: str, measure: Measure, named: Named) -> Iterator[Reason]:
    if isinstance(measure.clock, Elsewhere):
        yield from named.kind(f"{where}.clock.entry", measure.clock.entry)
        yield from named.moment(f"{where}.clock.field", measure.clock.entry, measure.clock.field)
    elif measure.clock:
        yield from named.moment(f"{where}.clock", measure.on, measure.clock)


def _stages(where: str, measure: Measure, named: Named) -> Iterator[Reason]:
    if bool(measure.stages) == bool(measure.spread):
        yield fault(where, "stages 与 spread 必须且只能写一个", "needs stages or spread, and not both")
    for number, stage in enumerate(measure.stages, 1):
        at = f"{where}.stages[{number}].days"
        yield from named.listed(f"{where}.stages[{number}].standing", stage.standing, "standing")
        if stage.days is None and number < len(measure.stages):
            yield fault(at, "只有最后一段可以不写天数", "only the last stage may go without days")
        if stage.days is not None and stage.days < 1:
            yield fault(at, "至少为 1 天", "must be at least 1")
    for number, ring in enumerate(measure.spread, 1):
        at = f"{where}.spread[{number}]"
        yield from named.listed(f"{at}.standing", ring.standing, "standing")
        yield from named.thing(f"{at}.each", ring.each)
        if ring.within_m < 0:
            yield fault(f"{at}.within_m", "不能为负", "must not be negative")
        if ring.days is not None and ring.days < 1:
            yield fault(f"{at}.days", "至少为 1 天", "must be at least 1")
