"""Clauses of packs in plain words: who must do what by when, and what follows when nobody does."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from gridward.console.duty_words import role_label, slot_label
from gridward.console.number import written
from gridward.console.standing_words import standing_label
from gridward.exchange.form import listed_of
from gridward.exchange.shape import shapes_of
from gridward.exchange.units import unit_label
from gridward.grid.levels import LEVELS
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.vocabulary import Duty, Measure, Needed, Share

UNITS = {"m": Text("分钟", "min"), "h": Text("小时", "h"), "d": Text("天", "days")}
NOTHING = Text("", "")


def both(zh: str, en: str, **parts: Text | str) -> Text:
    """A sentence in both languages, its parts put in."""
    return Text(
        zh.format(**{name: one.zh if isinstance(one, Text) else one for name, one in parts.items()}),
        en.format(**{name: one.en if isinstance(one, Text) else one for name, one in parts.items()}),
    )


def listed(found: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Several words as one."""
    every = list(found)
    return Text(zh.join(one.zh for one in every), en.join(one.en for one in every))


def span_words(text: str) -> Text:
    """A span of a pack: 30m, 2h, 7d."""
    number, unit = text.lstrip("-")[:-1], UNITS[text[-1]]
    one = Text(unit.zh, "day") if unit.en == "days" and number == "1" else unit
    return both("{number}{unit}", "{number} {unit}", number=number, unit=one)


def kind_label(name: str) -> Text:
    """What a kind of entry is called."""
    found = CATALOGUE.kinds.get(name)
    return Text(name, name) if found is None else found.label


class Asked(NamedTuple):
    """A field as conditions speak of it: what it is called, its answers by their codes, its unit and its scale."""

    label: Text
    answers: Mapping[str, Text]
    unit: Text
    scale: int


@cache
def _field(kind: str, field: str) -> Asked:
    declared = CATALOGUE.kinds.get(kind)
    for shape in shapes_of(declared) if declared is not None else ():
        if shape.name == field:
            unit = unit_label(shape.field.unit) if shape.field.unit else NOTHING
            return Asked(shape.label, {one.code: one.label for one in listed_of(shape)}, unit, shape.field.scale)
    return Asked(Text(field, field), {}, NOTHING, 0)


def condition_words(kind: str, where: Mapping[str, Any]) -> Text:
    """What fields must say: “status: cooperative”."""
    found = []
    for field, want in where.items():
        asked = _field(kind, field)
        form = (
            ("{field}{want}", "{field} {want}")
            if isinstance(want, Mapping)
            else ("{field}为{want}", "{field} is {want}")
        )
        found.append(both(*form, field=asked.label, want=_want(want, asked)))
    return listed(found, zh="且", en=" and ")


def _want(want: Any, asked: Asked) -> Text:
    if isinstance(want, bool):
        return Text("是", "yes") if want else Text("否", "no")
    if isinstance(want, Mapping):
        low, high = (None if want.get(end) is None else written(want[end], asked.scale) for end in ("min", "max"))
        if low is not None and high is not None:
            return both("{low}至{high}{unit}", "{low} to {high} {unit}", low=low, high=high, unit=asked.unit)
        sign, end = ("≥", low) if low is not None else ("≤", high)
        return both("{sign}{end}{unit}", "{sign} {end} {unit}", sign=sign, end=str(end), unit=asked.unit)
    if isinstance(want, list):
        return listed((_want(one, asked) for one in want), zh="或", en=" or ")
    return asked.answers.get(str(want), Text(str(want), str(want)))


def needed_words(needed: Needed) -> Text:
    """A condition: what must be there or must not."""
    kind = needed.have or needed.none
    said = condition_words(kind, needed.with_)
    what = both("{kind}({said})", "{kind} ({said})", kind=kind_label(kind), said=said) if said.zh else kind_label(kind)
    within = both("近{span}内", " within the last {span}", span=span_words(needed.last)) if needed.last else NOTHING
    if needed.none:
        return both("{within}没有{what}", "no {what}{within}", within=within, what=what)
    times = Text(f"≥{needed.times}次", f" at least {needed.times} times") if needed.times > 1 else NOTHING
    return both("{within}有{what}{times}", "{what}{times}{within}", within=within, what=what, times=times)


def who_words(duty: Duty) -> Text:
    """Whose a duty is."""
    return role_label(duty.who)


def trigger_words(duty: Duty) -> Text:
    """For whom or what a duty is due."""
    if duty.on:
        said = condition_words(duty.on, duty.where)
        kind = kind_label(duty.on)
        return (
            both("每有一条{kind}且{said}", "for every {kind} where {said}", kind=kind, said=said)
            if said.zh
            else both("每有一条{kind}", "for every {kind}", kind=kind)
        )
    if duty.during:
        names = listed((standing_label(one) for one in duty.during), zh="、", en=" or ")
        return both("对象处于{names}期间", "while under {names}", names=names)
    if duty.crosses is not None:
        one = duty.crosses
        return Text(
            f"{one.days}天内{one.figure}增加{one.min}及以上的{one.per}",
            f"for each {one.per} where {one.figure} grew by {one.min} or more within {one.days} days",
        )
    places = listed((_place_words(one) for one in duty.kinds_of_place), zh="、", en=", ")
    said = condition_words("roll.household" if "household" in duty.kinds_of_place else "grid.area", duty.where)
    if said.zh:
        return both("每个{places}({said})", "for each {places} ({said})", places=places, said=said)
    return both("每个{places}", "for each {places}", places=places)


