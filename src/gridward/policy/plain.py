"""A clause in plain language, part by part: whom it is about, when, what settles it, whose it is. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gridward.kit.text import Text
from gridward.policy.plain_rest import rest_parts
from gridward.policy.vocabulary import NAMERS, Clause, Duty, Elsewhere, Measure, Needed, Phase, Share
from gridward.policy.wording import Wording, joined, long

RESPONSIBILITIES: Mapping[str, Text] = {
    "territorial": Text("属地责任", "territorial"),
    "departmental": Text("主管责任", "departmental"),
    "unit": Text("主体责任", "unit"),
    "personal": Text("个人责任", "personal"),
}

WEEKDAYS = {
    1: Text("一", "Mon"),
    2: Text("二", "Tue"),
    3: Text("三", "Wed"),
    4: Text("四", "Thu"),
    5: Text("五", "Fri"),
    6: Text("六", "Sat"),
    7: Text("日", "Sun"),
}


class Part(NamedTuple):
    """One thing that a clause says; `key` is the same in every clause of its table."""

    key: str
    label: Text
    text: Text


def told(clause: Clause, words: Wording) -> tuple[Part, ...]:
    """What a clause says, part by part, empty parts left out."""
    if isinstance(clause, Measure):
        found = _measure(clause, words)
    elif isinstance(clause, Duty):
        found = _duty(clause, words)
    else:
        found = rest_parts(clause, words)
    return tuple(Part(key, label, text) for key, label, text in found if text.zh)


def _measure(one: Measure, words: Wording) -> Iterator[tuple[str, Text, Text]]:
    yield "about", Text("起因", "begins with"), _entry(one.on, one.where, words)
    if isinstance(one.clock, Elsewhere):
        clock = words.field(one.clock.entry, one.clock.field)
    else:
        clock = words.field(one.on, one.clock) if one.clock else Text("登记之时", "its entry")
    yield "clock", Text("自", "counted from"), clock
    stages = []
    for stage in one.stages:
        name, days = words.standing(stage.standing), stage.days
        stages.append(Text(f"{name.zh}{days}天", f"{name.en} {days} d") if days else name)
    yield "stages", Text("措施", "is under"), joined(stages, zh="，之后", en=", then ")
    rings = []
    for ring in one.spread:
        name, each, days = words.standing(ring.standing), words.thing(ring.each), ring.days
        zh = f"{name.zh}：{ring.within_m}米内的{each.zh}" + (f"，{days}天" if days else "")
        en = f"{name.en}: each {each.en.lower()} within {ring.within_m} m" + (f", {days} d" if days else "")
        rings.append(Text(zh, en))
    yield "spread", Text("分区", "zones"), joined(rings, zh="；", en="; ")
    yield (
        "release",
        Text("解除条件", "released when"),
        joined([needed(need, words) for need in one.release], zh="；", en="; "),
    )
    ends = [_entry(end.on, end.where, words) for end in one.ends]
    yield "ends", Text("提前结束", "ended by"), joined(ends, zh="；", en="; ")
    yield "team", Text("责任组", "team"), words.team(one.team)
    if one.entitles:
        yield "entitles", Text("依据", "entitles"), Text("可据此限制人员活动", "to restricting a person")


def _duty(one: Duty, words: Wording) -> Iterator[tuple[str, Text, Text]]:
    yield "who", Text("谁", "who"), words.role(one.who)
    yield "about", Text("对谁", "about"), _about(one, words)
    yield "when", Text("何时", "when"), _when(one, words)
    by = joined([words.kind(kind) for kind in one.by], zh="或", en=" or ")
    wanted = words.condition(one.by[0], one.with_) if one.by else Text("", "")
    yield "by", Text("以何完成", "settled by"), _inside(by, wanted)
    yield "times", Text("次数", "times"), _times(one, words)
    if one.nil:
        yield "nil", Text("零报告", "nil"), Text("没有情况也要报", "nothing to report must be said too")
    if one.cannot and one.by:
        vain = words.condition(one.by[0], one.cannot)
        how = Text("受阻", "blocked") if one.blocks else Text("已尝试", "tried")
        yield "cannot", Text("办不成", "in vain"), Text(f"{vain.zh}（记为{how.zh}）", f"{vain.en} ({how.en})")
    steps = [Text(f"{_step(at).zh}告知{words.role(role).zh}", f"{_step(at).en} {words.role(role).en}")
             for at, role in one.escalate.items()]  # fmt: skip
    yield "escalate", Text("督办", "escalates"), joined(steps, zh="，", en="; ")
    yield "responsibility", Text("责任", "responsibility"), RESPONSIBILITIES[one.responsibility]
    if one.minutes:
        yield "minutes", Text("用时", "takes"), Text(f"约{one.minutes}分钟", f"about {one.minutes} min")
    if one.urgent:
        yield "urgent", Text("紧急", "urgent"), Text("夜间也要告知", "told at night too")


def _about(one: Duty, words: Wording) -> Text:
    if one.on:
        return _about_entry(one, words)
    if one.during:
        under = joined([words.standing(name) for name in sorted(one.during)])
        return Text(f"{under.zh}期间", f"while under {under.en}")
    if one.crosses:
        what, per = words.figure(one.crosses.figure, one.crosses.member), words.thing(one.crosses.per)
        return Text(
            f"{one.crosses.days}天内“{what.zh}”新增{one.crosses.min}以上的{per.zh}",
            f"each {per.en.lower()} in which “{what.en}” grew by {one.crosses.min} or more in {one.crosses.days} d",
        )
    each = joined([words.thing(name) for name in one.kinds_of_place])
    where = words.condition("roll.household" if "household" in one.kinds_of_place else "", one.where)
    return _inside(Text(f"每个{each.zh}", f"each {each.en.lower()}"), where)


def _about_entry(one: Duty, words: Wording) -> Text:
    entry = _entry(one.on, one.where, words)
    if one.after_returns:
        times = one.after_returns
        return Text(f"第{times}次被退回的{entry.zh}", f"{entry.en} that was returned {times} times")
    if one.for_ == NAMERS:
        return Text(f"{entry.zh}所涉的每个人", f"everybody concerned by {entry.en}")
    if one.below:
        each = joined([words.thing(name) for name in one.below])
        return Text(
            f"{entry.zh}所在区域直属的每个{each.zh}", f"each {each.en.lower()} directly below where there is {entry.en}"
        )
    if one.for_:
        field = words.field(one.on, one.for_)
        return Text(f"{entry.zh}的“{field.zh}”中每一个", f"each of “{field.en}” of {entry.en}")
    return entry


def _when(one: Duty, words: Wording) -> Text:
    if one.within:
        return _within(one, words)
    if one.until:
        field = words.field(one.on, one.until)
        return Text(f"“{field.zh}”之前", f"before “{field.en}”")
    if one.days:
        days = [str(day) for day in one.days if day != "last"]
        said = [Text(f"第{'、'.join(days)}天", f"day {', '.join(days)}")] if days else []
        return joined([*said, *([Text("最后一天", "the last day")] if "last" in one.days else [])], zh="和", en=" and ")
    if one.daily:
        return _daily(one.daily, one.weekdays)
    if one.phases:
        return joined([_phase(phase, words) for phase in one.phases], zh="，之后", en=", then ")
    return _again(one)


def _within(one: Duty, words: Wording) -> Text:
    zh, en = f"{long(one.within).zh}内", f"within {long(one.within).en}"
    if one.once:
        return Text(f"一次，{zh}", f"once, {en}")
    since = words.field(one.on, one.of) if one.of else None
    return Text(f"“{since.zh}”起{zh}", f"{en} of “{since.en}”") if since else Text(zh, en)


def _again(one: Duty) -> Text:
    if one.every:
        return Text(f"距上次{long(one.every).zh}内", f"every {long(one.every).en}")
    return (
        Text(f"每{long(one.round).zh}一轮", f"once every {long(one.round).en}") if one.round else Text("一次", "once")
    )


def _daily(slots: Mapping[str, str], weekdays: Sequence[int] = ()) -> Text:
    hours = "、".join(slots.values())
    zh, en = f"每日{len(slots)}次({hours})", f"{len(slots)} a day ({', '.join(slots.values())})"
    if not weekdays:
        return Text(zh, en)
    days = [WEEKDAYS[day] for day in sorted(weekdays)]
    on = Text(f"周{'、'.join(one.zh for one in days)}", ", ".join(one.en for one in days))
    return Text(f"{on.zh}{zh}", f"{en} on {on.en}")


def _phase(phase: Phase, words: Wording) -> Text:
    daily = _daily(phase.daily)
    wanted = needed(phase.if_, words) if phase.if_ else None
    zh, en = f"{phase.days}天{daily.zh}", f"{phase.days} d {daily.en}"
    return Text(f"{zh}（须{wanted.zh}）", f"{en} (if {wanted.en})") if wanted else Text(zh, en)


def needed(need: Needed, words: Wording) -> Text:
    """A condition: what must be there, or must not."""
    entry = _entry(need.have or need.none, need.with_, words)
    last = long(need.last) if need.last else None
    zh, en = (f"近{last.zh}内" if last else ""), (f" within {last.en}" if last else "")
    if need.none:
        return Text(f"{zh}没有{entry.zh}", f"no {entry.en}{en}")
    times = Text(f"{need.times}次", f"{need.times} ×")
    return Text(f"{zh}有{times.zh}{entry.zh}", f"{times.en} {entry.en}{en}")


def _times(one: Duty, words: Wording) -> Text:
    apart = long(one.apart) if one.apart else None
    zh, en = (f"，间隔{apart.zh}以上", f", {apart.en} apart") if apart else ("", "")
    if isinstance(one.times, Share):
        return Text(f"覆盖{one.times.share}%{zh}", f"{one.times.share} % of all{en}")
    if isinstance(one.times, str):
        rows = words.field(one.on, one.times)
        return Text(f"每项“{rows.zh}”一次{zh}", f"one for each of “{rows.en}”{en}")
    return Text(f"{one.times}次{zh}", f"{one.times}{en}") if one.times > 1 or apart else Text("", "")


def _entry(kind: str, where: Mapping[str, object], words: Wording) -> Text:
    name, said = words.kind(kind), words.condition(kind, where)
    return _inside(Text(f"“{name.zh}”", f"“{name.en}”"), said)


def _step(at: str) -> Text:
    if int(at[:-1]) == 0:
        return Text("到期", "when due")
    after = long(at)
    if at.startswith("-"):
        return Text(f"到期前{after.zh}", f"{after.en} before")
    return Text(f"逾期{after.zh}", f"{after.en} late")


def _inside(text: Text, inside: Text) -> Text:
    """A text with what it must say in brackets."""
    if not inside.zh:
        return text
    return Text(f"{text.zh}（{inside.zh}）", f"{text.en} ({inside.en})")
