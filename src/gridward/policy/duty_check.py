"""What is wrong with a duty: exactly one trigger and one rhythm, what settles it, whose it is."""

from collections.abc import Iterator, Mapping

from gridward.kit.errors import Reason
from gridward.policy.fault import fault
from gridward.policy.measure_check import needed_faults
from gridward.policy.named import HOUSEHOLD, Named
from gridward.policy.vocabulary import NAMERS, Duty, Share
from gridward.policy.worded import is_offset, is_slot, is_span

TRIGGERS = ("on", "during", "each", "crosses")
RHYTHMS = ("within", "until", "days", "daily", "every", "once", "round", "phases")


def duty_faults(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    """Everything wrong with a duty."""
    yield from _one_of(where, duty, TRIGGERS, ("触发", "trigger"))
    rhythms = tuple(one for one in RHYTHMS if one != "within") if duty.once and duty.each else RHYTHMS
    yield from _one_of(where, duty, rhythms, ("节奏", "rhythm"))
    yield from _trigger(where, duty, named)
    yield from _rhythm(where, duty, named)
    yield from _settled(where, duty, named)
    yield from named.role(f"{where}.who", duty.who)
    for when, role in duty.escalate.items():
        if not is_offset(when):
            yield fault(f"{where}.escalate", f"“{when}”应如 -15m、0m、2h", f"{when!r} should read -15m, 0m or 2h")
        yield from named.role(f"{where}.escalate[{when}]", role)
    for vouched in duty.vouches:
        figure, _, member = vouched.removesuffix("]").partition("[")
        yield from named.figure(f"{where}.vouches", figure, member)
    if duty.minutes < 0:
        yield fault(f"{where}.minutes", "不能为负", "must not be negative")


def _one_of(where: str, duty: Duty, names: tuple[str, ...], called: tuple[str, str]) -> Iterator[Reason]:
    said = [name for name in names if getattr(duty, name)]
    if len(said) != 1:
        zh, en = "、".join(said) or "没有", ", ".join(said) or "none"
        known = ", ".join(names)
        yield fault(
            where,
            f"必须且只能有一种{called[0]}(现有：{zh}；可用：{known})",
            f"needs exactly one {called[1]} (has {en}; there are {known})",
        )


def _trigger(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    if duty.on:
        yield from named.kind(f"{where}.on", duty.on)
        yield from named.condition(f"{where}.where", duty.on, duty.where)
    if duty.for_ == NAMERS and duty.on:
        yield from named.lots(f"{where}.for", duty.on)
    elif duty.for_ and duty.on:
        yield from named.subjects(f"{where}.for", duty.on, duty.for_)
    elif duty.for_:
        yield fault(f"{where}.for", "只能与 on 同用", "goes with on only")
    yield from _below(where, duty, named)
    yield from _each_within(where, duty)
    for thing in duty.kinds_of_place:
        yield from named.thing(f"{where}.each", thing)
    if duty.each and HOUSEHOLD in duty.kinds_of_place:
        yield from named.condition(f"{where}.where", "roll.household", duty.where)
    elif duty.each:
        yield from named.asked_of_area(f"{where}.where", duty.where)
    elif duty.where and not duty.on:
        yield fault(f"{where}.where", "只能与 on 或 each 同用", "goes with on or each only")
    if duty.without and not duty.each:
        yield fault(f"{where}.without", "只能与 each 同用", "goes with each only")
    yield from _crossing(where, duty, named)


def _each_within(where: str, duty: Duty) -> Iterator[Reason]:
    """A span after what? Each area or place has no moment of its own, but the first one under the response."""
    if duty.each and duty.within and not duty.once:
        words = (
            "与 each 同用时须写 once = true(每个对象一次，自响应开始或对象出现起算)",
            "needs once = true with each: once for each, from the response or the thing's first day on",
        )
        yield fault(f"{where}.within", *words)


def _below(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    for level in duty.below:
        yield from named.level(f"{where}.below", level)
    if duty.below and (not duty.on or duty.for_ or not duty.within or duty.match != "matter"):
        words = (
            "只能与 on、within 和 match = matter 同用，不用 for",
            "goes with on, within and match = matter, without for",
        )
        yield fault(f"{where}.below", *words)


def _crossing(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    if duty.crosses is not None:
        yield from named.figure(f"{where}.crosses.figure", duty.crosses.figure, duty.crosses.member)
        yield from named.thing(f"{where}.crosses.per", duty.crosses.per)
        if duty.crosses.days < 1 or duty.crosses.min < 1:
            yield fault(f"{where}.crosses", "days 与 min 至少为 1", "needs days and min of at least 1")
        if duty.crosses.per == HOUSEHOLD:
            yield fault(f"{where}.crosses.per", "不能是住户", "cannot be the household")
        if not duty.within:
            yield fault(f"{where}.crosses", "只能与 within 同用", "goes with within only")
    if duty.after_returns and (duty.on != "duty.handover" or duty.for_ or not duty.within):
        words = (
            "只能与 on = duty.handover 和 within 同用，不用 for",
            "goes with on = duty.handover and within, without for",
        )
        yield fault(f"{where}.after_returns", *words)


def _rhythm(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    for name in ("within", "every", "round", "apart"):
        text = getattr(duty, name)
        if text and not is_span(text):
            yield fault(
                f"{where}.{name}", f"“{text}”不是时长，应如 30m、2h、7d", f"{text!r} is no span; write 30m, 2h or 7d"
            )
    for name in ("of", "until"):
        text = getattr(duty, name)
        if text and duty.on:
            yield from named.moment(f"{where}.{name}", duty.on, text)
        elif text:
            yield fault(f"{where}.{name}", "只能与 on 同用", "goes with on only")
    if duty.of and not duty.within:
        yield fault(f"{where}.of", "只能与 within 同用", "goes with within only")
    yield from _days(where, duty)
    yield from _phases(where, duty, named)


def _days(where: str, duty: Duty) -> Iterator[Reason]:
    for day in duty.days:
        if isinstance(day, int) and day < 1:
            yield fault(f"{where}.days", "第 1 天起算", "begins with day 1")
    if duty.days and not duty.during:
        yield fault(f"{where}.days", "只能与 during 同用", "goes with during only")
    yield from _slots(f"{where}.daily", duty.daily)
    if duty.weekdays and not duty.daily:
        yield fault(f"{where}.weekdays", "只能与 daily 同用", "goes with daily only")
    for day in duty.weekdays:
        if not 1 <= day <= 7:
            yield fault(
                f"{where}.weekdays", f"“{day}”应为 1(周一)至 7(周日)", f"{day} should be 1 (Monday) to 7 (Sunday)"
            )


def _phases(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    for number, phase in enumerate(duty.phases, 1):
        at = f"{where}.phases[{number}]"
        yield from _slots(f"{at}.daily", phase.daily)
        if phase.days < 1 or not phase.daily:
            yield fault(at, "需要 daily 和至少 1 天", "needs daily and at least 1 day")
        if phase.if_ is not None:
            yield from needed_faults(f"{at}.if", phase.if_, named)


def _slots(where: str, slots: Mapping[str, str]) -> Iterator[Reason]:
    for name, text in slots.items():
        if not is_slot(text):
            yield fault(
                f"{where}.{name}", f"“{text}”不是时段，应如 06:00-11:00", f"{text!r} is no slot; write 06:00-11:00"
            )


def _settled(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    if not duty.by:
        yield fault(f"{where}.by", "需写明以何种记录完成", "needs the kinds of entries that settle it")
    for kind in duty.by:
        yield from named.kind(f"{where}.by", kind)
        yield from named.condition(f"{where}.with", kind, duty.with_)
        yield from named.condition(f"{where}.cannot", kind, duty.cannot)
        if duty.match == "matter" and not _about_entries(kind, named):
            yield fault(f"{where}.match", f"{kind} 不指向任何记录", f"{kind} is about no entry and names none")
    if duty.match == "below" and not (duty.each or duty.crosses):
        yield fault(f"{where}.match", "below 只能与 each 或 crosses 同用", "below goes with each or crosses only")
    yield from _times(where, duty, named)
    if duty.blocks and not duty.cannot:
        yield fault(f"{where}.blocks", "只能与 cannot 同用", "goes with cannot only")


def _times(where: str, duty: Duty, named: Named) -> Iterator[Reason]:
    for kind in duty.by if duty.differ else ():
        yield from named.one_field(f"{where}.differ", kind, duty.differ)
    if isinstance(duty.times, str):
        if duty.on:
            yield from named.one_field(f"{where}.times", duty.on, duty.times)
        else:
            yield fault(f"{where}.times", "写字段名时只能与 on 同用", "may name a field with on only")
        return
    many = duty.times.share if isinstance(duty.times, Share) else duty.times
    if many < 1 or (isinstance(duty.times, Share) and many > 100):
        yield fault(f"{where}.times", "次数至少为 1，比例为 1 至 100", "must be at least 1, a share 1 to 100")


def _about_entries(kind: str, named: Named) -> bool:
    if kind not in named.catalogue.kinds:
        return True
    links = (one for one in named.fields(kind).values() if one.link)
    return "entry" in named.catalogue.kinds[kind].about or any("entry" in one.kinds for one in links)