PLACES = {
    "household": Text("住户", "household"),
    "place": Text("场所", "place"),
    "shop": Text("门店", "shop"),
    "school": Text("学校", "school"),
    "gate": Text("卡口", "gate"),
    "farm": Text("养殖场", "farm"),
    "market": Text("市场", "market"),
    "hospital": Text("医院", "hospital"),
    "clinic": Text("卫生室", "clinic"),
    "pharmacy": Text("药店", "pharmacy"),
    "enterprise": Text("企业", "enterprise"),
}


def _place_words(name: str) -> Text:
    return PLACES.get(name) or LEVELS.get(name) or Text(name, name)


def rhythm_words(duty: Duty) -> Text:
    """By when: the hours, days or spans."""
    if duty.daily or duty.days or duty.phases:
        return _of_days(duty)
    if duty.until:
        return both("按其“{field}”", "by its “{field}”", field=_field(duty.on, duty.until).label)
    for text, zh, en in (
        (duty.every, "每{span}一次", "every {span}"),
        (duty.round, "每{span}一轮", "once in every {span}"),
        (duty.within, "{span}内", "within {span}"),
    ):
        if text:
            return both(zh, en, span=span_words(text))
    return Text("响应期间一次", "once while the response lasts") if duty.once else Text("期间内", "while it lasts")


def _of_days(duty: Duty) -> Text:
    if duty.daily:
        slots = [
            both("{slot} {hours}", "{slot} {hours}", slot=slot_label(name), hours=hours.replace("-", "–"))
            for name, hours in duty.daily.items()
        ]
        return both("每天 {slots}", "every day, {slots}", slots=listed(slots))
    if duty.days:
        return both("在{days}", "on {days}", days=listed(slot_label(str(one)) for one in duty.days))
    phases = (
        both("{days}天内每天{n}次", "{n} times a day for {days} days", days=str(one.days), n=str(len(one.daily)))
        for one in duty.phases
    )
    return listed(phases, zh=",再", en=", then ")


def deed_words(duty: Duty) -> Text:
    """What settles it."""
    said = condition_words(duty.by[0], duty.with_) if duty.by else NOTHING
    kinds = listed((kind_label(one) for one in duty.by), zh="或", en=" or ")
    found = both("{kinds}({said})", "{kinds} ({said})", kinds=kinds, said=said) if said.zh else kinds
    if isinstance(duty.times, Share):
        return both("{found},达到{n}%", "{found}, for {n} per cent", found=found, n=str(duty.times.share))
    if duty.times > 1:
        return both("{found} {n}次", "{found}, {n} times", found=found, n=str(duty.times))
    return found


def duty_sentence(duty: Duty) -> Text:
    """A duty in one sentence."""
    return both(
        "{who}:{trigger},{rhythm},须有{deed}。",
        "{who}: {trigger}, {rhythm}: {deed}.",
        who=who_words(duty),
        trigger=trigger_words(duty),
        rhythm=rhythm_words(duty),
        deed=deed_words(duty),
    )


def escalation_words(duty: Duty) -> Text:
    """Who is told when, while it stays undone."""
    steps = []
    for after, role in duty.escalate.items():
        zero = after.lstrip("-")[:-1].strip("0") == ""
        form = ("到期时", "when due") if zero else ("到期前{span}", "{span} before") if after[0] == "-" else (
            "逾期{span}", "{span} late"
        )  # fmt: skip
        when = both(*form, span=span_words(after))
        steps.append(both("{when}→{role}", "{when} → {role}", when=when, role=role_label(role)))
    return listed(steps, zh=";", en="; ")


def measure_sentence(measure: Measure) -> Text:
    """A measure in one sentence."""
    said = condition_words(measure.on, measure.where)
    kind = kind_label(measure.on)
    start = both("{kind}({said})", "{kind} ({said})", kind=kind, said=said) if said.zh else kind
    stages = listed(
        (
            both("{name}{days}天", "{name} for {days} days", name=standing_label(one.standing), days=str(one.days))
            if one.days is not None
            else standing_label(one.standing)
            for one in measure.stages
        ),
        zh=",然后",
        en=", then ",
    )
    clock = _field(measure.on, measure.clock).label if isinstance(measure.clock, str) and measure.clock else NOTHING
    if clock.zh:
        return both("{start}:{stages},自{clock}起算。", "{start}: {stages}, counted from {clock}.", start=start,
                    stages=stages, clock=clock)  # fmt: skip
    return both("{start}:{stages}。", "{start}: {stages}.", start=start, stages=stages)
